package org.viaduc.mapping.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.viaduc.mapping.FixedLine;
import org.viaduc.mapping.FixedLine.Column;
import org.viaduc.mapping.FixedLine.GoesOn;
import org.viaduc.mapping.FixedLine.Type;
import org.viaduc.model.LocalRow;

/** Lines of fixed length as rows, and rows as lines: a row whose text is longer than its column takes several lines. */
final class FixedLines {
    private static final int LONGEST_IN_LINES = 2000;

    private final BiConsumer<Integer, String> faults;
    private Optional<Open> open = Optional.empty();

    /** @param fault empty when the row is whole */
    record Row(LocalRow row, String fault) {}

    /** A row whose text goes on in the next line. */
    private record Open(FixedLine line, int number, Map<String, String> fields, StringBuilder text, int[] lines) {}

    /** @param faults gets the line and the reason */
    FixedLines(BiConsumer<Integer, String> faults) {
        this.faults = faults;
    }

    /** The rows that end with this line: none while a text goes on, two when one should have gone on and does not. */
    List<Row> take(int number, String text, FixedLine line) {
        var fields = fields(text, line);
        var goesOn = line.goesOn();
        var ended = new ArrayList<Row>();
        if (open.isPresent() && (!open.get().line.equals(line) || !isSame(open.get(), fields, goesOn.orElseThrow()))) {
            close().ifPresent(ended::add);
        }
        if (goesOn.isEmpty()) {
            ended.add(new Row(new LocalRow(line.type(), fields, number), ""));
            return ended;
        }
        var column = line.column(goesOn.get().text()).orElseThrow();
        var part = text.substring(column.at() - 1, column.end());
        var mark = fields.getOrDefault(goesOn.get().mark(), "");
        fields.remove(goesOn.get().mark());
        var row = open.orElseGet(() -> new Open(line, number, fields, new StringBuilder(), new int[1]));
        open = Optional.of(row);
        row.lines[0]++;
        if (mark.isEmpty() || row.lines[0] > LONGEST_IN_LINES) {
            row.text.append(part.stripTrailing());
            open = Optional.empty();
            ended.add(row(row, mark.isEmpty() ? "" : "a text goes on over more than " + LONGEST_IN_LINES + " lines"));
        } else if (mark.charAt(0) == GoesOn.NEW_LINE) {
            row.text.append(part.stripTrailing()).append('\n');
        } else {
            row.text.append(part);
            if (mark.charAt(0) != GoesOn.SAME_LINE) {
                faults.accept(number, line.column(goesOn.get().mark()).orElseThrow()
                        + ": `+`, `/` or nothing is expected; the text is read as one that goes on");
            }
        }
        return ended;
    }

    /** The row that is open when no line of it comes any more. */
    Optional<Row> close() {
        var left = open.map(row -> row(row, "the text of the line goes on, and no next line is there"));
        open = Optional.empty();
        return left;
    }

    private static boolean isSame(Open open, Map<String, String> fields, GoesOn goesOn) {
        var others = new LinkedHashMap<>(fields);
        var first = new LinkedHashMap<>(open.fields);
        List.of(goesOn.mark(), goesOn.text()).forEach(name -> {
            others.remove(name);
            first.remove(name);
        });
        return others.equals(first);
    }

    private static Row row(Open open, String fault) {
        var fields = new LinkedHashMap<>(open.fields);
        var text = open.text.toString().strip();
        var name = open.line.goesOn().orElseThrow().text();
        if (text.isEmpty()) {
            fields.remove(name);
        } else {
            fields.put(name, text);
        }
        return new Row(new LocalRow(open.line.type(), fields, open.number), fault);
    }

    private static LinkedHashMap<String, String> fields(String text, FixedLine line) {
        var fields = new LinkedHashMap<String, String>();
        for (var column : line.columns()) {
            var value = FixedCell.text(text, column);
            if (!value.isEmpty()) {
                fields.put(column.name(), value);
            }
        }
        return fields;
    }

    /** @return how many lines the row took */
    static int write(LocalRow row, FixedLine line, int width, String lineEnd, StringBuilder out) {
        if (line.goesOn().isEmpty()) {
            line(line, row.fields(), width, out);
            out.append(lineEnd);
            return 1;
        }
        var goesOn = line.goesOn().get();
        var parts = parts(row.fields().getOrDefault(goesOn.text(), ""),
                line.column(goesOn.text()).orElseThrow().length());
        for (var i = 0; i < parts.size(); i++) {
            var fields = new LinkedHashMap<>(row.fields());
            fields.put(goesOn.text(), parts.get(i).text);
            fields.put(goesOn.mark(), parts.get(i).mark);
            line(line, fields, width, out);
            out.append(lineEnd);
        }
        return parts.size();
    }

    /** A part of a text, and how it goes on. */
    private record Part(String text, String mark) {}

    private static List<Part> parts(String text, int length) {
        var parts = new ArrayList<Part>();
        var lines = text.split("\n", -1);
        for (var i = 0; i < lines.length; i++) {
            var left = lines[i];
            while (left.length() > length) {
                parts.add(new Part(left.substring(0, length), String.valueOf(GoesOn.SAME_LINE)));
                left = left.substring(length);
            }
            parts.add(new Part(left, i + 1 < lines.length ? String.valueOf(GoesOn.NEW_LINE) : ""));
        }
        return parts;
    }

    /** Appends one line, without its end. What does not fit into its column is left out: the tables have said so before. */
    static void line(FixedLine line, Map<String, String> values, int width, StringBuilder out) {
        var from = out.length();
        out.append(line.type());
        for (var column : line.columns()) {
            fill(out, from + column.at() - 1, ' ');
            cell(column, values.getOrDefault(column.name(), ""), out);
        }
        fill(out, from + width, ' ');
    }

    private static void fill(StringBuilder out, int to, char with) {
        while (out.length() < to) {
            out.append(with);
        }
    }

    private static void cell(Column column, String value, StringBuilder out) {
        var end = out.length() + column.length();
        if (column.type() == Type.TEXT || column.type() == Type.EXCHANGE) {
            out.append(value, 0, Math.min(value.length(), column.length()));
            fill(out, end, column.pad());
            return;
        }
        var digits = column.type() == Type.CENTS ? FixedLine.cents(value) : value;
        if (digits.length() > column.length()) {
            fill(out, end, ' ');
            return;
        }
        var sign = digits.startsWith("-") ? "-" : "";
        out.append(sign);
        fill(out, end - digits.length() + sign.length(), value.isEmpty() && !isZeroWhenEmpty(column) ? ' ' : column.pad());
        out.append(digits, sign.length(), digits.length());
    }

    /** A day or a number of the register that is not known is written as zeros; another number is left blank. */
    private static boolean isZeroWhenEmpty(Column column) {
        return column.type() == Type.DAY || column.type() == Type.NISS;
    }
}
