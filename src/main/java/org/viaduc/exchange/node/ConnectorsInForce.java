package org.viaduc.exchange.node;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.viaduc.exchange.node.NodeSettings.Connector;

/**
 * The connectors that a node has now, by name and in the order of node.yaml. Others take their place at once and as a whole,
 * whenever the file is read again on a running node. May be used by many threads.
 */
public final class ConnectorsInForce {
    private volatile Map<String, Connector> all;

    public ConnectorsInForce(Map<String, Connector> all) {
        this.all = copy(all);
    }

    public Map<String, Connector> all() {
        return all;
    }

    /** From now on the node has these. */
    public void replace(Map<String, Connector> next) {
        all = copy(next);
    }

    private static Map<String, Connector> copy(Map<String, Connector> connectors) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(connectors));
    }

    @Override
    public String toString() {
        return "ConnectorsInForce" + all.keySet();
    }
}
