package org.viaduc.connectors.kit.scaffold;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.viaduc.connectors.kit.guess.Guess;
import org.viaduc.connectors.kit.guess.Guesser;
import org.viaduc.connectors.kit.sample.Sample;

/**
 * A sample with its row types told apart: who the file is about, what opens a household, whose the others are.
 *
 * @param guesses of the row types that are read
 * @param never   the row types that are not
 * @param names   of the row types' files
 * @param opening the row type that opens a household
 */
record Layout(Sample sample, List<Guess> guesses, List<String> never, String person, Optional<String> opening,
        Map<String, String> names) {

    /** @throws IllegalArgumentException when no row type says who a file is about */
    static Layout of(Sample read, Guesser guesser) {
        var person = read.person().isEmpty() ? person(read, guesser) : read.person();
        var sample = read.about(person);
        var all = guesses(sample, person, guesser);
        var guesses = all.stream().filter(guess -> !guess.never()).toList();
        var never = all.stream().filter(Guess::never).map(guess -> guess.table().type()).toList();
        var names = new LinkedHashMap<String, String>();
        guesses.forEach(guess -> names.put(guess.table().type(), name(guess.table().type(), names)));
        var layout = new Layout(sample, guesses, never, person, Optional.empty(), names);
        if (layout.guess(person).person().isEmpty()) {
            throw new IllegalArgumentException("no column of `" + sample.source() + "` tells one person from another: "
                    + "each person needs a number of the local system, filled on every line and never twice; "
                    + "where it is there under a name of its own, name it with --key");
        }
        return new Layout(sample, guesses, never, person, layout.household(), names);
    }

    private static List<Guess> guesses(Sample sample, String person, Guesser guesser) {
        var about = sample.tables().stream().filter(table -> table.type().equals(person)).findFirst()
                .map(guesser::person)
                .orElseThrow();
        var keys = new HashSet<String>();
        if (!sample.isOnePerson()) {
            about.person().ifPresent(keys::add);
            about.household().ifPresent(keys::add);
        }
        return sample.tables().stream().map(table -> table.type().equals(person) ? about : guesser.other(table, keys))
                .toList();
    }

    /** The row type of which the most columns say who somebody is. */
    private static String person(Sample sample, Guesser guesser) {
        return sample.tables().stream()
                .max(java.util.Comparator.comparingLong(table -> guesser.person(table).blocks().stream()
                        .filter(block -> block.piece().equals("S01.identity"))
                        .mapToLong(block -> block.lines().size()).sum()))
                .map(Sample.Table::type).orElseThrow();
    }

    /** A type with the household's number and none of a person, of which there is one a household. */
    private Optional<String> household() {
        var key = guess(person).household();
        return key.isEmpty()
                ? Optional.empty()
                : guesses.stream().filter(guess -> !guess.table().type().equals(person))
                        .filter(guess -> has(guess, key.get()) && !has(guess, guess(person).person().orElseThrow()))
                        .map(guess -> guess.table().type()).findFirst();
    }

    private static boolean has(Guess guess, String column) {
        return guess.table().columns().stream().anyMatch(each -> each.name().equals(column));
    }

    Guess guess(String type) {
        return guesses.stream().filter(each -> each.table().type().equals(type)).findFirst().orElseThrow();
    }

    /** The keys of a row type: the columns that are called like the person's own keys. */
    Optional<String> personKey(Guess guess) {
        return guess(person).person().filter(key -> has(guess, key))
                .filter(key -> !sample.isOnePerson() || guess.table().type().equals(person));
    }

    Optional<String> householdKey(Guess guess) {
        return guess(person).household()
                .filter(key -> has(guess, key) && (opening.isPresent() || guess.table().type().equals(person)));
    }

    boolean isKey(Guess guess, String column) {
        return personKey(guess).filter(column::equals).isPresent()
                || householdKey(guess).filter(column::equals).isPresent();
    }

    /** The first row type that says whether the address is hidden. */
    Optional<Guess> hidden() {
        return guesses.stream().filter(guess -> guess.hidden().isPresent()).findFirst();
    }

    /** A name that the mapping language takes, out of the type's. */
    private static String name(String type, Map<String, String> before) {
        var plain = Normalizer.normalize(type.replaceAll("([a-z0-9])([A-Z])", "$1-$2"), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        var base = plain.isEmpty() ? "row" : plain.substring(0, Math.min(18, plain.length()));
        var name = base;
        for (var i = 2; before.containsValue(name); i++) {
            name = base + i;
        }
        return name;
    }

    /** What the sample's column is called in every row type, for the description. */
    List<String> columns(Guess guess) {
        return guess.table().columns().stream().map(Sample.Column::name)
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
