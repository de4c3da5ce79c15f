package org.viaduc.connectors.versions;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.exchange.node.NodeSettings.Connector;

/** The need to read a running node's own file again, as at its start; whoever started the node fulfils it. */
@FunctionalInterface
public interface SettingsOnDisk {
    /**
     * What the file says now.
     *
     * @param connectors   with their secrets, in the order of the file
     * @param lines        where each connector begins, by name
     * @param needsRestart the other keys that say something else than at the node's start, as {@code listen: api}
     */
    record Said(Map<String, Connector> connectors, Map<String, Integer> lines, List<String> needsRestart) {
        public Said {
            lines = Map.copyOf(lines);
            needsRestart = List.copyOf(needsRestart);
        }
    }

    /** Empty when anything in it is wrong, and then the faults say what. */
    Optional<Said> read(List<String> faults);
}
