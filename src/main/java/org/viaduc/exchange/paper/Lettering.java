package org.viaduc.exchange.paper;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The one font of a document, embedded as far as it is used, and how its letters fill lines. */
final class Lettering {
    /** Liberation Sans (SIL Open Font License 1.1), which the library brings along. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final Pattern WORDS = Pattern.compile("\\S+\\s*");

    private final PDType0Font font;
    private final Map<Integer, Float> widths = new HashMap<>();

    Lettering(PDDocument document) throws IOException {
        try (var in = PDType0Font.class.getResourceAsStream(FONT)) {
            if (in == null) {
                throw new FileNotFoundException("the packed font `" + FONT + "` is missing");
            }
            this.font = PDType0Font.load(document, in, true);
        }
    }

    PDType0Font font() {
        return font;
    }

    /** The text as it can be written: a letter that the font lacks is its code point, as {@code [U+1F600]}. */
    String writable(String text) {
        var written = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point == '\n') {
                written.append('\n');
            } else if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                written.append(' ');
            } else if (width(point) >= 0) {
                written.appendCodePoint(point);
            } else {
                written.append("[U+%04X]".formatted(point));
            }
        });
        return written.toString();
    }

    /** In points, of a text that is {@link #writable}. */
    float width(String text, float size) {
        return (float) text.codePoints().mapToDouble(point -> Math.max(0, width(point))).sum() * size / 1_000;
    }

    /** In thousandths of the size; negative for a letter that the font lacks. */
    private float width(int point) {
        return widths.computeIfAbsent(point, each -> {
            try {
                return font.getStringWidth(Character.toString(each));
            } catch (IllegalArgumentException lacking) {
                return -1f;
            } catch (IOException e) {
                throw new UncheckedIOException("the packed font cannot be read", e);
            }
        });
    }

    /** The text in lines of that width at most: broken between words, and in a word only where it is longer than a line. */
    List<String> lines(String text, float size, float width) {
        var lines = new ArrayList<String>();
        writable(text).lines().forEach(paragraph -> fill(paragraph, size, width, lines));
        return lines.isEmpty() ? List.of("") : lines;
    }

    private void fill(String paragraph, float size, float width, List<String> lines) {
        var line = new StringBuilder();
        for (var word : WORDS.matcher(paragraph).results().map(each -> each.group()).toList()) {
            if (!line.isEmpty() && width(line + word.stripTrailing(), size) > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(word);
            while (width(line.toString().stripTrailing(), size) > width) {
                var fits = fitting(line, size, width);
                lines.add(line.substring(0, fits));
                line.delete(0, fits);
            }
        }
        lines.add(line.toString().stripTrailing());
    }

    /** How much of it a line takes; one letter at least. */
    private int fitting(CharSequence text, float size, float width) {
        var end = 0;
        for (var used = 0f; end < text.length();) {
            var point = Character.codePointAt(text, end);
            used += Math.max(0, width(point)) * size / 1_000;
            if (used > width && end > 0) {
                break;
            }
            end += Character.charCount(point);
        }
        return end;
    }
}
