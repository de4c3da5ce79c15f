package org.viaduc.web.console.integrator;

import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.viaduc.connectors.ConnectorWatch;
import org.viaduc.connectors.kit.certify.Certificate;
import org.viaduc.connectors.kit.certify.CertificateText;
import org.viaduc.connectors.versions.Versions;
import org.viaduc.exchange.Counter;
import org.viaduc.exchange.Processes.Elsewhere;
import org.viaduc.exchange.desk.Backlog;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.mapping.MappingsInForce;

/** How the connectors of this node are: what the pages and the interface both say of them. Nothing of a person. */
public class ConnectorLines {
    private final NodeSettings settings;
    private final MappingsInForce mappings;
    private final Counter counter;
    private final ConnectorWatch watch;
    private final Versions versions;

    ConnectorLines(NodeSettings settings, MappingsInForce mappings, Counter counter, ConnectorWatch watch,
            Versions versions) {
        this.settings = settings;
        this.mappings = mappings;
        this.counter = counter;
        this.watch = watch;
        this.versions = versions;
    }

    /** All of them, by name. */
    public List<ConnectorLine> all() {
        var backlogs = counter.backlogs();
        var elsewhere = versions.elsewhere();
        return settings.connectors().values().stream().sorted(Comparator.comparing(Connector::name))
                .map(each -> line(each, backlogs.getOrDefault(each.name(), Backlog.none()),
                        elsewhere.getOrDefault(each.name(), List.of())))
                .toList();
    }

    private ConnectorLine line(Connector connector, Backlog backlog, List<Elsewhere> elsewhere) {
        var book = mappings.book();
        var isLoaded = book.systems().contains(connector.system());
        var version = isLoaded ? book.version(connector.system()) : "";
        return new ConnectorLine(connector, watch.last(connector.name()), backlog, version,
                isLoaded ? book.content(connector.system()).hex().substring(0, 12) : "",
                Badge.of(certificate(connector), version), elsewhere);
    }

    /** @throws NoSuchElementException when this node has none of that name */
    ConnectorLine one(String name) {
        return all().stream().filter(each -> each.connector().name().equals(name)).findFirst()
                .orElseThrow(() -> new NoSuchElementException("no such connector"));
    }

    Optional<Certificate> certificate(Connector connector) {
        return CertificateText.latest(settings.data(), connector.name());
    }
}
