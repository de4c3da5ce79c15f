package org.viaduc.connectors;

import java.util.ArrayList;

import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

import org.viaduc.exchange.node.NodeSettings;

/** Gives Camel the node's routes, one file at a time, so that each fault names its file. */
final class RouteLoading {
    private final CamelContext camel;
    private final RouteBook book;
    private final NodeSettings settings;

    RouteLoading(CamelContext camel, RouteBook book, NodeSettings settings) {
        this.camel = camel;
        this.book = book;
        this.settings = settings;
    }

    /** @throws BrokenRoutes naming every file that Camel does not take */
    void load() {
        var faults = new ArrayList<String>();
        for (var file : book.toLoad(settings)) {
            try {
                PluginHelper.getRoutesLoader(camel)
                        .loadRoutes(ResourceHelper.fromString(file.stem() + ".yaml", file.text()));
            } catch (Exception e) {
                faults.add("routes/" + file.name() + ":1: Camel does not take it: " + e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new BrokenRoutes(faults);
        }
    }

    /** Route files that Camel refuses. */
    static final class BrokenRoutes extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenRoutes(java.util.List<String> faults) {
            super(String.join("\n", faults));
        }
    }
}
