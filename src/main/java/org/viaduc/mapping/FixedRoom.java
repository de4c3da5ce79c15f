package org.viaduc.mapping;

import org.viaduc.mapping.SystemDescription.Form.Span;

/** How much of a text a fixed place takes. A text is cut off; a number that is cut would be another number. */
final class FixedRoom {
    private FixedRoom() {
    }

    /** The text, or its beginning; empty when nothing of it may stand there. */
    static String of(Span span, String text) {
        if (span.goesOn() > 0) {
            return text;
        }
        return switch (span.holds()) {
            case TEXT -> cut(span, text.replace('\n', ' '));
            case DIGITS, DAY, NISS -> text.matches("\\d+") && text.length() <= span.length() ? text : "";
            case CENTS -> text.matches("-?\\d+(\\.\\d{1,2})?") && cents(text).length() <= span.length() ? text : "";
        };
    }

    private static String cut(Span span, String text) {
        return text.length() <= span.length() ? text : span.right() ? "" : text.substring(0, span.length());
    }

    private static int places(String amount) {
        var point = amount.indexOf('.');
        return point < 0 ? 0 : amount.length() - point - 1;
    }

    /** As the file writes it: {@code 12.5} is {@code 1250}. */
    private static String cents(String amount) {
        return amount.replace(".", "") + "0".repeat(2 - places(amount));
    }
}
