package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;

/**
 * A CSV file as cells, so that columns can be taken away, added, moved and renamed.
 *
 * @param sign    what header lines begin with, and the type after it; empty where the file is one table
 * @param offset  the place of the first column
 */
record CsvText(Charset charset, CSVFormat format, String sign, String type, int offset, List<List<String>> lines) {

    /** Lines of several types. */
    static CsvText of(Wire.Csv csv, SystemDescription system, byte[] file) {
        return read(csv.charset(), csv.delimiter(), csv.lineEnd(), csv.header(), system.person(), 1, file);
    }

    /** One table. */
    static CsvText of(Wire.Table table, byte[] file) {
        return read(table.charset(), table.delimiter(), table.lineEnd(), "", table.type(), 0, file);
    }

    private static CsvText read(Charset charset, char delimiter, String lineEnd, String sign, String type, int offset,
            byte[] file) {
        var format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setRecordSeparator(lineEnd).get();
        try (var parser = CSVParser.parse(new StringReader(new String(file, charset)), format)) {
            var lines = new ArrayList<List<String>>();
            parser.forEach(line -> lines.add(new ArrayList<>(line.toList())));
            return new CsvText(charset, format, sign, type, offset, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can be read", e);
        }
    }

    /** The columns of a row type, as the file's header names them; empty when it has none. */
    List<String> columns(RowType row) {
        return lines.stream().filter(line -> isHeader(line, row)).findFirst()
                .map(line -> line.subList(offset, line.size())).orElse(List.of());
    }

    private boolean isHeader(List<String> line, RowType row) {
        return offset == 0 ? line == lines.getFirst() : line.getFirst().equals(sign + row.type());
    }

    private boolean isOf(List<String> line, RowType row) {
        return offset == 0 ? line != lines.getFirst() : line.getFirst().equals(row.type());
    }

    /** Changes every line of a row type: its header with the first, the others with the second. */
    byte[] change(RowType row, UnaryOperator<List<String>> header, UnaryOperator<List<String>> others) {
        return write(lines.stream().map(line -> isHeader(line, row)
                ? header.apply(new ArrayList<>(line))
                : isOf(line, row) ? others.apply(new ArrayList<>(line)) : line).toList());
    }

    byte[] write(List<List<String>> changed) {
        var text = new StringBuilder();
        try (var printer = new CSVPrinter(text, format)) {
            for (var line : changed) {
                printer.printRecord(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written", e);
        }
        return text.toString().getBytes(charset);
    }

    /** The header lines, which a file has once. */
    byte[] headers() {
        return write(offset == 0
                ? List.of(lines.getFirst())
                : lines.stream().filter(line -> line.getFirst().startsWith(sign)).toList());
    }

    /** The other lines, with keys of their own. @param key is told each line and the place of a key in it */
    byte[] body(SystemDescription system, BiConsumer<List<String>, Integer> key) {
        var changed = new ArrayList<List<String>>();
        for (var line : lines) {
            var row = system.rows().stream().filter(each -> isOf(line, each)).findFirst();
            if (row.isPresent() && !(offset == 0 && line == lines.getFirst())) {
                var copy = new ArrayList<>(line);
                var columns = columns(row.get());
                for (var each : List.of(row.get().person(), row.get().household())) {
                    each.map(columns::indexOf).filter(at -> at >= 0).ifPresent(at -> key.accept(copy, at + offset));
                }
                changed.add(copy);
            }
        }
        return write(changed);
    }
}
