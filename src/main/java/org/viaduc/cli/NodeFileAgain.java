package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

import org.viaduc.connectors.versions.SettingsOnDisk;

/** Reads a running node's {@code node.yaml} again; every fault has its line, and what differs from the node's start is said. */
final class NodeFileAgain implements SettingsOnDisk {
    private static final String FILE = "node.yaml";
    private static final String CONNECTORS = "connectors";

    private final Path folder;
    private final Map<?, ?> atStart;

    private NodeFileAgain(Path folder, Map<?, ?> atStart) {
        this.folder = folder;
        this.atStart = atStart;
    }

    /** Of a node that starts with what the file says now. */
    static NodeFileAgain of(Path folder) throws IOException {
        return new NodeFileAgain(folder, NodeFolder.read(folder));
    }

    @Override
    public Optional<Said> read(List<String> faults) {
        var found = new ArrayList<String>();
        var content = NodeFile.read(folder, found);
        var lines = lines();
        found.forEach(fault -> faults.add(placed(fault, lines)));
        if (content.isEmpty()) {
            return Optional.empty();
        }
        var others = new ArrayList<String>();
        try {
            differing("", atStart, NodeFolder.read(folder), others::add);
        } catch (IOException e) {
            faults.add("`" + folder.resolve(FILE) + "` cannot be read");
            return Optional.empty();
        }
        var ofConnectors = new LinkedHashMap<String, Integer>();
        content.get().settings().connectors().keySet().forEach(
                name -> ofConnectors.put(name, lines.getOrDefault(CONNECTORS + ": " + name, 1)));
        return Optional.of(new Said(content.get().settings().connectors(), ofConnectors, others));
    }

    /** The keys outside {@code connectors} whose value is another, or is gone. */
    private static void differing(String above, Map<?, ?> before, Map<?, ?> now,
            java.util.function.Consumer<String> said) {
        var keys = new LinkedHashSet<Object>(before.keySet());
        keys.addAll(now.keySet());
        if (above.isEmpty()) {
            keys.remove(CONNECTORS);
        }
        for (var key : keys) {
            if (before.get(key) instanceof Map<?, ?> old && now.get(key) instanceof Map<?, ?> other) {
                differing(above + key + ": ", old, other, said);
            } else if (!Objects.equals(before.get(key), now.get(key))) {
                said.accept(above + key);
            }
        }
    }

    /** The line of the deepest key that the fault names, as {@code node.yaml:14: connectors: depot-35: …}. */
    private static String placed(String fault, Map<String, Integer> lines) {
        if (!fault.startsWith(FILE + ": ")) {
            return fault;
        }
        var rest = fault.substring(FILE.length() + 2);
        var named = rest.replace("`", "");
        return lines.entrySet().stream().filter(each -> isAt(named, each.getKey()))
                .max(java.util.Comparator.comparingInt(each -> each.getKey().length()))
                .map(each -> FILE + ":" + each.getValue() + ": " + rest).orElse(fault);
    }

    private static boolean isAt(String named, String path) {
        return named.startsWith(path)
                && (named.length() == path.length() || " :".indexOf(named.charAt(path.length())) >= 0);
    }

    /** By the keys on the way, as {@code connectors: depot-35: every}. */
    private Map<String, Integer> lines() {
        var lines = new LinkedHashMap<String, Integer>();
        try {
            new Compose(LoadSettings.builder().build()).composeString(Files.readString(folder.resolve(FILE)))
                    .ifPresent(root -> lines("", root, lines::put));
        } catch (IOException | YamlEngineException e) {
            return Map.of();
        }
        return lines;
    }

    private static void lines(String above, Node node, BiConsumer<String, Integer> line) {
        if (node instanceof MappingNode map) {
            map.getValue().forEach(tuple -> {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    line.accept(above + key.getValue(), key.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
                    lines(above + key.getValue() + ": ", tuple.getValueNode(), line);
                }
            });
        }
    }
}
