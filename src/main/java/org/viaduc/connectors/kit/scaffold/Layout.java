package org.viaduc.connectors.kit.scaffold;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.viaduc.connectors.kit.guess.Guess;
import org.viaduc.connectors.kit.guess.Guesser;
import org.viaduc.connectors.kit.sample.Sample;
import org.viaduc.connectors.kit.sample.Sample.Aside;
import org.viaduc.connectors.kit.sample.Sample.Column;
import org.viaduc.connectors.kit.sample.Sample.Table;
import org.viaduc.mapping.SystemDescription.Wire;

/**
 * A sample with its row types told apart: who the file is about, what opens a household, whose the others are.
 *
 * @param guesses of the row types that are read
 * @param never   the row types that are not
 * @param names   of the row types' files
 * @param aside   what is not read, with the reason
 * @param changes the views of a database that only tell which files changed
 */
record Layout(Sample sample, List<Guess> guesses, List<String> never, String person, Keys keys,
        Map<String, String> names, List<Aside> aside, List<Table> changes) {
    private static final Pattern DELETED = Pattern.compile("(?i)(est_|is_)?(supprim|delet|efface|annul|archiv)[a-z]*");

    /** @throws IllegalArgumentException when no row type says who a file is about */
    static Layout of(Sample read, Guesser guesser) {
        var person = read.person().isEmpty() ? person(read, guesser) : read.person();
        var changes = read.wire() instanceof Wire.Views
                ? read.tables().stream().filter(DatabaseDoor::tellsChanges).toList()
                : List.<Table>of();
        var sample = living(read.about(person).without(changes), guesser);
        var about = sample.tables().stream().filter(table -> table.type().equals(person)).findFirst()
                .map(guesser::person).orElseThrow();
        if (about.person().isEmpty()) {
            throw new IllegalArgumentException("no column of `" + sample.source() + "` tells one person from another: "
                    + "each person needs a number of the local system, filled on every line and never twice; "
                    + "where it is there under a name of its own, name it with --key; where a person has several lines, "
                    + "one for each right, ask for lines of several types (`#TYPE;…`) or one line a person");
        }
        var keys = Keys.of(sample, about, guesser);
        var aside = new ArrayList<>(sample.aside());
        var all = new ArrayList<Guess>();
        for (var table : sample.tables()) {
            var guess = table.type().equals(person) ? about : guesser.other(table, keys.of(table.type()));
            if (sample.wire() instanceof Wire.Views && !guess.never() && keys.of(table.type()).isEmpty()) {
                aside.add(new Aside(table.type(), "aucune colonne ne dit de qui est la ligne : cette vue n'est pas lue",
                        "no column says whose row it is: this view is not read"));
            } else {
                all.add(guess);
            }
        }
        var guesses = all.stream().filter(guess -> !guess.never()).toList();
        var never = all.stream().filter(Guess::never).map(guess -> guess.table().type()).toList();
        var names = new LinkedHashMap<String, String>();
        guesses.forEach(guess -> names.put(guess.table().type(), name(guess.table().type(), names)));
        return new Layout(sample, guesses, never, person, keys, names, aside, changes);
    }

    /** With the words by which the rows of a database say that they are deleted. */
    private static Sample living(Sample sample, Guesser guesser) {
        if (!(sample.wire() instanceof Wire.Views views)) {
            return sample;
        }
        var columns = sample.tables().stream().flatMap(table -> table.columns().stream())
                .filter(column -> DELETED.matcher(column.name()).matches()).toList();
        return columns.stream().findFirst()
                .flatMap(first -> guesser.yesNo(new Column(first.name(), columns.stream()
                        .filter(column -> column.name().equals(first.name()))
                        .flatMap(column -> column.values().stream()).toList(), first.declared()))
                        .map(words -> new Wire.Deleted(first.name(), words.getFirst(), words.getLast())))
                .map(deleted -> sample.with(new Wire.Views(views.charset(), Optional.of(deleted)))).orElse(sample);
    }

    /** The word of a row that is not deleted, where this column says so. */
    Optional<String> live(String column) {
        return sample.wire() instanceof Wire.Views views
                ? views.deleted().filter(deleted -> deleted.field().equals(column)).map(Wire.Deleted::live)
                : Optional.empty();
    }

    /** The row type of which the most columns say who somebody is. */
    private static String person(Sample sample, Guesser guesser) {
        return sample.tables().stream()
                .max(java.util.Comparator.comparingInt(guesser::identity))
                .map(Sample.Table::type).orElseThrow();
    }

    /** How the system writes days, months and amounts. */
    OwnFormats formats() {
        return OwnFormats.of(guesses);
    }

    /** The row type that opens a household. */
    Optional<String> opening() {
        return keys.opening();
    }

    /** True when a file or record may hold several persons, of whom one is meant at a time. */
    boolean hasMembers() {
        return opening().isPresent() || sample.hasManyPersons();
    }

    Guess guess(String type) {
        return guesses.stream().filter(each -> each.table().type().equals(type)).findFirst().orElseThrow();
    }

    Optional<String> personKey(Guess guess) {
        return Optional.ofNullable(keys.persons().get(guess.table().type()));
    }

    Optional<String> householdKey(Guess guess) {
        return Optional.ofNullable(keys.households().get(guess.table().type()));
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
