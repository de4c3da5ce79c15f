package org.viaduc.connectors;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.MappingsInForce;
import org.viaduc.model.Department;

/** Connectors' routes as a node runs them, and nothing else of a node. */
final class RunningRoutes implements AutoCloseable {
    static final MappingBook BOOK = MappingBook.load(Path.of("mappings"));

    final PlayedNode node = new PlayedNode();
    final DefaultCamelContext camel = new DefaultCamelContext();
    final NodeSettings settings;
    final Intake intake;

    RunningRoutes(Path folder, Connector... connectors) {
        var byName = new LinkedHashMap<String, Connector>();
        Arrays.stream(connectors).forEach(each -> byName.put(each.name(), each));
        settings = new NodeSettings(folder, new Department("D22"), ZoneId.of("Europe/Paris"),
                new NodeSettings.Listen("127.0.0.1", 1, 2),
                new NodeSettings.Database(Optional.empty(), "", new NodeSettings.Password("")), folder, byName,
                Map.of(), Optional.empty(), List.of());
        intake = new Intake(node, new MappingsInForce(BOOK), settings);
        camel.setStreamCaching(false);
        // Nothing that a test asserts comes after its end: what is under way then is cut off.
        camel.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        camel.getShutdownStrategy().setTimeout(50);
        bind("csvDoor", new CsvDoor(intake, settings));
        bind("flowDoor", new FlowDoor(intake, settings));
        bind("fhirDoor", new FhirDoor(intake, node));
        bind("fhirPosts", new FhirPosts(camel.createProducerTemplate(), intake, node, (records, from, name) -> {
            throw new IllegalStateException("there is no node behind these routes");
        }, () -> {
            throw new IllegalStateException("there is no node behind these routes");
        }, settings));
        byName.values().forEach(each -> bind(HttpLogin.NAME + each.name(), HttpLogin.of(each)));
    }

    static Connector connector(String name, String system, Map<String, String> values) {
        return new Connector(name, system, true, true, true, values);
    }

    RunningRoutes bind(String name, Object bean) {
        camel.getRegistry().bind(name, bean);
        return this;
    }

    /** Starts the connectors' routes that come with the program. */
    RunningRoutes start() throws Exception {
        var packed = new LinkedHashMap<String, String>();
        RouteBook.load(Path.of("none")).toLoad(settings).stream().filter(file -> settings.connectors().keySet().stream()
                .anyMatch(name -> file.stem().startsWith(name + "-")))
                .forEach(file -> packed.put(file.stem(), file.text()));
        return start(packed);
    }

    /** Starts the routes of this text, on the templates that come with the program. */
    RunningRoutes start(Map<String, String> routes) throws Exception {
        var values = new Properties();
        settings.connectors().values().forEach(connector -> connector.values()
                .forEach((key, value) -> values.setProperty(connector.name() + "." + key, value)));
        camel.getPropertiesComponent().setOverrideProperties(values);
        for (var file : RouteBook.load(Path.of("none")).toLoad(settings)) {
            if (file.template().isPresent()) {
                load(file.stem(), file.text());
            }
        }
        for (var route : routes.entrySet()) {
            load(route.getKey(), route.getValue());
        }
        camel.start();
        return this;
    }

    private void load(String stem, String text) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString(stem + ".yaml", text));
    }

    /** As a node hands a record over. @return the department's reference */
    String deliver(String connector, DeliverableRecord record) {
        return new Doors(camel.createProducerTemplate()).deliver(settings.connectors().get(connector), record,
                record.exchange());
    }

    @Override
    public void close() {
        camel.stop();
    }
}
