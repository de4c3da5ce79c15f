package org.viaduc.mapping.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.viaduc.mapping.local.TextLines.TextLine;

/**
 * The lines of a CSV file (RFC 4180, with any delimiter), cell by cell. A quoted cell may run over several lines. After a
 * line that cannot be read, reading goes on at the next line that begins like one.
 */
final class CsvLines {
    private static final int LONGEST_IN_LINES = 2000;

    private final TextLines text;
    private final char delimiter;
    private final Predicate<String> begins;

    /** @param line where it begins. @param cells as far as they could be read, at least one. @param fault empty when they all could */
    record CsvLine(int line, List<String> cells, String fault) {}

    /** @param begins whether a line's text looks like the beginning of a row */
    CsvLines(TextLines text, char delimiter, Predicate<String> begins) {
        this.text = text;
        this.delimiter = delimiter;
        this.begins = begins;
    }

    /** The next line that is not blank; empty at the end. */
    Optional<CsvLine> next() throws IOException {
        var first = text.next();
        while (first.isPresent() && first.get().fault().isEmpty() && first.get().text().isBlank()) {
            first = text.next();
        }
        return first.isEmpty() ? Optional.empty() : Optional.of(read(first.get()));
    }

    private CsvLine read(TextLine first) throws IOException {
        var used = new ArrayList<TextLine>();
        var cells = new ArrayList<String>();
        var fault = cells(first, cells, used);
        if (fault.isEmpty()) {
            return new CsvLine(first.number(), cells, "");
        }
        if (cells.isEmpty()) {
            var end = first.text().indexOf(delimiter);
            cells.add(end < 0 ? "" : first.text().substring(0, end));
        }
        for (var i = used.size() - 1; i > 0; i--) {
            text.putBack(used.get(i));
        }
        skipToBeginning();
        return new CsvLine(first.number(), cells, fault);
    }

    private void skipToBeginning() throws IOException {
        var next = text.next();
        while (next.isPresent() && !begins.test(next.get().text())) {
            next = text.next();
        }
        next.ifPresent(text::putBack);
    }

    private String cells(TextLine first, List<String> cells, List<TextLine> used) throws IOException {
        var line = first;
        used.add(line);
        var at = 0;
        var fault = unreadable(line);
        if (!fault.isEmpty()) {
            return fault;
        }
        while (true) {
            if (at >= line.text().length() || line.text().charAt(at) != '"') {
                var end = line.text().indexOf(delimiter, at);
                var cell = line.text().substring(at, end < 0 ? line.text().length() : end);
                if (cell.indexOf('\r') >= 0) {
                    return "a carriage return stands alone in the line: lines end in CRLF or LF";
                }
                cells.add(cell);
                if (end < 0) {
                    return "";
                }
                at = end + 1;
                continue;
            }
            var cell = new StringBuilder();
            at++;
            while (true) {
                var quote = line.text().indexOf('"', at);
                if (quote < 0) {
                    cell.append(line.text(), at, line.text().length()).append('\n');
                    var next = text.next();
                    if (next.isEmpty() || used.size() >= LONGEST_IN_LINES || cell.length() > TextLines.LONGEST) {
                        next.ifPresent(used::add);
                        return "a quotation mark is opened and never closed";
                    }
                    line = next.get();
                    used.add(line);
                    var unreadable = unreadable(line);
                    if (!unreadable.isEmpty()) {
                        return unreadable;
                    }
                    at = 0;
                } else if (quote + 1 < line.text().length() && line.text().charAt(quote + 1) == '"') {
                    cell.append(line.text(), at, quote + 1);
                    at = quote + 2;
                } else {
                    cell.append(line.text(), at, quote);
                    at = quote + 1;
                    break;
                }
            }
            cells.add(cell.toString().replace('\r', '\n'));
            if (at >= line.text().length()) {
                return "";
            }
            if (line.text().charAt(at) != delimiter) {
                return "something stands between a closing quotation mark and the next delimiter";
            }
            at++;
        }
    }

    private static String unreadable(TextLine line) {
        for (var i = 0; i < line.text().length() && line.fault().isEmpty(); i++) {
            var c = line.text().charAt(i);
            if (c < ' ' && c != '\t' && c != '\r' || c >= 0x7F && c < 0xA0 || c >= 0xFFFE) {
                return "character " + (i + 1) + " is none of a text: is the file in another encoding?";
            }
        }
        return line.fault();
    }
}
