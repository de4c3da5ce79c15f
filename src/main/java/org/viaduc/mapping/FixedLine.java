package org.viaduc.mapping;

import java.util.List;
import java.util.Optional;

/**
 * What stands where in a line of fixed length.
 *
 * @param type    the prefix with which such a line begins
 * @param columns in the order of their places; none overlap
 * @param goesOn  where a text may be longer than its column
 */
public record FixedLine(String type, List<Column> columns, Optional<GoesOn> goesOn) {
    public FixedLine {
        columns = List.copyOf(columns);
    }

    /**
     * One column.
     *
     * @param at     its first character, from 1
     * @param length in characters
     * @param pad    what fills it up: behind a text, before anything else
     * @param is     what always stands there; empty where something else may
     */
    public record Column(String name, int at, int length, Type type, char pad, String is) {
        /** Its last character, from 1. */
        public int end() {
            return at + length - 1;
        }

        /** How messages name it: places and name, never what stands there. */
        @Override
        public String toString() {
            return "columns " + at + "–" + end() + " (`" + name + "`)";
        }
    }

    /** What a column holds. */
    public enum Type {
        TEXT,
        /** Digits; the zeros that fill them up are not part of the number. */
        DIGITS,
        /** An amount in cents, with a {@code -} in front when it is owed; outside the file {@code 1234.56}. */
        CENTS,
        /** A day as {@code 20261231}; zeros where none is known. */
        DAY,
        /** The number of a person in the Belgian register, with its check digits; zeros where none is known. */
        NISS,
        /** How many lines stand between the first and the last. */
        COUNT,
        /** The exchange's id, by which a repeated delivery is recognised. */
        EXCHANGE
    }

    /**
     * A text that goes on in the next lines of its type, which repeat everything else.
     *
     * @param mark the column that says so: {@link #SAME_LINE}, {@link #NEW_LINE}, or blank in the last line
     * @param text the column that goes on
     */
    public record GoesOn(String mark, String text) {
        public static final char SAME_LINE = '+';
        public static final char NEW_LINE = '/';
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** An amount as a column of type {@link Type#CENTS} has it: {@code 12.5} is {@code 1250}. */
    public static String cents(String amount) {
        if (amount.isEmpty()) {
            return "";
        }
        var point = amount.indexOf('.');
        var places = point < 0 ? "" : amount.substring(point + 1);
        return (point < 0 ? amount : amount.substring(0, point)) + (places + "00").substring(0, 2);
    }
}
