package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;

import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.YamlMap.Word;
import org.viaduc.mapping.format.Format;
import org.viaduc.model.FieldPath;

/**
 * Reads the lines of one row's file: fields, conditions, paths, formats and code tables.
 *
 * @param type      the row type whose fields they are about
 * @param places    of its fields
 * @param codes     the system's code tables
 * @param usedCodes is told which of them were used
 * @param named     is told which fields were named
 */
record LineReader(RowType type, Map<String, Integer> places, String system, Map<String, CodeTable> codes,
        Set<String> usedCodes, Set<String> named) {
    private static final String CODE_SYSTEMS = "https://viaduc.org/fhir/CodeSystem/";

    Optional<FieldLine> read(YamlMap line) {
        var read = line.has("jslt") ? jslt(line) : plain(line);
        line.done();
        return read;
    }

    private Optional<FieldLine> plain(YamlMap line) {
        var local = field(line, "local", line.need("local"), true);
        if (line.has("concept")) {
            var at = path(line, line.line("concept"), line.need("concept"));
            var table = codes(line);
            var uri = line.word("system").map(Word::text).orElse(table.map(CodeTable::name).orElse(""));
            var full = uri.indexOf(':') >= 0 ? uri : CODE_SYSTEMS + uri;
            if (!line.has("codes")) {
                line.fault(line.line(), "`concept` needs `codes`, the table of its words");
            }
            return all(local, at, table)
                    .map(ok -> new CodedLine.Concept(local.get(), at.get(), table.get(), full, system));
        }
        var at = path(line, line.line("path"), line.need("path"));
        if (line.has("codes")) {
            if (line.has("format")) {
                line.fault("format", "a line has `codes` or `format`, not both");
                line.word("format");
            }
            var table = codes(line);
            return all(local, at, table).map(ok -> new CodedLine.Bare(local.get(), at.get(), table.get(), system));
        }
        var format = line.word("format").map(Word::text).orElse("text");
        var many = line.word("lines").filter(word -> isTrue(line, word)).isPresent();
        return all(local, at, Optional.of(format)).flatMap(ok -> formatted(line, format, local.get(), at.get(), many));
    }

    private Optional<FieldLine> formatted(YamlMap line, String format, int local, FieldPath at, boolean many) {
        if (many && !format.equals("text")) {
            line.fault("lines", "`lines` is for text");
        }
        var list = type.isMany(type.fields().get(local));
        if (format.startsWith("given-names") != at.endsInEach() && !(list && format.equals("text"))) {
            line.fault("path", "`given-names` and a path that ends in `[*]` belong together");
        }
        if (list && at.endsInEach()) {
            return Optional.of(new FieldLine.Names(local, at, '\n'));
        }
        return switch (format) {
            case "given-names" -> Optional.of(new FieldLine.Names(local, at, ' '));
            case "given-names ," -> Optional.of(new FieldLine.Names(local, at, ','));
            case "quarter" -> Optional.of(new FieldLine.Quarter(local, at, system));
            case "attachment" -> Optional.of(new FieldLine.Document(local, at, system));
            default -> format(line, "format", format).map(read -> new FieldLine.Scalar(local, at, read, many, system));
        };
    }

    private static boolean isTrue(YamlMap line, Word word) {
        if (!word.text().equals("true")) {
            line.fault("lines", "`lines` is true or left out");
        }
        return true;
    }

    private Optional<FieldLine> jslt(YamlMap line) {
        var locals = line.words("locals").stream().flatMap(word -> field(line, "locals", word.text(), true).stream())
                .toList();
        if (locals.isEmpty()) {
            line.fault(line.line(), "`locals` names the fields that the expression reads");
        }
        var at = path(line, line.line("path"), line.need("path"));
        var there = expression(line, "jslt");
        var back = expression(line, "back");
        return locals.isEmpty() || there.isEmpty() || back.isEmpty()
                ? Optional.empty()
                : at.map(path -> new JsltLine(locals, type.fields(), path, there.get(), back.get(), system));
    }

    private static Optional<Expression> expression(YamlMap line, String key) {
        try {
            return Optional.of(Parser.compileString(line.need(key)));
        } catch (JsltException e) {
            line.fault(key, "no JSLT: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Boolean> all(Optional<?>... parts) {
        for (var part : parts) {
            if (part.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(true);
    }

    /** The place of a field. @param use true when this is what becomes of it */
    Optional<Integer> field(YamlMap at, String key, String name, boolean use) {
        if (use) {
            named.add(name);
        }
        var place = Optional.ofNullable(places.get(name));
        if (place.isEmpty() && !name.isEmpty()) {
            at.fault(key, "the row type has no field `" + name + "`" + Suggestion.of(name, type.fields()));
        }
        return place;
    }

    static Optional<FieldPath> path(YamlMap at, int line, String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(FieldPath.of(text));
        } catch (IllegalArgumentException e) {
            at.fault(line, e.getMessage());
            return Optional.empty();
        }
    }

    static Optional<Format> format(YamlMap at, String key, String name) {
        try {
            return Optional.of(Format.of(name));
        } catch (IllegalArgumentException e) {
            at.fault(key, e.getMessage());
            return Optional.empty();
        }
    }

    Optional<CodeTable> codes(YamlMap line) {
        var name = line.need("codes");
        usedCodes.add(name);
        var table = Optional.ofNullable(codes.get(name));
        if (table.isEmpty() && !name.isEmpty()) {
            line.fault("codes", "there is no code table `codes/" + name + ".csv`"
                    + Suggestion.of(name, codes.keySet()));
        }
        return table;
    }

    /** One condition, or a list of which all must hold. */
    List<Condition> conditions(YamlMap at, String key) {
        var found = new ArrayList<Condition>();
        for (var condition : at.maps(key)) {
            var field = field(condition, "field", condition.need("field"), true);
            var is = condition.words("is");
            var in = condition.words("in");
            var not = condition.words("not");
            var filled = condition.word("filled").map(Word::text);
            condition.done();
            var given = List.of("is", "in", "not", "filled").stream().filter(condition::has).count();
            var words = Stream.of(is, in, not).flatMap(List::stream).map(Word::text).toList();
            if (given != 1 || is.size() > 1 || words.isEmpty() == filled.isEmpty()
                    || filled.filter(word -> !word.equals("true") && !word.equals("false")).isPresent()) {
                condition.fault(condition.line(),
                        "a condition has one of `is: word`, `in: [words]`, `not: [words]` and `filled: true|false`");
                continue;
            }
            field.ifPresent(place -> found.add(new Condition(place, words,
                    not.isEmpty() && filled.orElse("true").equals("true"))));
        }
        return found;
    }
}
