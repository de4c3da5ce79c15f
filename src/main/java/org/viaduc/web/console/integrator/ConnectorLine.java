package org.viaduc.web.console.integrator;

import java.util.List;

import org.viaduc.connectors.ConnectorWatch;
import org.viaduc.exchange.Processes.Elsewhere;
import org.viaduc.exchange.desk.Backlog;
import org.viaduc.exchange.node.NodeSettings.Connector;

/**
 * One connector as it is now.
 *
 * @param look    how its collect route last looked at its system
 * @param mapping the version of its tables; empty where none is loaded
 * @param content their digest, shortened for reading
 * @param elsewhere the other processes of this node that work by something else
 */
public record ConnectorLine(Connector connector, ConnectorWatch.Look look, Backlog backlog, String mapping,
        String content, Badge badge, List<Elsewhere> elsewhere) {
    /** {@code well}, {@code failing}, {@code not-seen} before the first look, {@code delivers-only} without a system to look at. */
    public String health() {
        if (look.fault().isPresent()) {
            return "failing";
        }
        return look.at().isPresent() ? "well" : connector.collects() ? "not-seen" : "delivers-only";
    }
}
