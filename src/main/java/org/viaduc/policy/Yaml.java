package org.viaduc.policy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value of a YAML 1.2 (or JSON) text, read strictly: whoever reads it names the keys and the shape, and everything else
 * is a {@link YamlFault} with its line. {@code on} is a word and dates are text until asked for.
 */
public final class Yaml {
    private final String file;
    private final Node node;

    private Yaml(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    /** @param file the name that faults give */
    public static Yaml parse(String file, String text) {
        try {
            var settings = LoadSettings.builder().setLabel(file).build();
            var node = new Compose(settings).composeString(text);
            return new Yaml(file, node.orElseThrow(() -> new YamlFault(file, 1, "the file is empty")));
        } catch (YamlEngineException e) {
            throw new YamlFault(file, lineOf(e), "this is not YAML 1.2", e);
        }
    }

    private static int lineOf(YamlEngineException e) {
        return e instanceof org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException marked
                ? marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1)
                : 1;
    }

    /** The values by key, in the order of the file; a key that is not among these, or is there twice, is a fault. */
    public Map<String, Yaml> map(Set<String> allowed) {
        var entries = map();
        for (var entry : entries.entrySet()) {
            if (!allowed.contains(entry.getKey())) {
                throw entry.getValue().fault("unknown key `" + entry.getKey() + "`; known: "
                        + String.join(", ", allowed.stream().sorted().toList()));
            }
        }
        return entries;
    }

    /** The values by key, whatever the keys are; the reader checks them. */
    public Map<String, Yaml> map() {
        if (!(node instanceof MappingNode mapping)) {
            throw fault("expected keys and values");
        }
        var entries = new LinkedHashMap<String, Yaml>();
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw fault("expected a word as key");
            }
            if (entries.put(key.getValue(), new Yaml(file, tuple.getValueNode())) != null) {
                throw new Yaml(file, key).fault("the key `" + key.getValue() + "` is there twice");
            }
        }
        return entries;
    }

    public List<Yaml> list() {
        if (!(node instanceof SequenceNode sequence)) {
            throw fault("expected a list");
        }
        var items = new ArrayList<Yaml>(sequence.getValue().size());
        sequence.getValue().forEach(item -> items.add(new Yaml(file, item)));
        return items;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    /** The words of a list, each read. */
    public <T> List<T> list(Function<String, T> of) {
        return list().stream().map(item -> item.word(of)).toList();
    }

    /** A text that says something. */
    public String text() {
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL) && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        throw fault("expected a text");
    }

    /** One word of a closed list. */
    public <T> T word(Function<String, T> of) {
        var text = text();
        return check(() -> of.apply(text));
    }

    /** What is made of this value; if it cannot be made, that is a fault of this place. */
    public <T> T check(Supplier<T> made) {
        try {
            return made.get();
        } catch (YamlFault e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new YamlFault(file, line(), String.valueOf(e.getMessage()), e);
        }
    }

    public boolean truth() {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return Boolean.parseBoolean(scalar.getValue());
        }
        throw fault("expected true or false");
    }

    public int whole() {
        try {
            if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT)) {
                return Integer.parseInt(scalar.getValue());
            }
        } catch (NumberFormatException e) {
            throw new YamlFault(file, line(), "expected a whole number", e);
        }
        throw fault("expected a whole number");
    }

    /** An ISO date, as {@code 2026-11-21}. */
    public LocalDate date() {
        try {
            return LocalDate.parse(text());
        } catch (DateTimeException e) {
            throw new YamlFault(file, line(), "expected a date as 2026-11-21", e);
        }
    }

    /** The value of a key that must be there. */
    public Yaml need(Map<String, Yaml> entries, String key) {
        return Optional.ofNullable(entries.get(key)).orElseThrow(() -> fault("the key `" + key + "` is missing"));
    }

    public YamlFault fault(String why) {
        return new YamlFault(file, line(), why);
    }

    private int line() {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
