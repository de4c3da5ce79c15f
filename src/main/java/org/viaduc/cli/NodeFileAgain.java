package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;


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
        var content = NodeFile.read(folder, faults);
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
        var lines = NodeLines.of(folder);
        var ofConnectors = new LinkedHashMap<String, Integer>();
        content.get().settings().connectors().keySet().forEach(
                name -> ofConnectors.put(name, lines.of(CONNECTORS + ": " + name)));
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
}
