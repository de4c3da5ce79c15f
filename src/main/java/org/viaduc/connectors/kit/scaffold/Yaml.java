package org.viaduc.connectors.kit.scaffold;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Scalars and short maps as YAML 1.2, quoted where they must be. */
final class Yaml {
    private static final int WIDTH = 118;
    private static final Set<String> NOT_WORDS = Set.of("true", "false", "null", "~");

    private Yaml() {
    }

    static String word(String text) {
        return text.matches("[\\p{L}_](?:[\\p{L}0-9_./():=-]*[\\p{L}0-9_)])?") && !NOT_WORDS.contains(text)
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + "\"";
    }

    static String list(List<String> words) {
        return words.stream().map(Yaml::word).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A map on one line, or on several where it is long; the values are YAML already. */
    static String item(String indent, Map<String, String> map) {
        var line = indent + "- { " + map.entrySet().stream().map(each -> word(each.getKey()) + ": " + each.getValue())
                .collect(Collectors.joining(", ")) + " }\n";
        if (line.length() <= WIDTH) {
            return line;
        }
        var text = new StringBuilder();
        var before = indent + "- ";
        for (var entry : map.entrySet()) {
            text.append(before).append(word(entry.getKey())).append(": ").append(entry.getValue()).append('\n');
            before = indent + "  ";
        }
        return text.toString();
    }

    /** A piece with its elements, on one line or one to a line; the values are YAML already. @param notes by element */
    static String named(String indent, String piece, Map<String, String> elements, Map<String, String> notes) {
        var line = indent + "- " + piece + ": { " + elements.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue()).collect(Collectors.joining(", ")) + " }\n";
        if (line.length() <= WIDTH && notes.isEmpty()) {
            return line;
        }
        var text = new StringBuilder(indent + "- " + piece + ":\n");
        elements.forEach((element, value) -> {
            if (notes.containsKey(element)) {
                text.append(indent).append("    # ").append(notes.get(element)).append('\n');
            }
            text.append(indent).append("    ").append(element).append(": ").append(value).append('\n');
        });
        return text.toString();
    }

    /** A list after its key, broken where it is long. */
    static String broken(String indent, String key, List<String> words) {
        var whole = indent + key + ": " + list(words);
        if (whole.length() <= WIDTH) {
            return whole + "\n";
        }
        var text = new StringBuilder(indent).append(key).append(": [");
        var at = text.length();
        for (var i = 0; i < words.size(); i++) {
            var word = word(words.get(i)) + (i < words.size() - 1 ? "," : "]");
            if (at + word.length() + 1 > WIDTH) {
                text.append('\n').append(indent).append("  ");
                at = indent.length() + 2;
            } else if (i > 0) {
                text.append(' ');
                at++;
            }
            text.append(word);
            at += word.length();
        }
        return text.append('\n').toString();
    }
}
