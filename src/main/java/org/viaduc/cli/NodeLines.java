package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** In which line of a node.yaml each key stands, by the keys on the way, as {@code connectors: depot-35: every}. */
record NodeLines(Map<String, Integer> lines) {
    private static final String FILE = "node.yaml";

    /** Of a file that is no YAML, none. */
    static NodeLines of(Path folder) {
        var lines = new LinkedHashMap<String, Integer>();
        try {
            new Compose(LoadSettings.builder().build()).composeString(Files.readString(folder.resolve(FILE)))
                    .ifPresent(root -> find("", root, lines::put));
        } catch (IOException | YamlEngineException e) {
            return new NodeLines(Map.of());
        }
        return new NodeLines(lines);
    }

    /** A fault with the line of the deepest key that it names, as {@code node.yaml:14: connectors: depot-35: …}. */
    String placed(String fault) {
        if (!fault.startsWith(FILE + ": ")) {
            return fault;
        }
        var rest = fault.substring(FILE.length() + 2);
        var named = rest.replace("`", "");
        return lines.entrySet().stream().filter(each -> isAt(named, each.getKey()))
                .max(Comparator.comparingInt(each -> each.getKey().length()))
                .map(each -> FILE + ":" + each.getValue() + ": " + rest).orElse(FILE + ":1: " + rest);
    }

    int of(String keys) {
        return lines.getOrDefault(keys, 1);
    }

    private static boolean isAt(String named, String path) {
        return named.startsWith(path)
                && (named.length() == path.length() || " :".indexOf(named.charAt(path.length())) >= 0);
    }

    private static void find(String above, Node node, BiConsumer<String, Integer> line) {
        if (node instanceof MappingNode map) {
            map.getValue().forEach(tuple -> {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    line.accept(above + key.getValue(), key.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
                    find(above + key.getValue() + ": ", tuple.getValueNode(), line);
                }
            });
        }
    }
}
