package org.viaduc.cli.demo.story;

/** A text in one style. */
public record Span(String text, Style style) {
    public static Span plain(String text) {
        return new Span(text, Style.PLAIN);
    }

    /** The text filled with spaces, or cut, to this many columns. */
    public static Span column(String text, int width, Style style) {
        var length = text.codePointCount(0, text.length());
        return new Span(length > width
                ? text.substring(0, text.offsetByCodePoints(0, width))
                : text + " ".repeat(width - length), style);
    }

    int width() {
        return text.codePointCount(0, text.length());
    }
}
