package org.viaduc.policy;

import java.util.Map;

/** Writes a tree of maps, lists, texts, numbers, truths and nulls as JSON (RFC 8259), in the order given. */
public final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {
    }

    /** @throws IllegalArgumentException for any other kind of value */
    public static String write(Object value) {
        var json = new Json();
        json.value(value);
        return json.out.toString();
    }

    private void value(Object value) {
        switch (value) {
            case null -> out.append("null");
            case String text -> text(text);
            case Number number -> out.append(number);
            case Boolean truth -> out.append(truth);
            case Map<?, ?> map -> {
                var separator = "{";
                for (var entry : map.entrySet()) {
                    out.append(separator);
                    text(String.valueOf(entry.getKey()));
                    out.append(": ");
                    value(entry.getValue());
                    separator = ", ";
                }
                out.append(map.isEmpty() ? "{}" : "}");
            }
            case Iterable<?> items -> {
                out.append('[');
                var separator = "";
                for (var item : items) {
                    out.append(separator);
                    value(item);
                    separator = ", ";
                }
                out.append(']');
            }
            default -> throw new IllegalArgumentException("no JSON for a " + value.getClass().getSimpleName());
        }
    }

    private void text(String text) {
        out.append('"');
        for (var i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            switch (letter) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (letter < 0x20) {
                        out.append("\\u%04x".formatted((int) letter));
                    } else {
                        out.append(letter);
                    }
                }
            }
        }
        out.append('"');
    }
}
