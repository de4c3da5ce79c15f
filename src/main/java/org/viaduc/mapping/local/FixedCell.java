package org.viaduc.mapping.local;

import org.viaduc.mapping.FixedLine;
import org.viaduc.mapping.FixedLine.Column;
import org.viaduc.mapping.FixedLine.Type;

/** What stands in the columns of one line of fixed length, and what is wrong with it. No message says what stands there. */
final class FixedCell {
    private FixedCell() {
    }

    /** What is wrong with the line, with its place; empty when nothing is. */
    static String fault(String text, FixedLine line, int width) {
        if (text.length() != width) {
            return "the line has " + text.length() + " characters, " + width + " are expected";
        }
        for (var i = 0; i < width; i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) >= 0x7F && text.charAt(i) < 0xA0) {
                return "column " + (i + 1) + ": a character that is none of a text: is the file in another encoding?";
            }
        }
        var free = line.type().length();
        for (var column : line.columns()) {
            var gap = gap(text, free, column.at() - 1);
            var fault = gap.isEmpty() ? fault(text, column) : gap;
            if (!fault.isEmpty()) {
                return fault;
            }
            free = column.end();
        }
        return gap(text, free, width);
    }

    private static String gap(String text, int from, int to) {
        return text.substring(from, to).isBlank()
                ? ""
                : "columns " + (from + 1) + "–" + to + ": something stands where no column is";
    }

    private static String fault(String text, Column column) {
        var cell = text.substring(column.at() - 1, column.end());
        var value = value(cell, column);
        if (!column.is().isEmpty() && !value.equals(column.is())) {
            return column + ": `" + column.is() + "` is expected";
        }
        return switch (column.type()) {
            case TEXT, EXCHANGE -> "";
            case CENTS -> value.isEmpty() || value.matches("-?\\d+\\.\\d\\d") ? "" : column + ": digits are expected";
            case DIGITS, COUNT -> value.matches("\\d*") ? "" : column + ": digits are expected";
            case DAY -> value.matches("(\\d{8})?") ? "" : column + ": a day as yyyymmdd is expected";
            case NISS -> value.isEmpty() || Niss.isValid(value) ? "" : column + ": the NISS's check digits do not fit";
        };
    }

    /** What the column says, without what fills it up; an amount with its point. */
    static String text(String text, Column column) {
        return value(text.substring(column.at() - 1, column.end()), column);
    }

    private static String value(String cell, Column column) {
        if (column.type() == Type.TEXT || column.type() == Type.EXCHANGE) {
            return cell.strip();
        }
        if (cell.isBlank()) {
            return "";
        }
        return switch (column.type()) {
            case NISS, DAY -> cell.chars().allMatch(c -> c == '0') ? "" : cell;
            case CENTS -> amount(unpadded(cell, column.pad()));
            default -> unpadded(cell, column.pad());
        };
    }

    /** Without what fills it up from the left; the last digit stays. */
    private static String unpadded(String cell, char pad) {
        var sign = cell.startsWith("-") ? "-" : "";
        var from = sign.length();
        while (from < cell.length() - 1 && (cell.charAt(from) == pad || cell.charAt(from) == '0')) {
            from++;
        }
        return sign + cell.substring(from);
    }

    private static String amount(String cents) {
        var sign = cents.startsWith("-") ? "-" : "";
        var digits = "00".substring(0, Math.max(0, Math.min(2, 3 - cents.length() + sign.length())))
                + cents.substring(sign.length());
        return sign + digits.substring(0, digits.length() - 2) + "." + digits.substring(digits.length() - 2);
    }
}
