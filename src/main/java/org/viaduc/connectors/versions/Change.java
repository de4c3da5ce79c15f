package org.viaduc.connectors.versions;

import java.util.List;

import org.viaduc.exchange.Upkeep.Moved;

/**
 * What came into force.
 *
 * @param versions     of mappings, with the systems' names
 * @param routes       that are new
 * @param connectors   that are new, changed or gone
 * @param needsRestart keys of node.yaml that say something else than at the node's start, and were not taken
 */
public record Change(List<String> versions, List<String> routes, List<Connecting> connectors,
        List<String> needsRestart) {
    /** One connector. @param waiting what waits behind it and stays: exchanges and files, those parked too */
    public record Connecting(String name, Moved moved, int waiting) {}
}
