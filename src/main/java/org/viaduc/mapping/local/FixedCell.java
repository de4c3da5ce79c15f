package org.viaduc.mapping.local;

import java.util.Map;

import org.viaduc.mapping.SystemDescription.Form.Holds;
import org.viaduc.mapping.SystemDescription.Form.Span;

/** What stands at a fixed place of a line, and what is wrong with it. No message says what stands there. */
final class FixedCell {
    private FixedCell() {
    }

    /** The characters at that place; fewer, or none, where the line ends before. */
    static String cut(String line, Span span) {
        return span.from() > line.length()
                ? ""
                : line.substring(span.from() - 1, Math.min(span.to(), line.length()));
    }

    /** What is wrong with the line, with its place; empty when nothing is. @param length of every line; 0 for any */
    static String fault(String line, Map<String, Span> spans, int length) {
        if (length > 0 && line.length() != length) {
            return "the line has " + line.length() + " characters, not " + length;
        }
        for (var i = 0; i < line.length(); i++) {
            if (line.charAt(i) < ' ' || line.charAt(i) >= 0x7F && line.charAt(i) < 0xA0) {
                return "character " + (i + 1) + " is none of a text: is the file in another encoding?";
            }
        }
        for (var each : spans.entrySet()) {
            var fault = fault(value(line, each.getValue()), each.getValue().holds());
            if (!fault.isEmpty()) {
                return each.getValue().places() + " (`" + each.getKey() + "`): " + fault;
            }
        }
        return "";
    }

    private static String fault(String value, Holds holds) {
        return switch (holds) {
            case TEXT -> "";
            case DIGITS -> value.matches("\\d*") ? "" : "digits are expected";
            case CENTS -> value.isEmpty() || value.matches("-?\\d+\\.\\d\\d") ? "" : "digits are expected";
            case DAY -> value.matches("(\\d{8})?") ? "" : "a day as yyyymmdd is expected";
            case NISS -> value.isEmpty() || Niss.isValid(value) ? "" : "the NISS's check digits do not fit";
        };
    }

    /** What the place says, without what fills it up; empty when it says nothing. */
    static String value(String line, Span span) {
        var text = cut(line, span).strip();
        if (text.isEmpty() || text.equals(span.empty())) {
            return "";
        }
        var bare = span.right() ? withoutPad(text, span.pad()) : text;
        return span.holds() == Holds.CENTS ? amount(bare) : bare;
    }

    private static String withoutPad(String text, char pad) {
        var sign = text.startsWith("-") ? "-" : "";
        var start = sign.length();
        while (start < text.length() - 1 && text.charAt(start) == pad) {
            start++;
        }
        return sign + text.substring(start);
    }

    private static String amount(String cents) {
        var sign = cents.startsWith("-") ? "-" : "";
        var digits = cents.substring(sign.length());
        var whole = "0".repeat(Math.max(0, 3 - digits.length())) + digits;
        return sign + whole.substring(0, whole.length() - 2) + "." + whole.substring(whole.length() - 2);
    }

    /** Puts the value where it stands; what does not fit is left out: the tables have said so before. */
    static void put(String value, Span span, char[] line) {
        var text = span.holds() == Holds.CENTS ? cents(value) : value.replace('\n', ' ');
        if (!span.right() || text.isEmpty()) {
            text.getChars(0, Math.min(text.length(), span.length()), line, span.from() - 1);
        } else if (text.length() <= span.length()) {
            var sign = text.startsWith("-") && span.pad() == '0' ? 1 : 0;
            java.util.Arrays.fill(line, span.from() - 1, span.to(), span.pad());
            text.getChars(0, sign, line, span.from() - 1);
            text.getChars(sign, text.length(), line, span.to() - text.length() + sign);
        }
    }

    private static String cents(String amount) {
        var point = amount.indexOf('.');
        var places = point < 0 ? "" : amount.substring(point + 1);
        return amount.isEmpty()
                ? ""
                : (point < 0 ? amount : amount.substring(0, point)) + (places + "00").substring(0, 2);
    }
}
