package org.viaduc.trust;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A YAML 1.2 mapping that gathers what is wrong with it, with file and line, instead of stopping at the first fault. */
final class YamlMap {
    private final String file;
    private final List<String> faults;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    private YamlMap(String file, MappingNode node, List<String> faults) {
        this.file = file;
        this.faults = faults;
        this.line = line(node);
        for (var entry : node.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key) {
                lines.put(key.getValue(), line(key));
                if (values.put(key.getValue(), entry.getValueNode()) != null) {
                    fault(key.getValue(), "is given twice");
                }
            } else {
                faults.add(file + ":" + line(entry.getKeyNode()) + ": a key is a word");
            }
        }
    }

    static Optional<YamlMap> read(String file, String text, List<String> faults) {
        try {
            var node = new Compose(LoadSettings.builder().setLabel(file).setAllowDuplicateKeys(true).build())
                    .composeString(text);
            if (node.orElse(null) instanceof MappingNode mapping) {
                return Optional.of(new YamlMap(file, mapping, faults));
            }
            faults.add(file + ":1: holds no keys");
        } catch (MarkedYamlEngineException e) {
            faults.add(file + ":" + e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1) + ": is no YAML: "
                    + e.getProblem());
        }
        return Optional.empty();
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    void fault(String key, String reason) {
        faults.add(file + ":" + lines.getOrDefault(key, line) + ": `" + key + "`: " + reason);
    }

    /** Every other key is a fault. */
    void only(Set<String> known) {
        for (var key : values.keySet()) {
            if (!known.contains(key)) {
                fault(key, "unknown key; known: " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    Set<String> keys() {
        return values.keySet();
    }

    private Optional<Node> required(String key) {
        if (!values.containsKey(key)) {
            fault(key, "is missing");
        }
        return Optional.ofNullable(values.get(key));
    }

    /** What the making gives, or a fault with its message. */
    <T> Optional<T> checked(String key, Supplier<T> making) {
        try {
            return Optional.of(making.get());
        } catch (IllegalArgumentException e) {
            fault(key, e.getMessage());
            return Optional.empty();
        }
    }

    <T> Optional<T> text(String key, Function<String, T> reading) {
        return required(key).flatMap(node -> text(key, node)).flatMap(text -> checked(key, () -> reading.apply(text)));
    }

    private Optional<String> text(String key, Node node) {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        fault(key, "is a text");
        return Optional.empty();
    }

    <T> List<T> texts(String key, Function<String, T> reading) {
        return items(key).stream().flatMap(item -> text(key, item).stream())
                .flatMap(text -> checked(key, () -> reading.apply(text)).stream()).toList();
    }

    /** All scalar values, as they are written. */
    Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        values.forEach((key, node) -> text(key, node).ifPresent(text -> texts.put(key, text)));
        return texts;
    }

    Optional<YamlMap> map(String key) {
        return required(key).flatMap(node -> map(key, node));
    }

    List<YamlMap> maps(String key) {
        return items(key).stream().flatMap(item -> map(key, item).stream()).toList();
    }

    /** One, or a list of them. */
    List<YamlMap> mapOrMaps(String key) {
        return values.get(key) instanceof SequenceNode ? maps(key) : map(key).stream().toList();
    }

    private Optional<YamlMap> map(String key, Node node) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new YamlMap(file, mapping, faults));
        }
        fault(key, "has keys of its own");
        return Optional.empty();
    }

    private List<Node> items(String key) {
        var node = required(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            return new ArrayList<>(sequence.getValue());
        }
        fault(key, "is a list with at least one item");
        return List.of();
    }
}
