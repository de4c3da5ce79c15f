package org.viaduc.mapping;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.viaduc.mapping.SystemDescription.FhirRow;
import org.viaduc.mapping.SystemDescription.Form;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.YamlMap.Word;

/**
 * Reads {@code format} and the key of that name: what the system's files look like from outside.
 *
 * @param fhir what the row types say of resources, where the format is {@code fhir}
 */
record WireReader(YamlMap yaml, List<RowType> rows, Map<String, FhirRow> fhir) {
    static final List<String> FORMATS = List.of("csv", "fixed", "xml", "flow", "json", "views", "fhir");
    private static final Map<String, String> LINE_ENDS = Map.of("CRLF", "\r\n", "LF", "\n");

    Wire read() {
        var format = yaml.need("format");
        FORMATS.stream().filter(other -> !other.equals(format) && yaml.has(other)).forEach(other -> {
            yaml.fault(other, "`" + other + "` is for `format: " + other + "`");
            yaml.map(other);
        });
        if (format.equals("views")) {
            return yaml.map("views").map(this::views).orElseGet(Wire.Views::new);
        }
        if (format.equals("fhir")) {
            return new Wire.Fhir(fhir);
        }
        if (!FORMATS.contains(format)) {
            if (!format.isEmpty()) {
                yaml.fault("format", "unknown format `" + format + "`; known: " + String.join(", ", FORMATS)
                        + Suggestion.of(format, FORMATS));
            }
            return new Wire.Views();
        }
        var own = yaml.map(format);
        if (own.isEmpty()) {
            if (format.equals("json")) {
                return new Wire.Json(List.of(), Map.of());
            }
            yaml.fault("format", "`" + format + "` is missing: it says what the files look like");
            return new Wire.Views();
        }
        if (format.equals("flow")) {
            return FlowReader.read(own.get());
        }
        var read = switch (format) {
            case "csv" -> csv(own.get());
            case "fixed" -> fixed(own.get());
            case "xml" -> new Wire.Xml(own.get().word("namespace").map(Word::text).orElse(""), own.get().need("root"),
                    steps(own.get(), "record"), charset(own.get(), "UTF-8"), aside(own.get()));
            default -> new Wire.Json(steps(own.get(), "records"), aside(own.get()));
        };
        own.get().done();
        return read;
    }

    private Wire csv(YamlMap csv) {
        var charset = charset(csv, "");
        var delimiter = csv.need("delimiter");
        if (delimiter.length() != 1 || delimiter.equals("\"") || delimiter.isBlank() && !delimiter.equals("\t")) {
            csv.fault("delimiter", "`delimiter` is one character");
        }
        var between = delimiter.isEmpty() ? ';' : delimiter.charAt(0);
        var end = lineEnd(csv);
        return csv.has("table")
                ? table(csv, new Wire.Table(charset, between, end, csv.need("table")))
                : new Wire.Csv(charset, between, end, csv.need("header"));
    }

    private Wire table(YamlMap csv, Wire.Table table) {
        var own = rows.stream().filter(row -> row.type().equals(table.type())).findFirst();
        var others = rows.stream().filter(row -> !row.type().equals(table.type())).toList();
        if (own.isEmpty() || own.get().person().isEmpty() || !yaml.has("person")
                || !yaml.need("person").equals(table.type())) {
            csv.fault("table", "`table` names the row type that says who the file is about: the `person`");
        } else {
            others.forEach(other -> beside(csv, own.get(), other));
            csv.word("together").map(Word::text).filter(column -> !own.get().fields().contains(column)).ifPresent(
                    column -> csv.fault("together", "`" + table.type() + "` has no field `" + column + "`"
                            + Suggestion.of(column, own.get().fields())));
        }
        if (rows.stream().anyMatch(row -> row.document().isPresent())) {
            csv.fault("table", "a file of one table holds no documents");
        }
        if (csv.has("together") && others.isEmpty()) {
            csv.fault("together", "`together` is for tables with other row types in their lines");
        }
        if (yaml.has("household")) {
            yaml.fault("household", "in a file of one table every line is a person: no line opens a household");
        }
        return new Wire.Table(table.charset(), table.delimiter(), table.lineEnd(), table.type(),
                csv.word("together").map(Word::text));
    }

    /** A type whose rows stand in the lines of the person's: of the person's columns it has the keys at most. */
    private void beside(YamlMap csv, RowType person, RowType other) {
        var shared = other.fields().stream()
                .filter(column -> rows.stream().anyMatch(row -> !row.equals(other) && row.fields().contains(column)))
                .filter(column -> !person.isKey(column)).toList();
        if (!shared.isEmpty()) {
            csv.fault("table", "a column belongs to one row type: " + shared + " to `" + other.type()
                    + "` and another");
        }
    }

    private Wire fixed(YamlMap fixed) {
        var charset = charset(fixed, "");
        if (charset.newEncoder().maxBytesPerChar() > 1) {
            fixed.fault("charset", "positions need a charset of one byte for each character, as ISO-8859-1");
        }
        var end = lineEnd(fixed);
        var type = FixedReader.span(fixed, "type", fixed.need("type"));
        var length = fixed.word("length").map(Word::text).orElse("0");
        if (!length.matches("\\d{1,5}")) {
            fixed.fault("length", "`length` is the number of characters of every line");
        }
        var last = length.matches("\\d{1,5}") ? Integer.parseInt(length) : 0;
        rows.forEach(row -> row.forms().forEach((field, form) -> {
            if (last > 0 && form instanceof Form.Span span && Math.max(span.to(), span.goesOn()) > last) {
                fixed.fault("length", "the field `" + field + "` of `" + row.type() + "` ends behind the line's " + last
                        + " characters");
            }
        }));
        return new Wire.Fixed(charset, end, type.orElse(FixedReader.NOWHERE),
                last, aside(fixed),
                FixedReader.ends(fixed));
    }

    private Wire views(YamlMap views) {
        var charset = charset(views, "UTF-8");
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
        views.done();
        return new Wire.Views(charset, deleted);
    }

    private static String lineEnd(YamlMap own) {
        var lineEnd = own.need("line-end");
        if (!lineEnd.isEmpty() && !LINE_ENDS.containsKey(lineEnd)) {
            own.fault("line-end", "`line-end` is CRLF or LF");
        }
        return LINE_ENDS.getOrDefault(lineEnd, "\n");
    }

    /** @param usual the charset where none is named; empty when one must be */
    static Charset charset(YamlMap own, String usual) {
        var name = usual.isEmpty() ? own.need("charset") : own.word("charset").map(Word::text).orElse(usual);
        try {
            return name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            own.fault("charset", "unknown charset `" + name + "`"
                    + Suggestion.of(name, Charset.availableCharsets().keySet()));
            return StandardCharsets.UTF_8;
        }
    }

    private static List<String> steps(YamlMap own, String key) {
        var path = own.word(key).map(Word::text).orElse("");
        return path.isEmpty() ? List.of() : List.of(path.split("\\."));
    }

    static Map<String, String> aside(YamlMap own) {
        var found = new LinkedHashMap<String, String>();
        own.wordsByKey("aside").forEach((name, reason) -> found.put(name, reason.text()));
        return found;
    }
}
