package org.viaduc.connectors.kit.scaffold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.viaduc.connectors.kit.guess.Guess;
import org.viaduc.connectors.kit.guess.Guess.Block;
import org.viaduc.connectors.kit.guess.Guess.Line;

/** The mapping file of one row type. */
record RowText(Plan plan, Layout layout, Guess guess) {
    private static final String OF_ANOTHER = "donnée d'une autre personne du foyer, pas nécessaire / of another member of the household, not needed";
    /** What is said of another member, by what the same column says of the person. */
    private static final Map<String, String> MEMBER = Map.of("birth-name", "birth-name", "usual-name", "usual-name",
            "given-names", "given-names", "sex", "sex", "birth-date", "birth-date", "household-role", "relationship");
    private static final String DELETED = "technique : une ligne supprimée ne sort pas / technical: a deleted row does not leave";

    String write() {
        var text = head(guess.table().type(), "as guessed from " + layout.sample().source());
        var blocks = blocks();
        if (!blocks.isEmpty()) {
            text.append("pieces:\n");
            blocks.forEach(block -> block(block, text));
        }
        guess.moved().ifPresent(moved -> moved(moved, text));
        var left = left();
        if (!left.isEmpty() || blocks.isEmpty() && guess.moved().isEmpty()) {
            text.append("drop:").append(left.isEmpty() ? " []\n" : "\n");
            left.forEach((column, why) -> text.append(Yaml.item("  ", drop(column, why))));
        }
        return text.toString();
    }

    /** The same columns, of the household's other members. */
    String members() {
        var text = head(SystemText.members(), "the other members of the household");
        var kept = guess.blocks().stream().filter(block -> block.piece().equals("S01.identity"))
                .flatMap(block -> block.lines().stream()).filter(line -> MEMBER.containsKey(line.element().name()))
                .toList();
        var fields = new LinkedHashMap<String, String>();
        kept.forEach(line -> fields.put(MEMBER.get(line.element().name()), said(line)));
        text.append("pieces:\n").append(Yaml.named("  ", "S03.household", fields, Map.of()));
        var columns = kept.stream().map(Line::column).toList();
        var dropped = layout.columns(guess).stream().filter(column -> !columns.contains(column)
                && !layout.householdKey(guess).filter(column::equals).isPresent()).toList();
        if (!dropped.isEmpty()) {
            text.append("drop:\n");
            dropped.forEach(column -> text.append(Yaml.item("  ", drop(column, OF_ANOTHER))));
        }
        return text.toString();
    }

    private StringBuilder head(String type, String what) {
        return new StringBuilder(plan.head(plan.system() + ", " + type + ": " + what + "."));
    }

    /** The guessed blocks; who the file is about always has one. */
    private List<Block> blocks() {
        var blocks = new ArrayList<>(guess.blocks());
        if (isPerson() && blocks.stream().noneMatch(block -> block.piece().equals("S01.identity"))) {
            blocks.addFirst(new Block("S01.identity", Optional.empty(), Map.of(), List.of()));
        }
        return blocks;
    }

    private boolean isPerson() {
        return guess.table().type().equals(layout.person());
    }

    private void block(Block block, StringBuilder text) {
        var fields = new LinkedHashMap<String, String>();
        var notes = new LinkedHashMap<String, String>();
        if (isPerson() && block.piece().equals("S01.identity")) {
            fields.put("local-number", Yaml.word(guess.person().orElseThrow()));
        }
        block.fixed().forEach((element, word) -> fields.put(element, "{ is: " + Yaml.word(word) + " }"));
        for (var line : block.lines()) {
            fields.put(line.element().name(), said(line));
            line.note().ifPresent(note -> notes.put(line.element().name(), note));
        }
        text.append(Yaml.named("  ", block.piece(), fields, notes));
        block.asked().ifPresent(column -> text.append("    when: { field: ").append(Yaml.word(column))
                .append(", filled: true }\n"));
    }

    /** The field alone where the element's table says the rest. */
    private String said(Line line) {
        var usual = layout.formats().meant(line.element().format());
        return line.codes().isPresent() || usual.equals(line.format())
                ? Yaml.word(line.column())
                : "{ local: " + Yaml.word(line.column()) + ", format: "
                        + (line.format().isEmpty() ? "text" : line.format()) + " }";
    }

    private void moved(Guess.Moved moved, StringBuilder text) {
        text.append("facts:\n  - fact: family-moved\n    when: [{ field: ").append(Yaml.word(moved.on()))
                .append(", filled: true }, { field: ").append(Yaml.word(moved.to())).append(", filled: true }]\n")
                .append("    on: ").append(layout.formats().meant("date").equals(moved.format())
                        ? Yaml.word(moved.on())
                        : "{ local: " + Yaml.word(moved.on()) + ", format: " + moved.format() + " }")
                .append("\n    fields: { to: ").append(Yaml.word(moved.to())).append(", address: { is: known } }\n");
    }

    private Map<String, String> left() {
        var said = new LinkedHashMap<String, String>();
        guess.left().forEach((column, left) -> {
            if (!layout.isKey(guess, column)) {
                said.put(column, left.decided()
                        ? left.why().toString()
                        : Undecided.reason(left.why()));
            }
        });
        guess.person().filter(column -> !layout.isKey(guess, column))
                .ifPresent(column -> said.put(column, Undecided.reason(Undecided.NUMBER)));
        guess.household().filter(column -> !layout.isKey(guess, column))
                .ifPresent(column -> said.put(column, Undecided.reason(Undecided.NUMBER)));
        guess.hidden().filter(hidden -> layout.hidden().filter(guess::equals).isEmpty())
                .ifPresent(hidden -> said.put(hidden.column(), Undecided.reason(Undecided.HIDDEN)));
        return said;
    }

    private Map<String, String> drop(String column, String reason) {
        var map = new LinkedHashMap<String, String>();
        map.put("local", Yaml.word(column));
        map.put("reason", "\"" + (layout.live(column).isPresent() ? DELETED : reason).replace("\"", "\\\"") + "\"");
        layout.live(column).ifPresent(word -> map.put("write", Yaml.word(word)));
        return map;
    }

    /** The code tables that this row type needs, by name, with the words of all columns that use them. */
    static Map<String, Map<String, Optional<String>>> codes(List<Guess> guesses) {
        return guesses.stream()
                .flatMap(guess -> java.util.stream.Stream.concat(
                        guess.blocks().stream().flatMap(block -> block.lines().stream())
                                .flatMap(line -> line.codes().stream()),
                        guess.moved().flatMap(Guess.Moved::codes).stream()))
                .collect(Collectors.toMap(Guess.Codes::table, codes -> new java.util.TreeMap<>(codes.words()),
                        (one, other) -> {
                            one.putAll(other);
                            return one;
                        }, java.util.TreeMap::new));
    }
}
