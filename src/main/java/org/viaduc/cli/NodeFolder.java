package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What can be told of a node's folder before the node is complete: no secret is read, and nothing need be right. */
final class NodeFolder {
    private NodeFolder() {
    }

    /** Where the node keeps its data. */
    static Path data(Path folder) throws IOException {
        return read(folder).get("data") instanceof String data ? folder.resolve(data) : folder.resolve("data");
    }

    /** The node's connectors and their systems, in the order of the file. */
    static Map<String, String> connectors(Path folder) throws IOException {
        var found = new LinkedHashMap<String, String>();
        if (read(folder).get("connectors") instanceof Map<?, ?> all) {
            all.forEach((name, one) -> found.put(name.toString(),
                    one instanceof Map<?, ?> map && map.get("system") != null ? map.get("system").toString() : ""));
        }
        return found;
    }

    /** What node.yaml says as it stands, placeholders as they are written; nothing where there is none. */
    static Map<?, ?> read(Path folder) throws IOException {
        var file = folder.resolve("node.yaml");
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        try {
            return new Load(LoadSettings.builder().setLabel("node.yaml").build())
                    .loadFromString(Files.readString(file)) instanceof Map<?, ?> node ? node : Map.of();
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(
                    "`" + file + "` is no YAML: " + List.of(e.getMessage().split("\n")).getLast(),
                    e);
        }
    }
}
