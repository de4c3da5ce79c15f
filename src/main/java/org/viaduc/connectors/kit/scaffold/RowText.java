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
                .flatMap(block -> block.lines().stream()).flatMap(line -> member(line).stream()).toList();
        block(new Block("S03.household", "RelatedPerson", Map.of(), Optional.empty(), kept), text.append("pieces:\n"));
        var columns = kept.stream().map(Line::column).toList();
        var dropped = layout.columns(guess).stream().filter(column -> !columns.contains(column)
                && !layout.householdKey(guess).filter(column::equals).isPresent()).toList();
        if (!dropped.isEmpty()) {
            text.append("drop:\n");
            dropped.forEach(column -> text.append(Yaml.item("  ", drop(column, OF_ANOTHER))));
        }
        return text.toString();
    }

    private static Optional<Line> member(Line line) {
        if (line.path().startsWith("name(") || line.path().equals("birthDate") || line.path().equals("gender")) {
            return Optional.of(line);
        }
        return line.path().endsWith("household-role).valueCode")
                ? Optional.of(new Line(line.column(), "relationship[0]", true, "", line.codes(), Optional.empty(),
                        Optional.empty()))
                : Optional.empty();
    }

    private StringBuilder head(String type, String what) {
        return new StringBuilder(plan.head(plan.system() + ", " + type + ": " + what + "."))
                .append("version: ").append(plan.version()).append("\nrow: ").append(Yaml.word(type)).append('\n');
    }

    /** The guessed blocks, the person's own number first. */
    private List<Block> blocks() {
        var blocks = new ArrayList<>(guess.blocks());
        if (guess.table().type().equals(layout.person())) {
            var key = new Line(guess.person().orElseThrow(),
                    "identifier(system=urn:viaduc:local:" + plan.system() + ").value",
                    false, "code", Optional.empty(), Optional.empty(), Optional.empty());
            var identity = blocks.stream().filter(block -> block.piece().equals("S01.identity")).findFirst();
            var lines = new ArrayList<>(List.of(key));
            identity.ifPresent(block -> lines.addAll(block.lines()));
            identity.ifPresent(blocks::remove);
            blocks.addFirst(new Block("S01.identity", "Patient", Map.of(), Optional.empty(), lines));
        }
        return blocks;
    }

    private void block(Block block, StringBuilder text) {
        text.append("  - piece: ").append(block.piece()).append("\n    resource: ").append(block.resource())
                .append('\n');
        block.asked().ifPresent(column -> text.append("    when: { field: ").append(Yaml.word(column))
                .append(", filled: true }\n"));
        if (!block.constants().isEmpty()) {
            text.append("    constants:\n");
            block.constants().forEach((path, value) -> text.append("      ").append(Yaml.word(path)).append(": ")
                    .append(Yaml.word(value)).append('\n'));
        }
        text.append("    fields:\n");
        for (var line : block.lines()) {
            line.note().ifPresent(note -> text.append("      # ").append(note).append('\n'));
            text.append(Yaml.item("      ", line(line)));
        }
    }

    private static Map<String, String> line(Line line) {
        var map = new LinkedHashMap<String, String>();
        map.put("local", Yaml.word(line.column()));
        map.put(line.concept() ? "concept" : "path", Yaml.word(line.path()));
        if (!line.format().isEmpty()) {
            map.put("format", line.format());
        }
        line.codes().ifPresent(codes -> map.put("codes", codes.table()));
        line.system().ifPresent(system -> map.put("system", Yaml.word(system)));
        return map;
    }

    private void moved(Guess.Moved moved, StringBuilder text) {
        text.append("facts:\n  - fact: family-moved\n    when: [{ field: ").append(Yaml.word(moved.on()))
                .append(", filled: true }, { field: ").append(Yaml.word(moved.to())).append(", filled: true }]\n")
                .append("    on: { local: ").append(Yaml.word(moved.on())).append(", format: ").append(moved.format())
                .append(" }\n    fields: { to: { local: ").append(Yaml.word(moved.to()))
                .append(", codes: department }, address: { is: known } }\n");
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
