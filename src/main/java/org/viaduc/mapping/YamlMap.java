package org.viaduc.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A map in a YAML 1.2 file, asked key by key. What is wrong becomes a fault with its line and reading goes on with
 * something empty; {@link #done} makes a fault of every key that nobody asked for.
 */
final class YamlMap {
    private final String file;
    private final int line;
    private final Faults faults;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    /** A word with the line on which it stands. @param plain not quoted: may be a number or a boolean */
    record Word(String text, int line, boolean plain) {}

    private final UnaryOperator<String> changed;

    private YamlMap(String file, Node node, Faults faults, UnaryOperator<String> changed) {
        this.file = file;
        this.line = line(node);
        this.faults = faults;
        this.changed = changed;
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                if (entries.put(key, tuple.getValueNode()) != null) {
                    faults.add(file, line(tuple.getKeyNode()), "the key `" + key + "` stands here twice");
                }
                lines.put(key, line(tuple.getKeyNode()));
            }
        } else {
            faults.add(file, line, "keys and values are expected here");
        }
    }

    /** The map of a whole file; empty, with its fault, when it cannot be read. @param shown the file's name for people */
    static Optional<YamlMap> read(Path path, String shown, Faults faults) {
        try {
            return of(Files.readString(path), shown, faults);
        } catch (IOException e) {
            faults.add(shown, 1, "cannot be read as UTF-8 text");
            return Optional.empty();
        }
    }

    /** The map of a whole text, as {@link #read}. */
    static Optional<YamlMap> of(String text, String shown, Faults faults) {
        try {
            var node = new Compose(LoadSettings.builder().setLabel(shown).build()).composeString(text);
            if (node.isEmpty()) {
                faults.add(shown, 1, "the file is empty");
            }
            return node.map(each -> new YamlMap(shown, each, faults, UnaryOperator.identity()));
        } catch (MarkedYamlEngineException e) {
            faults.add(shown, e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1),
                    "no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            faults.add(shown, 1, "no YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** The same map with a change in every word of it, for nobody has asked anything of it yet. */
    YamlMap with(UnaryOperator<String> change) {
        return new YamlMap(this, change);
    }

    /**
     * The same map, of which nobody has asked anything, with another value at the key.
     *
     * @param value a word, a list or a map of such
     * @param at    the line on which it stands
     */
    YamlMap saying(String key, Object value, int at) {
        var other = new YamlMap(this, changed);
        other.put(key, value, at);
        return other;
    }

    /** The same map with the first key of this form as a word of its own: {@code S02.contact: x} as {@code piece: S02.contact, fields: x}. */
    YamlMap spelledOut(Pattern form, String key, String value) {
        var found = entries.keySet().stream().filter(name -> form.matcher(name).matches()).findFirst();
        if (found.isEmpty() || has(key) || has(value)) {
            return this;
        }
        var other = new YamlMap(this, changed);
        var at = line(found.get());
        other.entries.remove(found.get());
        other.lines.remove(found.get());
        other.put(key, found.get(), at);
        other.entries.put(value, entries.get(found.get()));
        other.lines.put(value, at);
        return other;
    }

    /** The same map for a second reader, to whom these keys mean nothing. */
    YamlMap without(Set<String> keys) {
        var other = new YamlMap(this, changed);
        other.asked.addAll(keys);
        return other;
    }

    /**
     * The map at the key, or where a word stands there a map with this word alone; and whatever it does not say itself.
     *
     * @param first the key of a word that stands alone
     * @param usual what is meant where nothing else is said
     */
    YamlMap line(String key, String first, Map<String, String> usual) {
        asked.add(key);
        var node = entries.get(key);
        var read = node instanceof ScalarNode
                ? new YamlMap(file, node(Map.of(), line(key)), faults, changed)
                : new YamlMap(file, node, faults, changed);
        if (node instanceof ScalarNode) {
            read.entries.put(first, node);
            read.lines.put(first, line(key));
        }
        usual.forEach((name, word) -> {
            if (!read.has(name)) {
                read.put(name, word, line(key));
            }
        });
        return read;
    }

    /** A word at a key of its own. */
    void say(String key, String word) {
        put(key, word, line);
    }

    private void put(String key, Object value, int at) {
        entries.put(key, node(value, at));
        lines.put(key, at);
    }

    private Node node(Object value, int at) {
        var mark = Optional.of(new Mark(file, 0, at - 1, 0, new int[0], 0));
        return switch (value) {
            case List<?> list -> new SequenceNode(Tag.SEQ, true, list.stream().map(each -> node(each, at)).toList(),
                    FlowStyle.FLOW, mark, mark);
            case Map<?, ?> map -> new MappingNode(Tag.MAP, true, map.entrySet().stream()
                    .map(each -> new NodeTuple(node(each.getKey(), at), node(each.getValue(), at))).toList(),
                    FlowStyle.FLOW, mark, mark);
            default -> new ScalarNode(Tag.STR, true, value.toString(), ScalarStyle.DOUBLE_QUOTED, mark, mark);
        };
    }

    private YamlMap(YamlMap other, UnaryOperator<String> change) {
        this.file = other.file;
        this.line = other.line;
        this.faults = other.faults;
        this.changed = change;
        this.entries.putAll(other.entries);
        this.lines.putAll(other.lines);
    }

    private YamlMap(String file, int line, Faults faults) {
        this.file = file;
        this.line = line;
        this.faults = faults;
        this.changed = UnaryOperator.identity();
    }

    /** A map that nobody wrote like this, for what somebody wrote shorter on this line. */
    YamlMap meaning(int at) {
        return new YamlMap(file, at, faults);
    }

    /** With the other map's value at a key of its own. */
    void take(String key, YamlMap from, String name) {
        from.asked.add(name);
        entries.put(key, from.entries.get(name));
        lines.put(key, from.line(name));
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    int line() {
        return line;
    }

    int line(String key) {
        return lines.getOrDefault(key, line);
    }

    String file() {
        return file;
    }

    void fault(int at, String reason) {
        faults.add(file, at, reason);
    }

    void fault(String key, String reason) {
        faults.add(file, line(key), reason);
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    boolean isList(String key) {
        return entries.get(key) instanceof SequenceNode;
    }

    boolean isWord(String key) {
        return entries.get(key) instanceof ScalarNode;
    }

    boolean isMap(String key) {
        return entries.get(key) instanceof MappingNode;
    }

    Optional<Word> word(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key)).flatMap(node -> word(key, node));
    }

    private Optional<Word> word(String key, Node node) {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(new Word(changed.apply(scalar.getValue()), line(node), scalar.isPlain()));
        }
        faults.add(file, line(node), "`" + key + "` takes one word");
        return Optional.empty();
    }

    /** The word at the key; a fault and an empty text when there is none. */
    String need(String key) {
        var word = word(key);
        if (!entries.containsKey(key)) {
            fault(line, "`" + key + "` is missing");
        } else if (word.filter(each -> each.text().isBlank()).isPresent()) {
            fault(key, "`" + key + "` is empty");
        }
        return word.map(Word::text).orElse("");
    }

    /** The words of a list; one word alone is a list of one. */
    List<Word> words(String key) {
        asked.add(key);
        var node = entries.get(key);
        if (node == null) {
            return List.of();
        }
        var words = new ArrayList<Word>();
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(each -> word(key, each).ifPresent(words::add));
        } else {
            word(key, node).ifPresent(words::add);
        }
        return words;
    }

    Optional<YamlMap> map(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key)).map(node -> new YamlMap(file, node, faults, changed));
    }

    /** The maps of a list; one map alone is a list of one. */
    List<YamlMap> maps(String key) {
        asked.add(key);
        var node = entries.get(key);
        if (node == null) {
            return List.of();
        }
        var nodes = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        return nodes.stream().map(each -> new YamlMap(file, each, faults, changed)).toList();
    }

    /** The words by key of the map at the key. */
    Map<String, Word> wordsByKey(String key) {
        var found = new LinkedHashMap<String, Word>();
        map(key).ifPresent(map -> map.keys().forEach(name -> map.word(name).ifPresent(word -> found.put(name, word))));
        return found;
    }

    Set<String> keys() {
        return entries.keySet();
    }

    /** Every key that nobody asked for is a fault. */
    void done() {
        for (var key : entries.keySet()) {
            if (!asked.contains(key)) {
                fault(key, "unknown key `" + key + "`; known here: "
                        + String.join(", ", asked.stream().sorted().toList()) + Suggestion.of(key, asked));
            }
        }
    }
}
