package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.viaduc.mapping.RowTable.Day;
import org.viaduc.mapping.RowTable.DroppedRows;
import org.viaduc.mapping.RowTable.Roles;
import org.viaduc.mapping.SystemDescription.ProtectedAddress;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.YamlMap.Word;
import org.viaduc.mapping.format.Format;

/** Reads one row's file. What is wrong becomes a fault and reading goes on; what comes out is then not used. */
final class RowReader {
    private final YamlMap yaml;
    private final RowType type;
    private final SystemDescription system;
    private final SystemRules rules;
    private final EveryRow everyRow;
    private final LineReader lines;
    private final boolean strict;
    private final Map<String, Integer> places;
    private final Set<String> named = new HashSet<>();
    private final String[] drops;
    private final String[] writes;
    private final List<DroppedRows> rows = new ArrayList<>();

    /** @param strict whether FHIR R4 is asked about resource types and paths */
    RowReader(YamlMap yaml, RowType type, SystemDescription system, SystemRules rules, EveryRow everyRow, Codes codes,
            boolean strict) {
        this.yaml = yaml;
        this.strict = strict;
        this.type = type;
        this.system = system;
        this.rules = rules;
        this.everyRow = everyRow;
        this.places = RowTable.places(type.fields());
        this.lines = new LineReader(type, places, system, rules, codes, named, texts(), texts());
        this.drops = texts();
        this.writes = texts();
    }

    private String[] texts() {
        var texts = new String[places.size()];
        Arrays.fill(texts, "");
        return texts;
    }

    /** @param number of this type among the system's. @param place where its fields begin among the system's */
    RowTable read(int number, int place) {
        if (yaml.has("version")) {
            SystemReader.version(yaml);
        }
        if (yaml.has("row") && !yaml.need("row").equals(type.type())) {
            yaml.fault("row", "this file is about row type `" + type.type() + "`, as `system.yaml` says");
        }
        var keep = yaml.word("keep").flatMap(word -> lines.field(yaml, "keep", word.text(), false));
        var blocks = new BlockReader(lines, strict);
        blocks.read(yaml.maps("pieces"));
        var pieces = blocks.read(everyRow.blocks(type, named));
        var facts = yaml.maps("facts").stream().flatMap(fact -> FactWords.of(fact).stream())
                .flatMap(fact -> new FactReader(fact, lines).read().stream()).toList();
        var day = day(pieces, facts);
        if (yaml.isWord("drop")) {
            dropAll();
        } else {
            yaml.maps("drop").forEach(this::drop);
        }
        technical();
        if (!yaml.has("pieces") && !yaml.has("facts") && !yaml.has("drop")) {
            yaml.fault(yaml.line(), "one of `pieces`, `facts` and `drop` says what becomes of this row type");
        }
        yaml.done();
        var told = told();
        unnamed(told);
        return new RowTable(type, number, place, day, keep, pieces, facts,
                new Roles(drops, lines.keeps(), writes, lines.empties(), told, List.copyOf(rows)));
    }

    private void unnamed(boolean[] told) {
        for (var field : type.fields()) {
            if (!named.contains(field) && !told[places.get(field)] && drops[places.get(field)].isEmpty()) {
                yaml.fault(yaml.line(), "field `" + field + "` of row type `" + type.type()
                        + "` is named nowhere: map it or drop it with a reason");
            }
        }
    }

    private boolean[] told() {
        var told = new boolean[places.size()];
        places.forEach((field, at) -> told[at] = drops[at].isEmpty() && (type.isKey(field) || isProtection(field)
                || isDay(field) || RowType.isAbove(field) || decides(at)));
        return told;
    }

    /** Whether rows go or stay by what the field says. */
    private boolean decides(int field) {
        return rows.stream().flatMap(row -> row.when().stream()).anyMatch(condition -> condition.field() == field);
    }

    private boolean isProtection(String field) {
        return system.protectedAddress() instanceof ProtectedAddress.Said said && said.row().equals(type.type())
                && said.field().equals(field);
    }

    private boolean isDay(String field) {
        return rules.day().filter(day -> day.row().equals(type.type()) && day.field().equals(field)).isPresent();
    }

    private Day day(List<PieceTable> pieces, List<FactTable> facts) {
        var word = yaml.word("day");
        if (word.isEmpty()) {
            return new Day(-1, Format.NONE);
        }
        var at = lines.field(yaml, "day", word.get().text(), false).orElse(-1);
        var format = at < 0 ? Format.NONE : dayFormat(pieces, facts, at);
        if (at >= 0 && format == Format.NONE) {
            yaml.fault("day", "`" + word.get().text() + "` is mapped nowhere in this file with a date format");
        }
        return new Day(at, format);
    }

    private static Format dayFormat(List<PieceTable> pieces, List<FactTable> facts, int day) {
        for (var piece : pieces) {
            for (var line : piece.lines()) {
                if (line.local == day && line instanceof FieldLine.Scalar scalar && scalar.format().saysDay()) {
                    return scalar.format();
                }
            }
        }
        return facts.stream().filter(fact -> fact.on() == day).map(FactTable::onFormat).findFirst().orElse(Format.NONE);
    }

    /** Of row types that go as a whole: one reason for all fields. */
    private void dropAll() {
        var reason = reason(yaml, "drop");
        if (yaml.has("pieces") || yaml.has("facts")) {
            yaml.fault("drop", "one reason for the whole row type is for row types without `pieces` and `facts`");
        }
        type.fields().stream().filter(field -> !type.isKey(field) && !RowType.isAbove(field))
                .forEach(field -> drops[places.get(field)] = reason.isEmpty() ? "-" : reason);
    }

    private void technical() {
        rules.technical().forEach((field, said) -> {
            var at = places.get(field);
            if (at != null && !named.contains(field) && drops[at].isEmpty()) {
                drops[at] = said.reason().isEmpty() ? "-" : said.reason();
                writes[at] = said.write();
            }
        });
    }

    private static String reason(YamlMap at, String key) {
        var reason = at.need(key);
        if (LedgerText.isOurs(reason) && !reason.isEmpty()) {
            at.fault(key, "`" + reason + "` is the ledger's own word: say the reason in your own");
        }
        return reason;
    }

    private void drop(YamlMap drop) {
        var reason = reason(drop, "reason");
        if (drop.has("when")) {
            rows.add(new DroppedRows(lines.conditions(drop, "when", false), reason));
        } else if (drop.has("locals")) {
            drop.words("locals").forEach(word -> field(drop, "locals", word.text(), reason));
        } else {
            field(drop, "local", drop.need("local"), reason);
        }
        drop.done();
    }

    private void field(YamlMap drop, String key, String name, String reason) {
        var write = drop.word("write").map(Word::text).orElse("");
        if (named.contains(name)) {
            drop.fault(key, "`" + name + "` is dropped here and used elsewhere in this file");
        }
        lines.field(drop, key, name, false).ifPresent(at -> {
            if (!drops[at].isEmpty()) {
                drop.fault(key, "`" + name + "` is dropped twice");
            }
            drops[at] = reason.isEmpty() ? "-" : reason;
            writes[at] = write;
        });
    }
}
