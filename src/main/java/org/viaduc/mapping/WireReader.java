package org.viaduc.mapping;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.SystemDescription.Wire.Json.Member;
import org.viaduc.mapping.YamlMap.Word;

/** Reads of {@code system.yaml} what JSON, fixed lines and views look like from outside. */
final class WireReader {
    private static final Set<String> FORMATS = Set.of("json", "fixed", "views");
    private static final Map<String, String> LINE_ENDS = Map.of("CRLF", "\r\n", "LF", "\n");

    private final YamlMap yaml;

    WireReader(YamlMap yaml) {
        this.yaml = yaml;
    }

    /** Empty for a format that is read elsewhere. @param lines what the rows said of their columns */
    Optional<Wire> read(String format, List<RowType> rows, Map<String, FixedReader.Said> lines) {
        var read = FORMATS.contains(format) ? yaml.map(format) : Optional.<YamlMap>empty();
        return read.map(said -> {
            var wire = switch (format) {
                case "json" -> json(said, rows);
                case "fixed" -> fixed(said, lines);
                default -> views(said, rows);
            };
            said.done();
            return wire;
        });
    }

    private static Wire json(YamlMap json, List<RowType> rows) {
        var single = json.words("single").stream().map(Word::text).collect(Collectors.toSet());
        single.stream().filter(type -> rows.stream().noneMatch(row -> row.type().equals(type)))
                .forEach(type -> json.fault("single", "there is no row type `" + type + "`"));
        var members = new HashMap<String, Member>();
        Map.of("numbers", Member.NUMBER, "booleans", Member.BOOLEAN, "words", Member.WORDS, "lines", Member.LINES)
                .forEach((key, member) -> json.words(key).forEach(word -> {
                    if (!isField(word.text(), rows)) {
                        json.fault(word.line(), "no row type has the field `" + word.text()
                                + "`: write row type, a dot, and the field");
                    } else if (members.put(word.text(), member) != null) {
                        json.fault(word.line(), "`" + word.text() + "` is written in two ways");
                    }
                }));
        return new Wire.Json(json.word("root").map(Word::text).orElse(""), single, members);
    }

    private static boolean isField(String name, List<RowType> rows) {
        return rows.stream().anyMatch(row -> name.startsWith(row.type() + ".")
                && row.fields().contains(name.substring(row.type().length() + 1)));
    }

    private static Wire fixed(YamlMap fixed, Map<String, FixedReader.Said> lines) {
        var charset = charset(fixed);
        var end = fixed.need("line-end");
        if (!end.isEmpty() && !LINE_ENDS.containsKey(end)) {
            fixed.fault("line-end", "`line-end` is CRLF or LF");
        }
        var width = FixedReader.number(fixed, "width");
        var prefix = FixedReader.number(fixed, "prefix");
        var head = FixedReader.end(fixed, "head");
        var tail = FixedReader.end(fixed, "tail");
        lines.values().forEach(line -> FixedReader.check(line, width, prefix, fixed));
        FixedReader.check(head, width, prefix, fixed);
        FixedReader.check(tail, width, prefix, fixed);
        if (tail.line().columns().stream().noneMatch(column -> column.type() == FixedLine.Type.COUNT)) {
            fixed.fault("tail", "the tail has a column of type `count`: without it nobody notices a file that was cut");
        }
        return new Wire.Fixed(charset, LINE_ENDS.getOrDefault(end, "\n"), width, prefix, head.line(), tail.line(),
                lines.values().stream().map(FixedReader.Said::line)
                        .collect(Collectors.toMap(FixedLine::type, line -> line)));
    }

    private static Wire views(YamlMap views, List<RowType> rows) {
        var charset = charset(views);
        var deleted = views.map("deleted").map(said -> {
            var read = new Wire.Deleted(said.need("field"), said.need("when"), said.need("live"));
            if (rows.stream().noneMatch(row -> row.fields().contains(read.field()))) {
                said.fault("field", "no row type has the field `" + read.field() + "`");
            }
            if (read.when().equals(read.live())) {
                said.fault("live", "`live` and `when` are the same word");
            }
            said.done();
            return read;
        });
        return new Wire.Views(charset, deleted);
    }

    private static Charset charset(YamlMap yaml) {
        var name = yaml.need("charset");
        try {
            return name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            yaml.fault("charset", "unknown charset `" + name + "`");
            return StandardCharsets.UTF_8;
        }
    }
}
