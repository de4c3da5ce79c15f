package org.viaduc.connectors.kit.guess;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.viaduc.connectors.kit.guess.Guess.Codes;
import org.viaduc.connectors.kit.guess.Guess.Hidden;
import org.viaduc.connectors.kit.guess.Guess.Left;
import org.viaduc.connectors.kit.guess.Guess.Moved;
import org.viaduc.connectors.kit.guess.Target.As;
import org.viaduc.connectors.kit.sample.Sample.Column;
import org.viaduc.connectors.kit.sample.Sample.Shape;
import org.viaduc.connectors.kit.sample.Sample.Table;

/** One table being looked at: keys and what is certain first, then elements, and a reason for what is left. */
final class TableGuess {
    private static final Hint ORDINAL = Hint.of("l'ordre des valeurs le dit / the order of the values says it");

    private final Targets targets;
    private final Table table;
    private final boolean isPerson;
    private final ColumnNames names;
    private final Map<String, Look> looks = new HashMap<>();
    private final Set<String> used;

    /** @param keys the person's own, which rows of others may repeat */
    TableGuess(Targets targets, Vocabulary vocabulary, Table table, boolean isPerson, Set<String> keys) {
        this.targets = targets;
        this.table = table;
        this.isPerson = isPerson;
        this.names = new ColumnNames(table, isPerson, vocabulary);
        this.used = new HashSet<>(keys);
        table.columns().forEach(column -> looks.put(column.name(), new Look(column)));
    }

    /** @param key the column that says whose row it is, where somebody has said so */
    Guess guess(Optional<String> key) {
        var person = isPerson
                ? key.filter(names::has).or(() -> key(targets.person(), true))
                : Optional.<String>empty();
        person.ifPresent(used::add);
        var household = isPerson ? key(targets.household(), false) : Optional.<String>empty();
        household.ifPresent(used::add);
        var hidden = hidden();
        hidden.map(Hidden::column).ifPresent(used::add);
        var left = new LinkedHashMap<String, Left>();
        ordinals(left);
        told(targets.drop(), true, left);
        told(targets.careful(), false, left);
        var moved = moved();
        moved.ifPresent(fact -> used.addAll(Set.of(fact.on(), fact.to())));
        var blocks = new Placing(targets, table, isPerson, names, looks, used).blocks();
        var reasons = new Reasons(targets, isPerson, names, looks, used);
        free().map(Column::name).forEach(name -> left.put(name, new Left(false, reasons.of(name))));
        return new Guess(table, names.areAbout("notes") && !isPerson, person, household, hidden, blocks, moved, left);
    }

    /** The first column whose name and values make a key; for persons, one whose name only may. */
    private Optional<String> key(List<Set<String>> named, boolean unique) {
        return free().map(Column::name)
                .filter(name -> !unique || looks.get(name).isKey(table.rows()))
                .filter(name -> names.score(name, named, true) > 0)
                .max(Comparator.comparingInt(name -> names.score(name, named, true)))
                .or(() -> unique
                        ? free().map(Column::name)
                                .filter(name -> names.of(name).concepts().contains("number")
                                        && looks.get(name).isKey(table.rows()))
                                .findFirst()
                        : Optional.empty());
    }

    private Stream<Column> free() {
        return table.columns().stream().filter(column -> !used.contains(column.name()));
    }

    private Optional<Hidden> hidden() {
        for (var column : free().toList()) {
            var yesNo = looks.get(column.name()).yesNo();
            if (yesNo.isPresent() && names.score(column.name(), targets.hidden(), false) > 0) {
                return Optional.of(new Hidden(column.name(), yesNo.get().getFirst(), yesNo.get().getLast()));
            }
        }
        return Optional.empty();
    }

    /** Attributes of several values, which only count them. */
    private void ordinals(Map<String, Left> left) {
        free().filter(column -> column.shape() == Shape.LIST && column.name().contains(".@")).map(Column::name).toList()
                .forEach(name -> {
                    left.put(name, new Left(true, ORDINAL));
                    used.add(name);
                });
    }

    private void told(List<Targets.Told> words, boolean decided, Map<String, Left> left) {
        for (var column : free().toList()) {
            for (var each : words) {
                if (!used.contains(column.name()) && names.score(column.name(), each.named(), false) > 0) {
                    left.put(column.name(), new Left(decided, Hint.of(each.words())));
                    used.add(column.name());
                }
            }
        }
    }

    private Optional<Moved> moved() {
        var on = free().map(Column::name).filter(name -> names.score(name, targets.movedOn(), false) > 0
                && looks.get(name).as(As.DATE).filter(format -> format.startsWith("date")).isPresent()).findFirst();
        var to = free().filter(column -> names.score(column.name(), targets.movedTo(), false) > 0
                && !column.values().isEmpty()).map(Column::name).findFirst();
        if (on.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        return looks.get(to.get()).codes("department").filter(Codes::isWhole)
                .map(whole -> new Moved(on.get(), looks.get(on.get()).as(As.DATE).orElseThrow(), to.get(),
                        Optional.of(whole)));
    }
}
