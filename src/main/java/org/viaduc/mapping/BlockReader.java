package org.viaduc.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.viaduc.mapping.Elements.Shape;
import org.viaduc.mapping.PieceTable.Body;
import org.viaduc.mapping.PieceTable.Fixed;
import org.viaduc.mapping.PieceTable.MarkLine;
import org.viaduc.mapping.PieceTable.Taking;
import org.viaduc.mapping.YamlMap.Word;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Resource;
import org.viaduc.model.UnknownCode;
import org.viaduc.model.fhir.R4;

/** Reads the blocks of {@code pieces} in one row's file. What is wrong becomes a fault; what comes out is then not used. */
final class BlockReader {
    private static final String NUMBER = "{n}";
    private static final Pattern KIND = Pattern.compile("S\\d\\d\\..+");

    private final LineReader lines;
    private final boolean strict;
    private final List<PieceTable> read = new ArrayList<>();

    /** @param strict whether FHIR R4 is asked about resource types and paths */
    BlockReader(LineReader lines, boolean strict) {
        this.strict = strict;
        this.lines = lines;
    }

    List<PieceTable> read(List<YamlMap> blocks) {
        for (var block : blocks.stream().map(BlockReader::spelledOut)
                .flatMap(each -> Choice.of(each, "piece").stream()).toList()) {
            if (block.has("repeat")) {
                var numbers = block.words("repeat");
                numbers.forEach(number -> {
                    var each = block.with(text -> text.replace(NUMBER, number.text()));
                    each.words("repeat");
                    block(each, true);
                });
            } else {
                block(block, false);
            }
        }
        return read;
    }

    /** {@code S02.contact: { phone: tel }} says kind and fields in one. */
    static YamlMap spelledOut(YamlMap block) {
        return block.spelledOut(KIND, "piece", "fields");
    }

    private void block(YamlMap block, boolean repeated) {
        var kind = kind(block);
        var shape = Elements.of(kind);
        var resource = block.has("resource") || shape.resource().isEmpty() ? block.need("resource") : shape.resource();
        var yaml = ElementLines.of(block, shape, lines.system().name());
        var otherwise = block.isWord("when");
        if (otherwise && !block.need("when").equals("otherwise")) {
            block.fault("when", "`when` is a condition, a list of conditions, or `otherwise`");
        }
        var when = otherwise ? List.<Condition>of() : lines.conditions(block, "when");
        var constants = block.has("constants") || !ElementLines.areNamed(block)
                ? fixed(block, "constants")
                : fixed(ElementLines.fixed(block, shape));
        var defaults = fixed(block, "defaults");
        var fields = yaml.stream().flatMap(line -> lines.read(line).stream()).toList();
        if (!block.has("fields")) {
            block.fault(block.line(), "`fields` is missing");
        }
        var marks = new ArrayList<MarkLine>();
        block.maps("mark").forEach(mark -> mark(mark).ifPresent(marks::add));
        block.done();
        if (strict && !resource.isEmpty()) {
            askR4(block, yaml, resource);
        }
        tryOut(block, resource, constants, fields);
        kind.ifPresent(
                each -> read.add(new PieceTable(each, resource, suffix(each), new Taking(when, otherwise, repeated),
                        new Body(constants, defaults, fields), marks)));
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
                block.fault("piece", "unknown kind `" + code + "`"
                        + Suggestion.of(code, Arrays.stream(Kind.values()).map(Kind::code).toList()));
            }
            return Optional.empty();
        }
    }

    /** Pieces of one row have different ids: the first block's has none of these. */
    private String suffix(Kind kind) {
        if (read.isEmpty()) {
            return "";
        }
        var suffix = "." + kind.word();
        var same = read.stream().filter(other -> other.suffix().startsWith(suffix)).count();
        return same == 0 ? suffix : suffix + "-" + (same + 1);
    }

    /** Resource type and paths are ones that R4 has. */
    private static void askR4(YamlMap block, List<YamlMap> lines, String resource) {
        var types = R4.resourceTypes();
        if (!types.contains(resource)) {
            block.fault("resource", "FHIR R4 has no resource type `" + resource + "`" + Suggestion.of(resource, types));
            return;
        }
        for (var line : lines) {
            for (var key : List.of("path", "concept")) {
                line.word(key).ifPresent(word -> askR4(line, word.line(), resource, word.text()));
            }
        }
        for (var key : List.of("constants", "defaults")) {
            block.wordsByKey(key).forEach((path, word) -> askR4(block, word.line(), resource, path));
        }
    }

    private static void askR4(YamlMap at, int line, String resource, String path) {
        LineReader.path(at, line, path).flatMap(parsed -> R4.unknown(resource, parsed.names()))
                .ifPresent(unknown -> at.fault(line,
                        "`" + path + "`: FHIR R4 has no `" + unknown.name() + "` there in a " + resource
                                + Suggestion.of(unknown.name(), unknown.known())));
    }

    /** Writes everything into one resource once: a path at which nothing fits is a fault here and not a failure later. */
    private static void tryOut(YamlMap block, String resource, List<Fixed> constants, List<FieldLine> fields) {
        var to = Resource.a(resource);
        var fits = constants.stream().allMatch(each -> fits(to, each.path(), each))
                && fields.stream().allMatch(line -> fits(to, line.writes(), new Fixed(line.writes(), "x", "x")))
                && constants.stream().allMatch(each -> to.holds(each.path()))
                && fields.stream().allMatch(line -> to.holds(line.writes()));
        if (!fits) {
            block.fault(block.line(),
                    "the paths of this piece contradict each other: one is a value where another has elements");
        }
    }

    private static boolean fits(Resource.Builder to, FieldPath path, Fixed something) {
        var takes = to.takes(path);
        if (takes) {
            something.write(to);
        }
        return takes;
    }

    private static List<Fixed> fixed(YamlMap block, String key) {
        var found = new ArrayList<Fixed>();
        block.wordsByKey(key).forEach((path, word) -> LineReader.path(block, word.line(), path)
                .ifPresent(at -> found.add(new Fixed(at, value(word), word.text()))));
        return found;
    }

    private static List<Fixed> fixed(Map<String, String> constants) {
        return constants.entrySet().stream()
                .map(each -> new Fixed(FieldPath.of(each.getKey()), each.getValue(), each.getValue())).toList();
    }

    private static Object value(Word word) {
        if (word.plain() && (word.text().equals("true") || word.text().equals("false"))) {
            return Boolean.valueOf(word.text());
        }
        return word.plain() && word.text().matches("-?\\d+(\\.\\d+)?") ? new BigDecimal(word.text()) : word.text();
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
            mark.fault("mark", e.getMessage()
                    + Suggestion.of(word, Arrays.stream(Mark.values()).map(Mark::word).toList()));
            return Optional.empty();
        }
    }
}
