package org.viaduc.mapping.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.viaduc.mapping.SystemDescription.Form.Span;
import org.viaduc.model.LocalRow;

/**
 * Texts that are longer than their place: they go on in the next lines of the same type, which repeat everything else. One
 * character of the line says how it goes on: {@code +} at once, {@code /} behind a line break, nothing when it ends.
 */
final class FixedTexts {
    private static final int MOST_LINES = 2000;

    private final BiConsumer<Integer, String> faults;
    private Optional<Open> open = Optional.empty();

    /** @param fault empty when the row is whole */
    record Row(LocalRow row, String fault) {}

    /** A row whose text goes on in the next line. */
    private record Open(LocalRow first, String field, StringBuilder text, int[] lines) {
        boolean takes(LocalRow next) {
            return first.type().equals(next.type()) && without(first).equals(without(next));
        }

        private Map<String, String> without(LocalRow row) {
            var others = new LinkedHashMap<>(row.fields());
            others.remove(field);
            return others;
        }

        Row end(String fault) {
            var fields = without(first);
            var whole = text.toString().strip();
            if (!whole.isEmpty()) {
                fields.put(field, whole);
            }
            return new Row(new LocalRow(first.type(), fields, first.line()), fault);
        }
    }

    /** @param faults gets the line and what is odd about it */
    FixedTexts(BiConsumer<Integer, String> faults) {
        this.faults = faults;
    }

    /** The rows that end with this line: none while a text goes on, two when one should have gone on and does not. */
    List<Row> take(LocalRow row, String line, Map<String, Span> spans) {
        var ended = new ArrayList<Row>();
        if (open.isPresent() && !open.get().takes(row)) {
            close().ifPresent(ended::add);
        }
        var goesOn = spans.entrySet().stream().filter(each -> each.getValue().goesOn() > 0).findFirst();
        if (goesOn.isEmpty()) {
            ended.add(new Row(row, ""));
            return ended;
        }
        var span = goesOn.get().getValue();
        var current = open.orElseGet(() -> new Open(row, goesOn.get().getKey(), new StringBuilder(), new int[1]));
        var part = FixedCell.cut(line, span);
        var mark = span.goesOn() > line.length() ? ' ' : line.charAt(span.goesOn() - 1);
        current.lines[0]++;
        open = Optional.of(current);
        if (mark == ' ' || current.lines[0] > MOST_LINES) {
            current.text.append(part.stripTrailing());
            ended.add(current.end(mark == ' ' ? "" : "a text goes on over more than " + MOST_LINES + " lines"));
            open = Optional.empty();
        } else if (mark == Span.NEW_LINE) {
            current.text.append(part.stripTrailing()).append('\n');
        } else {
            current.text.append(part);
            if (mark != Span.SAME_LINE) {
                faults.accept(row.line(), "character " + span.goesOn()
                        + ": `+`, `/` or nothing is expected; the text is read as one that goes on");
            }
        }
        return ended;
    }

    /** The row that is open when no line of it comes any more. */
    Optional<Row> close() {
        var left = open.map(row -> row.end("the text of the line goes on, and no next line is there"));
        open = Optional.empty();
        return left;
    }

    /** A part of a text as one line holds it, and how it goes on. */
    record Part(String text, char mark) {}

    /** The text in parts that fit; one, perhaps empty, when all of it does. */
    static List<Part> parts(String text, int length) {
        var parts = new ArrayList<Part>();
        var lines = text.split("\n", -1);
        for (var i = 0; i < lines.length; i++) {
            var left = lines[i];
            while (left.length() > length) {
                parts.add(new Part(left.substring(0, length), Span.SAME_LINE));
                left = left.substring(length);
            }
            parts.add(new Part(left, i + 1 < lines.length ? Span.NEW_LINE : ' '));
        }
        return parts;
    }
}
