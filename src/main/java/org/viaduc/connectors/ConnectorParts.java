package org.viaduc.connectors;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

import org.apache.camel.CamelContext;

import org.viaduc.connectors.soap.SoapHeaders;
import org.viaduc.connectors.soap.SoapLogin;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;

/**
 * What the routes of a connector name beside the doors, made of its lines in node.yaml: the values of their placeholders, its
 * logins, its database, its service. It is made again when these lines change, while none of its routes runs.
 */
final class ConnectorParts {
    private final NodeSettings settings;
    private final SqlPools databases;
    private final RestDoor services;

    ConnectorParts(NodeSettings settings, SqlPools databases, RestDoor services) {
        this.settings = settings;
        this.databases = databases;
        this.services = services;
    }

    /** Of all connectors, for a Camel that knows none. */
    void bind(CamelContext camel) {
        camel.getRegistry().bind(SoapHeaders.NAME, new SoapHeaders());
        bind(camel, settings.connectors().values());
    }

    /** The names of the connectors that are not there, or not so, among the others. */
    static List<String> differing(Map<String, Connector> these, Map<String, Connector> others) {
        return these.values().stream().filter(each -> !Objects.equals(each, others.get(each.name())))
                .map(Connector::name).toList();
    }

    /**
     * The node has these connectors from now on, and the parts of those that are new or changed.
     *
     * @throws IllegalArgumentException when a part cannot be made of what node.yaml says; the old ones must be put back
     */
    void replace(CamelContext camel, Map<String, Connector> next) {
        var before = settings.connectors();
        var gone = differing(before, next);
        var fresh = differing(next, before).stream().map(next::get).toList();
        gone.forEach(name -> names(before.get(name)).forEach(camel.getRegistry()::unbind));
        databases.replace(gone, List.of());
        services.replace(gone, List.of());
        settings.inForce().replace(next);
        databases.replace(List.of(), fresh);
        services.replace(List.of(), fresh);
        bind(camel, fresh);
    }

    private void bind(CamelContext camel, Collection<Connector> connectors) {
        var registry = camel.getRegistry();
        for (var connector : connectors) {
            registry.bind(HttpLogin.NAME + connector.name(), HttpLogin.of(connector));
            SoapLogin.of(connector).forEach(registry::bind);
            if (services.lines().containsKey(connector.name())) {
                registry.bind(RestLine.NAME + connector.name(), services.lines().get(connector.name()));
            }
            if (databases.all().containsKey(connector.name())) {
                registry.bind(SqlPools.NAME + connector.name(), databases.all().get(connector.name()));
            }
        }
        var values = new Properties();
        settings.connectors().values().forEach(connector -> connector.values()
                .forEach((key, value) -> values.setProperty(connector.name() + "." + key, value)));
        camel.getPropertiesComponent().setOverrideProperties(values);
    }

    private static List<String> names(Connector connector) {
        var names = new ArrayList<String>();
        for (var prefix : List.of(HttpLogin.NAME, RestLine.NAME, SqlPools.NAME, SoapLogin.NAME,
                SoapLogin.COMPARTMENT_NAME)) {
            names.add(prefix + connector.name());
        }
        return names;
    }
}
