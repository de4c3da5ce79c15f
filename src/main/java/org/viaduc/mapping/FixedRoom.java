package org.viaduc.mapping;

import org.viaduc.mapping.FixedLine.Column;
import org.viaduc.mapping.FixedLine.GoesOn;

/** How much of a text a column of fixed length takes. A text is cut off; a number that is cut would be another number. */
final class FixedRoom {
    private FixedRoom() {
    }

    /** The text, or its beginning; empty when nothing of it may stand there. */
    static String of(FixedLine line, String field, String text) {
        if (line.goesOn().map(GoesOn::text).filter(field::equals).isPresent()) {
            return text;
        }
        var column = line.column(field).orElseThrow();
        return switch (column.type()) {
            case TEXT -> cut(column, text.replace('\n', ' '));
            case DIGITS, DAY, NISS, COUNT -> isDigits(text) && text.length() <= column.length() ? text : "";
            case CENTS -> text.matches("-?\\d+(\\.\\d{1,2})?") && FixedLine.cents(text).length() <= column.length() ? text : "";
            case EXCHANGE -> "";
        };
    }

    private static String cut(Column column, String text) {
        return text.length() <= column.length() ? text : text.substring(0, column.length()).stripTrailing();
    }

    private static boolean isDigits(String text) {
        return text.matches("\\d+");
    }
}
