package org.viaduc.connectors.versions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.viaduc.connectors.versions.Difference.ExchangeChange;
import org.viaduc.connectors.versions.Difference.FieldChange;
import org.viaduc.connectors.versions.Difference.KindChange;
import org.viaduc.connectors.versions.Seen.Field;
import org.viaduc.exchange.PastExchanges.Past;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.MappingBook;
import org.viaduc.model.Kind;

/** Gathers what changes, file by file and exchange by exchange. */
final class Changes {
    private static final int MOST_TOLD = 1_000;

    private final Map<List<String>, Integer> fields = new TreeMap<>(Changes::compare);
    private final Map<List<String>, Integer> pieces = new TreeMap<>(Changes::compare);
    private final Map<List<String>, Integer> facts = new TreeMap<>(Changes::compare);
    private final List<ExchangeChange> exchanges = new ArrayList<>();
    private int overBefore;
    private int overAfter;

    /** One file, as both versions make it. @param exchange that it opened, if any */
    void file(Seen before, Seen after, Optional<String> exchange) {
        var told = new LinkedHashSet<String>();
        var all = new TreeSet<>(before.fields().keySet());
        all.addAll(after.fields().keySet());
        all.forEach(field -> outcomes(field, before.fields().getOrDefault(field, List.of()),
                after.fields().getOrDefault(field, List.of()), told));
        kinds(before.pieces(), after.pieces(), before.kinds(), after.kinds(), pieces, told, "");
        kinds(before.facts(), after.facts(), before.facts(), after.facts(), facts, told, "fact ");
        overBefore += before.isOverBudget() ? 1 : 0;
        overAfter += after.isOverBudget() ? 1 : 0;
        if (before.isOverBudget() != after.isOverBudget()) {
            told.add(after.isOverBudget() ? "over-budget" : "over-budget no more");
        }
        exchange.ifPresent(id -> tell(id, "file", told));
    }

    private void outcomes(Field field, List<Outcome> before, List<Outcome> after, Set<String> told) {
        var pairs = new LinkedHashSet<List<String>>();
        for (var i = 0; i < Math.max(before.size(), after.size()); i++) {
            var was = i < before.size() ? before.get(i).word() : "";
            var becomes = i < after.size() ? after.get(i).word() : "";
            if (!was.equals(becomes)) {
                pairs.add(List.of(field.row(), field.name(), was, becomes));
            }
        }
        pairs.forEach(pair -> count(fields, pair, told, field + ": " + said(pair.get(2)) + " > " + said(pair.get(3))));
    }

    private static String said(String outcome) {
        return outcome.isEmpty() ? "-" : outcome;
    }

    /** @param before what it says, by its id. @param kindsBefore by the same ids */
    private static void kinds(Map<String, ?> before, Map<String, ?> after, Map<String, String> kindsBefore,
            Map<String, String> kindsAfter, Map<List<String>, Integer> counts, Set<String> told, String word) {
        var found = new LinkedHashSet<List<String>>();
        before.forEach((id, says) -> {
            if (!after.containsKey(id)) {
                found.add(List.of(kindsBefore.get(id), "removed"));
            } else if (!after.get(id).equals(says)) {
                found.add(List.of(kindsAfter.get(id), "changed"));
            }
        });
        after.keySet().stream().filter(id -> !before.containsKey(id))
                .forEach(id -> found.add(List.of(kindsAfter.get(id), "added")));
        found.forEach(each -> count(counts, each, told, word + each.get(0) + ": " + each.get(1)));
    }

    /** An exchange whose file is not kept: what its ledger names and the tables treat otherwise. */
    void ledger(Past past, String system, MappingBook before, MappingBook after) {
        var told = new LinkedHashSet<String>();
        var counted = new HashSet<List<String>>();
        for (var line : past.ledger().lines()) {
            var was = past.isOutgoing()
                    ? before.fate(system, line.row(), line.field())
                    : taken(before, system, line.row());
            var becomes = past.isOutgoing()
                    ? after.fate(system, line.row(), line.field())
                    : taken(after, system, line.row());
            var key = List.of(line.row(), line.field(), was.word(), becomes.word());
            if (was != becomes && counted.add(key)) {
                count(fields, key, told, line.row() + "." + line.field() + ": " + was.word() + " > " + becomes.word());
            }
        }
        tell(past.id().toString(), "ledger", told);
    }

    private static Outcome taken(MappingBook book, String system, String kind) {
        return book.takes(system, Kind.of(kind)) ? Outcome.MAPPED : Outcome.DROPPED;
    }

    private void tell(String exchange, String basis, Set<String> told) {
        if (!told.isEmpty() && exchanges.size() < MOST_TOLD) {
            exchanges.add(new ExchangeChange(exchange, basis, List.copyOf(told)));
        }
    }

    private static void count(Map<List<String>, Integer> counts, List<String> key, Set<String> told, String words) {
        counts.merge(key, 1, Integer::sum);
        told.add(words);
    }

    private static int compare(List<String> one, List<String> other) {
        for (var i = 0; i < one.size(); i++) {
            var order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    List<FieldChange> fields() {
        return fields.entrySet().stream().map(each -> new FieldChange(each.getKey().get(0), each.getKey().get(1),
                each.getKey().get(2), each.getKey().get(3), each.getValue())).toList();
    }

    List<KindChange> pieces() {
        return kinds(pieces);
    }

    List<KindChange> facts() {
        return kinds(facts);
    }

    private static List<KindChange> kinds(Map<List<String>, Integer> counts) {
        return counts.entrySet().stream()
                .map(each -> new KindChange(each.getKey().get(0), each.getKey().get(1), each.getValue())).toList();
    }

    List<ExchangeChange> exchanges() {
        return exchanges;
    }

    Difference.Budget budget() {
        return new Difference.Budget(overBefore, overAfter);
    }
}
