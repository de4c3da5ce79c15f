package org.viaduc.connectors.kit.scaffold;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.viaduc.connectors.kit.guess.Guess;
import org.viaduc.connectors.kit.guess.Guesser;
import org.viaduc.connectors.kit.sample.Sample;
import org.viaduc.connectors.kit.sample.Sample.Table;

/**
 * Which columns say whose a row is: what the system itself links, else a column called like the person's key or the household's.
 *
 * @param persons    by row type, the column with the person's key
 * @param households by row type, the column with the household's key
 * @param opening    the row type that opens a household
 */
record Keys(Map<String, String> persons, Map<String, String> households, Optional<String> opening) {

    /** @param person what was guessed of the row type that says who a file is about */
    static Keys of(Sample sample, Guess person, Guesser guesser) {
        var keys = new Keys(new LinkedHashMap<>(), new LinkedHashMap<>(), Optional.empty());
        var type = person.table().type();
        person.person().ifPresent(key -> keys.persons.put(type, key));
        person.household().ifPresent(key -> keys.households.put(type, key));
        if (sample.isTree() || sample.isOnePerson()) {
            return sample.hasManyPersons() ? keys.inTree(sample, guesser) : keys;
        }
        return keys.inTables(sample, person, guesser);
    }

    /** In a tree rows stand in their person's element; the record itself may have the household's number. */
    private Keys inTree(Sample sample, Guesser guesser) {
        var record = sample.tables().stream().filter(table -> table.at().equals(Sample.RECORD)).findFirst();
        var key = record.flatMap(table -> guesser.person(table).household().or(() -> guesser.person(table).person()));
        key.ifPresent(column -> households.put(record.get().type(), column));
        return new Keys(persons, households, key.map(column -> record.get().type()));
    }

    private Keys inTables(Sample sample, Guess person, Guesser guesser) {
        var type = person.table().type();
        if (person.household().isEmpty()) {
            sample.links().stream().filter(link -> link.type().equals(type) && !link.to().equals(type))
                    .filter(link -> sample.tables().stream().anyMatch(table -> table.type().equals(link.to())
                            && guesser.saysSomething(table)))
                    .findFirst().ifPresent(link -> households.put(type, link.column()));
        }
        for (var table : sample.tables()) {
            if (!table.type().equals(type)) {
                Optional.ofNullable(persons.get(type))
                        .flatMap(key -> linked(sample, table, type, key)
                                .or(() -> guesser.keyOf(table, key, sample.links().isEmpty())))
                        .ifPresent(column -> persons.put(table.type(), column));
                Optional.ofNullable(households.get(type)).flatMap(key -> household(sample, table, type, key))
                        .ifPresent(column -> households.put(table.type(), column));
            }
        }
        var opening = households.keySet().stream().filter(each -> !persons.containsKey(each)).findFirst();
        if (opening.isEmpty()) {
            households.keySet().removeIf(each -> !each.equals(type));
        }
        return new Keys(persons, households, opening);
    }

    private static Optional<String> linked(Sample sample, Table table, String to, String key) {
        return sample.links().stream().filter(link -> link.type().equals(table.type()) && link.to().equals(to)
                && link.key().equals(key)).map(Sample.Link::column).findFirst();
    }

    private static Optional<String> household(Sample sample, Table table, String person, String key) {
        var links = sample.links().stream().filter(link -> link.type().equals(person) && link.column().equals(key))
                .toList();
        if (links.isEmpty()) {
            return has(table, key) ? Optional.of(key) : Optional.empty();
        }
        return links.stream().flatMap(link -> link.to().equals(table.type())
                ? java.util.stream.Stream.of(link.key())
                : linked(sample, table, link.to(), link.key()).stream()).findFirst();
    }

    private static boolean has(Table table, String column) {
        return table.columns().stream().anyMatch(each -> each.name().equals(column));
    }

    /** Both keys of a row type. */
    Set<String> of(String type) {
        var found = new HashSet<String>();
        Optional.ofNullable(persons.get(type)).ifPresent(found::add);
        Optional.ofNullable(households.get(type)).ifPresent(found::add);
        return found;
    }
}
