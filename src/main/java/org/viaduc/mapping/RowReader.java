package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.viaduc.mapping.PieceTable.Fixed;
import org.viaduc.mapping.PieceTable.MarkLine;
import org.viaduc.mapping.SystemDescription.ProtectedAddress;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.YamlMap.Word;
import org.viaduc.mapping.format.Format;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Resource;
import org.viaduc.model.UnknownCode;

/** Reads one row's file. What is wrong becomes a fault and reading goes on; what comes out is then not used. */
final class RowReader {
    private final YamlMap yaml;
    private final RowType type;
    private final SystemDescription system;
    private final LineReader lines;
    private final Map<String, Integer> places;
    private final Set<String> named = new HashSet<>();
    private final String[] drops;
    private final String[] writes;

    RowReader(YamlMap yaml, RowType type, SystemDescription system, Map<String, CodeTable> codes,
            Set<String> usedCodes) {
        this.yaml = yaml;
        this.type = type;
        this.system = system;
        this.places = RowTable.places(type.fields());
        this.lines = new LineReader(type, places, system.name(), codes, usedCodes, named);
        this.drops = new String[places.size()];
        this.writes = new String[places.size()];
        Arrays.fill(drops, "");
        Arrays.fill(writes, "");
    }

    /** @param number of this type among the system's. @param place where its fields begin among the system's */
    RowTable read(int number, int place) {
        SystemReader.version(yaml);
        if (!yaml.need("row").equals(type.type())) {
            yaml.fault("row", "this file is about row type `" + type.type() + "`, as `system.yaml` says");
        }
        var keep = yaml.word("keep").flatMap(word -> lines.field(yaml, "keep", word.text(), false));
        var pieces = new ArrayList<PieceTable>();
        for (var block : yaml.maps("pieces")) {
            piece(block, pieces).ifPresent(pieces::add);
        }
        var facts = yaml.maps("facts").stream().flatMap(fact -> new FactReader(fact, lines).read().stream()).toList();
        var day = day(pieces, facts);
        yaml.maps("drop").forEach(this::drop);
        if (!yaml.has("pieces") && !yaml.has("facts") && !yaml.has("drop")) {
            yaml.fault(yaml.line(), "one of `pieces`, `facts` and `drop` says what becomes of this row type");
        }
        yaml.done();
        var told = told();
        for (var field : type.fields()) {
            if (!named.contains(field) && !told[places.get(field)] && drops[places.get(field)].isEmpty()) {
                yaml.fault(yaml.line(), "field `" + field + "` of row type `" + type.type()
                        + "` is named nowhere: map it or drop it with a reason");
            }
        }
        return new RowTable(type, number, places, place, day, dayFormat(pieces, facts, day), keep, pieces, facts, drops,
                writes, told);
    }

    private boolean[] told() {
        var told = new boolean[places.size()];
        places.forEach((field, at) -> told[at] = type.isKey(field)
                || system.protectedAddress() instanceof ProtectedAddress.Said said && said.row().equals(type.type())
                        && said.field().equals(field));
        return told;
    }

    private Optional<PieceTable> piece(YamlMap block, List<PieceTable> before) {
        var kind = kind(block);
        var resource = block.need("resource");
        var otherwise = block.isWord("when");
        if (otherwise && !block.need("when").equals("otherwise")) {
            block.fault("when", "`when` is a condition, a list of conditions, or `otherwise`");
        }
        var when = otherwise ? List.<Condition>of() : lines.conditions(block, "when");
        var constants = fixed(block, "constants");
        var defaults = fixed(block, "defaults");
        var fields = block.maps("fields").stream().flatMap(line -> lines.read(line).stream()).toList();
        if (!block.has("fields")) {
            block.fault(block.line(), "`fields` is missing");
        }
        var marks = new ArrayList<>(block.maps("mark").stream().flatMap(mark -> mark(mark).stream()).toList());
        block.done();
        tryOut(block, resource, constants, fields);
        return kind
                .map(each -> new PieceTable(each, resource, suffix(each, before), when, otherwise, constants, defaults,
                        fields, marks, writtenConditions(fields)));
    }

    private static Optional<Kind> kind(YamlMap block) {
        var code = block.need("piece");
        try {
            var kind = Kind.of(code);
            if (kind.section().neverLeaves()) {
                block.fault("piece",
                        "`" + code + "` is never extracted: name its row type under `never` in system.yaml");
            }
            return Optional.of(kind);
        } catch (UnknownCode e) {
            if (!code.isEmpty()) {
                block.fault("piece", "unknown kind `" + code + "`");
            }
            return Optional.empty();
        }
    }

    /** Pieces of one row have different ids: the first block's has none of these. */
    private static String suffix(Kind kind, List<PieceTable> before) {
        if (before.isEmpty()) {
            return "";
        }
        var suffix = "." + kind.word();
        var same = before.stream().filter(other -> other.suffix().startsWith(suffix)).count();
        return same == 0 ? suffix : suffix + "-" + (same + 1);
    }

    /** Writes everything into one resource once: a path at which nothing fits is a fault here and not a failure later. */
    private static void tryOut(YamlMap block, String resource, List<Fixed> constants, List<FieldLine> fields) {
        var fits = true;
        try {
            var to = Resource.a(resource);
            constants.forEach(each -> each.write(to));
            fields.forEach(line -> to.set(line.writes(), "x"));
            fits = constants.stream().allMatch(each -> to.holds(each.path()))
                    && fields.stream().allMatch(line -> to.holds(line.writes()));
        } catch (IllegalArgumentException | ClassCastException | UnsupportedOperationException e) {
            fits = false;
        }
        if (!fits) {
            block.fault(block.line(),
                    "the paths of this piece contradict each other: one is a value where another has elements");
        }
    }

    private static List<FieldPath> writtenConditions(List<FieldLine> fields) {
        return fields.stream().flatMap(line -> line.conditions().stream()).distinct()
                .sorted(java.util.Comparator.comparingInt(path -> -path.names().size())).toList();
    }

    private List<Fixed> fixed(YamlMap block, String key) {
        var found = new ArrayList<Fixed>();
        block.wordsByKey(key).forEach((path, word) -> LineReader.path(block, word.line(), path)
                .ifPresent(at -> found.add(new Fixed(at, value(word), word.text()))));
        return found;
    }

    private static Object value(Word word) {
        if (word.plain() && (word.text().equals("true") || word.text().equals("false"))) {
            return Boolean.valueOf(word.text());
        }
        return word.plain() && word.text().matches("-?\\d+(\\.\\d+)?")
                ? new java.math.BigDecimal(word.text())
                : word.text();
    }

    private Optional<MarkLine> mark(YamlMap mark) {
        var word = mark.need("mark");
        var when = lines.conditions(mark, "when");
        if (when.isEmpty()) {
            mark.fault(mark.line(), "`when` is missing: say which rows carry the mark");
        }
        var orElse = mark.word("else").map(Word::text).orElse("");
        mark.done();
        try {
            return when.isEmpty() ? Optional.empty() : Optional.of(new MarkLine(Mark.of(word), when, orElse));
        } catch (UnknownCode e) {
            mark.fault("mark", e.getMessage());
            return Optional.empty();
        }
    }

    private int day(List<PieceTable> pieces, List<FactTable> facts) {
        var word = yaml.word("day");
        if (word.isEmpty()) {
            return -1;
        }
        var field = lines.field(yaml, "day", word.get().text(), false);
        field.filter(at -> dayFormat(pieces, facts, at) == Format.NONE).ifPresent(
                at -> yaml.fault("day",
                        "`" + word.get().text() + "` is mapped nowhere in this file with a date format"));
        return field.orElse(-1);
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

    private void drop(YamlMap drop) {
        var name = drop.need("local");
        var reason = drop.need("reason");
        var write = drop.word("write").map(Word::text).orElse("");
        drop.done();
        if (named.contains(name)) {
            drop.fault("local", "`" + name + "` is dropped here and used elsewhere in this file");
        }
        lines.field(drop, "local", name, false).ifPresent(at -> {
            if (!drops[at].isEmpty()) {
                drop.fault("local", "`" + name + "` is dropped twice");
            }
            drops[at] = reason.isEmpty() ? "-" : reason;
            writes[at] = write;
        });
    }
}
