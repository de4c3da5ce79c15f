package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.viaduc.mapping.FixedLine.Column;
import org.viaduc.mapping.FixedLine.GoesOn;
import org.viaduc.mapping.FixedLine.Type;
import org.viaduc.mapping.YamlMap.Word;

/** Reads of {@code system.yaml} what stands where in lines of fixed length. */
final class FixedReader {
    private static final int LONGEST = 32_000;
    private static final String TYPES = "text, digits, cents, day, niss, count or exchange";
    private static final Pattern COLUMN = Pattern.compile("(\\d{1,5})-(\\d{1,5})"
            + "(?: (text|digits|cents|day|niss|count|exchange))?(?: (zeros|spaces))?(?: is (\\S+))?");

    private FixedReader() {
    }

    /** @param at where the file says it */
    record Said(FixedLine line, int at) {
        /** The same columns for another row type. */
        Said like(String type) {
            return new Said(new FixedLine(type, line.columns(), line.goesOn()), at);
        }
    }

    /** The columns of a row type; empty when it names fields instead. */
    static Optional<Said> row(String type, YamlMap row) {
        var columns = row.map("columns");
        var goesOn = row.map("goes-on").map(said -> {
            var read = new GoesOn(said.need("mark"), said.need("text"));
            said.done();
            return read;
        });
        var line = columns.map(map -> new FixedLine(type, columns(map), goesOn));
        line.ifPresent(read -> goesOn.ifPresent(said -> {
            var mark = read.column(said.mark());
            if (mark.isEmpty() || mark.get().length() != 1 || mark.get().type() != Type.TEXT) {
                row.fault("goes-on", "`mark` is a text column of one character");
            }
            if (read.column(said.text()).filter(column -> column.type() == Type.TEXT).isEmpty()) {
                row.fault("goes-on", "`text` is a text column");
            }
        }));
        return line.map(read -> new Said(read, row.line("columns")));
    }

    /** The columns that hold something about a person: the fields of the row type. */
    static List<String> fields(Said said) {
        var line = said.line();
        var mark = line.goesOn().map(GoesOn::mark).orElse("");
        return line.columns().stream().map(Column::name).filter(name -> !name.equals(mark)).toList();
    }

    /** The first or the last line of the file. */
    static Said end(YamlMap fixed, String key) {
        var said = fixed.map(key);
        if (said.isEmpty()) {
            fixed.fault(fixed.line(), "`" + key + "` is missing");
            return new Said(new FixedLine("", List.of(), Optional.empty()), fixed.line());
        }
        var line = new FixedLine(said.get().need("type"),
                said.get().map("columns").map(FixedReader::columns).orElse(List.of()), Optional.empty());
        said.get().done();
        return new Said(line, fixed.line(key));
    }

    private static List<Column> columns(YamlMap columns) {
        var found = new ArrayList<Column>();
        for (var name : columns.keys()) {
            columns.word(name).ifPresent(word -> column(name, word).ifPresentOrElse(found::add,
                    () -> columns.fault(word.line(), "`" + name + "` is written as `13-58`, `5-12 digits` or "
                            + "`5-12 is WORD`: first and last place, then " + TYPES + ", then `zeros` or `spaces`")));
        }
        found.sort(Comparator.comparingInt(Column::at));
        return found;
    }

    private static Optional<Column> column(String name, Word word) {
        var said = COLUMN.matcher(word.text());
        if (!said.matches()) {
            return Optional.empty();
        }
        var from = Integer.parseInt(said.group(1));
        var to = Integer.parseInt(said.group(2));
        var type = said.group(3) == null ? Type.TEXT : Type.valueOf(said.group(3).toUpperCase(Locale.ROOT));
        var spaces = type == Type.TEXT || type == Type.EXCHANGE || "spaces".equals(said.group(4));
        return from < 1 || to < from
                ? Optional.empty()
                : Optional.of(new Column(name, from, to - from + 1, type, spaces ? ' ' : '0',
                        said.group(5) == null ? "" : said.group(5)));
    }

    static int number(YamlMap yaml, String key) {
        var text = yaml.need(key);
        if (text.matches("[1-9]\\d{0,4}") && Integer.parseInt(text) <= LONGEST) {
            return Integer.parseInt(text);
        }
        if (!text.isEmpty()) {
            yaml.fault(key, "`" + key + "` is a number from 1 to " + LONGEST);
        }
        return 1;
    }

    /** Whether prefix and columns fit into the line beside each other. */
    static void check(Said said, int width, int prefix, YamlMap fixed) {
        var line = said.line();
        if (line.type().length() != prefix) {
            fixed.fault(said.at(), "the line type `" + line.type() + "` has not " + prefix + " characters");
        }
        var free = prefix + 1;
        for (var column : line.columns()) {
            if (column.at() < free) {
                fixed.fault(said.at(), column + " begin before " + free + ", where the one before ends");
            }
            if (column.end() > width) {
                fixed.fault(said.at(), column + " end beyond the line's width " + width);
            }
            if (column.is().length() > column.length()) {
                fixed.fault(said.at(), column + " are too short for what they hold");
            }
            free = column.end() + 1;
        }
    }
}
