package org.viaduc.connectors.kit.scaffold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.connectors.kit.guess.Guess;
import org.viaduc.connectors.kit.guess.Guess.Line;
import org.viaduc.connectors.kit.sample.Sample.Column;
import org.viaduc.connectors.kit.sample.Sample.Shape;
import org.viaduc.mapping.format.Format;
import org.viaduc.model.LocalRow;

/**
 * A record of somebody who does not exist, in the shape of the sample. Of the sample's own values only words of code tables
 * are used: whoever it is about stands in no example.
 */
record Invention(Layout layout) {
    private static final String PERSON = "900001";
    /** Of a woman born in March 1994 in the commune that the example names, with its key. */
    private static final String NIR = "294033523800160";
    private static final String HOUSEHOLD = "900100";

    /** One row of each type, the person's first. */
    List<LocalRow> rows() {
        var rows = new ArrayList<LocalRow>();
        layout.opening().ifPresent(type -> rows.add(row(layout.guess(type))));
        rows.add(row(layout.guess(layout.person())));
        layout.guesses().stream().map(guess -> guess.table().type())
                .filter(type -> !type.equals(layout.person()) && layout.opening().filter(type::equals).isEmpty())
                .forEach(type -> rows.add(row(layout.guess(type))));
        return rows;
    }

    private LocalRow row(Guess guess) {
        var fields = new LinkedHashMap<String, String>();
        for (var column : guess.table().columns()) {
            var value = value(guess, column);
            if (!value.isEmpty()) {
                fields.put(column.name(), value);
            }
        }
        return new LocalRow(guess.table().type(), fields, 0);
    }

    private String value(Guess guess, Column column) {
        var name = column.name();
        if (layout.personKey(guess).filter(name::equals).isPresent()) {
            return PERSON;
        }
        if (layout.householdKey(guess).filter(name::equals).isPresent()) {
            return HOUSEHOLD;
        }
        if (layout.live(name).isPresent()) {
            return layout.live(name).get();
        }
        var hidden = guess.hidden().filter(said -> said.column().equals(name));
        if (hidden.isPresent()) {
            return hidden.get().open();
        }
        var moved = guess.moved();
        if (moved.filter(fact -> fact.on().equals(name)).isPresent()) {
            return Format.of(moved.get().format()).toLocal("2026-11-15");
        }
        if (moved.filter(fact -> fact.to().equals(name)).isPresent()) {
            return word(moved.get().codes());
        }
        return guess.blocks().stream().flatMap(block -> block.lines().stream())
                .filter(line -> line.column().equals(name)).findFirst().map(line -> value(line, column))
                .map(text -> column.shape() == Shape.LIST ? text.replace(' ', '\n') : text).orElse("");
    }

    private static String value(Line line, Column column) {
        if (line.codes().isPresent()) {
            return woman(line).orElseGet(() -> word(line.codes()));
        }
        var format = line.format().isEmpty() ? "text" : line.format();
        return switch (format.replaceFirst(" .*", "")) {
            case "given-names" -> "Maëlle Anne";
            case "date" -> Format.of(format).toLocal(day(line.element().name()));
            case "datetime" -> day(line.element().name());
            case "amount" -> Format.of(format).toLocal("1234.56");
            case "phone" -> "0299000001";
            case "nir" -> column.values().stream().allMatch(nir -> nir.length() == 13) && !column.values().isEmpty()
                    ? NIR.substring(0, 13)
                    : NIR;
            case "cog" -> "35238";
            case "code" -> line.element().name().equals("postal-code") ? "35000" : "X-118";
            default -> text(line.element().name());
        };
    }

    private static String day(String element) {
        return switch (element) {
            case "birth-date" -> "1994-03-02";
            case "end" -> "2026-12-31";
            default -> "2026-09-01";
        };
    }

    private static String text(String element) {
        return switch (element) {
            case "birth-name" -> "Le Bihan";
            case "usual-name" -> "Guivarc'h";
            case "line-1" -> "3, rue de l'Étang";
            case "line-2" -> "Bât. B";
            case "town" -> "Rennes";
            case "mail" -> "m.lebihan@exemple.fr";
            default -> "Exemple";
        };
    }

    private static Optional<String> woman(Line line) {
        var words = line.codes().orElseThrow().words();
        return words.keySet().stream().filter(word -> words.get(word).filter("female"::equals).isPresent()).findFirst();
    }

    private static String word(Optional<Guess.Codes> codes) {
        Map<String, Optional<String>> words = codes.orElseThrow().words();
        return words.keySet().stream().filter(word -> words.get(word).isPresent()).findFirst().orElse("");
    }
}
