package org.viaduc.connectors.kit.sample;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

import org.viaduc.connectors.kit.sample.Sample.Column;
import org.viaduc.connectors.kit.sample.Sample.Table;
import org.viaduc.mapping.SystemDescription.Wire;

/**
 * Reads a CSV sample: one table whose first line names the columns, or lines of several types whose first cell is the type,
 * each type with a header line that begins with a sign, as {@code #P}.
 */
final class CsvSample {
    private static final char[] DELIMITERS = {';', '\t', ',', '|'};
    /** What a flat file's lines are called: such a file does not say. */
    private static final String PERSON = "usager";

    private final String source;
    private final Encoding encoding;

    private CsvSample(String source, Encoding encoding) {
        this.source = source;
        this.encoding = encoding;
    }

    /** @throws NoSample when the bytes are no CSV with names of columns */
    static Sample read(byte[] bytes, String source) {
        return new CsvSample(source, Encoding.of(bytes, source)).read();
    }

    private Sample read() {
        if (encoding.text().isBlank()) {
            throw new NoSample(
                    "`" + source + "` is empty: a sample has a line that names the columns, and some lines below");
        }
        var delimiter = delimiter();
        var lines = lines(delimiter);
        var lineEnd = encoding.text().contains("\r\n") ? "\r\n" : "\n";
        var sign = sign(lines);
        return sign.isEmpty() ? flat(lines, delimiter, lineEnd) : typed(lines, delimiter, lineEnd, sign);
    }

    /** The sign that cuts the most lines into the same number of cells as the first one has. */
    private char delimiter() {
        var best = ' ';
        var most = 0;
        for (var candidate : DELIMITERS) {
            try {
                var lines = lines(candidate);
                var width = lines.getFirst().size();
                var same = (int) lines.stream().limit(200).filter(line -> line.size() > 1).count();
                if (width > 1 && same * width > most) {
                    most = same * width;
                    best = candidate;
                }
            } catch (UncheckedIOException e) {
                // Quotation marks that make no sense with this sign: it is another.
                continue;
            }
        }
        if (most == 0) {
            throw new NoSample("`" + source
                    + "` cannot be cut into columns: none of `;`, tab, `,` and `|` stands in its first line");
        }
        return best;
    }

    private List<List<String>> lines(char delimiter) {
        var format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setIgnoreEmptyLines(true).get();
        try (var parser = CSVParser.parse(new StringReader(encoding.text()), format)) {
            var lines = new ArrayList<List<String>>();
            for (var line : parser) {
                if (lines.size() > Sample.MOST_ROWS) {
                    break;
                }
                lines.add(line.toList());
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What header lines begin with, where the first line is `sign + type` and lines of that type follow; else empty. */
    private static String sign(List<List<String>> lines) {
        var first = lines.getFirst().getFirst().strip();
        var at = 0;
        while (at < first.length() && !Character.isLetterOrDigit(first.charAt(at))) {
            at++;
        }
        var type = first.substring(at);
        return at > 0 && at <= 3 && !type.isEmpty()
                && lines.stream().skip(1).anyMatch(line -> line.getFirst().equals(type)) ? first.substring(0, at) : "";
    }

    private Sample flat(List<List<String>> lines, char delimiter, String lineEnd) {
        var names = lines.getFirst().stream().map(String::strip).toList();
        var wrong = names.stream().filter(name -> name.isEmpty() || name.matches("[-+0-9 ,./:]+")).count();
        if (wrong > 0) {
            throw new NoSample("`" + source + "`:1: the first line must name every column, and " + wrong
                    + " of its cells are empty or numbers: add a line of names above");
        }
        if (new LinkedHashSet<>(names).size() != names.size()) {
            throw new NoSample("`" + source + "`:1: two columns have the same name");
        }
        var table = table(PERSON, names, lines.subList(1, lines.size()));
        return new Sample(source, new Wire.Table(encoding.charset(), delimiter, lineEnd, PERSON), List.of(table),
                PERSON);
    }

    private Sample typed(List<List<String>> lines, char delimiter, String lineEnd, String sign) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        Map<String, List<List<String>>> rows = new HashMap<>();
        for (var line : lines) {
            var first = line.getFirst().strip();
            var rest = line.subList(1, line.size());
            if (first.startsWith(sign)) {
                names.putIfAbsent(first.substring(sign.length()), rest.stream().map(String::strip).toList());
            } else {
                rows.computeIfAbsent(first, type -> new ArrayList<>()).add(rest);
            }
        }
        var nameless = rows.keySet().stream().filter(type -> !names.containsKey(type)).count();
        if (nameless > 0) {
            throw new NoSample("`" + source + "`: " + nameless + " row types have no header line `" + sign + "TYPE`");
        }
        var tables = names.entrySet().stream()
                .map(each -> table(each.getKey(), each.getValue(), rows.getOrDefault(each.getKey(), List.of())))
                .toList();
        return new Sample(source, new Wire.Csv(encoding.charset(), delimiter, lineEnd, sign), tables, "");
    }

    private static Table table(String type, List<String> names, List<List<String>> lines) {
        var whole = lines.stream().filter(line -> line.size() == names.size()).toList();
        var columns = IntStream.range(0, names.size())
                .mapToObj(i -> new Column(names.get(i),
                        whole.stream().map(line -> line.get(i).strip()).filter(value -> !value.isEmpty()).toList()))
                .toList();
        return new Table(type, columns, whole.size());
    }
}
