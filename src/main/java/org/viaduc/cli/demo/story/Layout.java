package org.viaduc.cli.demo.story;

import java.util.ArrayList;
import java.util.List;

/** Lines of at most {@link #WIDTH} columns, broken between words and never at a no-break space. */
final class Layout {
    static final int WIDTH = 110;

    private Layout() {
    }

    /** The text in lines of at most this many columns; a longer word stands alone. Never empty. */
    static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.strip().split(" +")) {
            if (!line.isEmpty() && columns(line) + 1 + columns(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The lead and the body beside it; the body's further lines stand under its first. */
    static List<String> hanging(List<Span> lead, Span body, boolean colours) {
        var indent = lead.stream().mapToInt(Span::width).sum();
        var lines = new ArrayList<String>();
        for (var part : wrap(body.text(), WIDTH - indent)) {
            var start = new StringBuilder();
            if (lines.isEmpty()) {
                lead.forEach(span -> start.append(span.style().on(span.text(), colours)));
            } else {
                start.append(" ".repeat(indent));
            }
            lines.add((start + body.style().on(part, colours)).stripTrailing());
        }
        return lines;
    }

    private static int columns(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
