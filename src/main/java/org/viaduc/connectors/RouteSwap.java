package org.viaduc.connectors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;

/**
 * Takes routes that changed out of a running Camel and puts the new ones in, with the connectors to which they belong; what a
 * route has begun ends first.
 */
public final class RouteSwap {
    /** How long a route may take to end what it has begun. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CamelContext camel;
    private final NodeSettings settings;
    private final ConnectorParts parts;
    private final Duration patience;
    private RouteBook book;

    /** For a Camel that runs the routes of this book. */
    RouteSwap(CamelContext camel, NodeSettings settings, RouteBook book, ConnectorParts parts) {
        this(camel, settings, book, parts, PATIENCE);
    }

    /** @param patience how long a route may take to end what it has begun; what takes longer is cut off, and taken up again */
    RouteSwap(CamelContext camel, NodeSettings settings, RouteBook book, ConnectorParts parts, Duration patience) {
        this.camel = camel;
        this.settings = settings;
        this.book = book;
        this.parts = parts;
        this.patience = patience;
    }

    /** Camel does not take a route; the old ones run again. */
    public static final class NotTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotTaken(String message, Exception cause) {
            super(message, cause);
        }
    }

    /** The routes and templates that run. */
    public RouteBook running() {
        return book;
    }

    /**
     * Puts these routes and connectors into force. A route is new when its text, its template, a value that it asks for or
     * its connector is; those of a connector that is no longer there end.
     *
     * @param next without faults for these connectors
     * @return the ids of the routes that are new
     * @throws NotTaken when Camel does not take one of them; then those before run as they did
     */
    public List<String> swap(RouteBook next, Map<String, Connector> connectors) {
        var old = settings.connectors();
        var before = byStem(book, old);
        var after = byStem(next, connectors);
        var templates = after.values().stream().filter(file -> file.template().isPresent())
                .filter(file -> isNew(file, before)).map(RouteFile::stem).toList();
        var touched = touched(old, connectors);
        var routes = after.values().stream().filter(file -> file.template().isEmpty())
                .filter(file -> isNew(file, before) || file.uses().filter(templates::contains).isPresent()
                        || touched.contains(file.stem()) || asksForNew(file, old, connectors))
                .map(RouteFile::stem).toList();
        var gone = before.keySet().stream().filter(stem -> !after.containsKey(stem)).toList();
        var ending = Stream.concat(gone.stream(), routes.stream()).toList();
        try {
            takeOut(ending);
            parts.replace(camel, connectors);
            putIn(templates, routes, after);
        } catch (Exception e) {
            restore(templates, ending, before, old);
            throw new NotTaken("routes " + String.join(", ", routes) + ": Camel does not take them: " + kind(e), e);
        }
        book = next;
        return routes;
    }

    private Map<String, RouteFile> byStem(RouteBook routes, Map<String, Connector> connectors) {
        var found = new LinkedHashMap<String, RouteFile>();
        routes.toLoad(settings.with(connectors)).forEach(file -> found.put(file.stem(), file));
        return found;
    }

    private static boolean isNew(RouteFile file, Map<String, RouteFile> before) {
        return Optional.ofNullable(before.get(file.stem())).filter(old -> old.text().equals(file.text())).isEmpty();
    }

    /** The routes of connectors that are new or changed. */
    private static Set<String> touched(Map<String, Connector> before, Map<String, Connector> after) {
        return ConnectorParts.differing(after, before).stream().map(after::get).map(RouteBook::own)
                .flatMap(List::stream).collect(Collectors.toSet());
    }

    /** A route may ask for another connector's value. */
    private static boolean asksForNew(RouteFile file, Map<String, Connector> before, Map<String, Connector> after) {
        return file.asked().keySet().stream().anyMatch(each -> !RouteBook.value(before, each)
                .equals(RouteBook.value(after, each)));
    }

    private void takeOut(List<String> routes) throws Exception {
        for (var route : routes) {
            if (camel.getRoute(route) != null) {
                camel.getRouteController().stopRoute(route, patience.toMillis(), TimeUnit.MILLISECONDS);
                camel.removeRoute(route);
            }
        }
    }

    private void putIn(List<String> templates, List<String> routes, Map<String, RouteFile> files) throws Exception {
        var order = new ArrayList<>(templates);
        order.addAll(routes);
        var model = camel.getCamelContextExtension().getContextPlugin(org.apache.camel.model.Model.class);
        for (var stem : order) {
            if (templates.contains(stem) && model.getRouteTemplateDefinition(stem) != null) {
                model.removeRouteTemplateDefinition(model.getRouteTemplateDefinition(stem));
            }
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.fromString(stem + ".yaml", files.get(stem).text()));
        }
        for (var route : routes) {
            if (camel.getRoute(route) == null || !camel.getRouteController().getRouteStatus(route).isStarted()) {
                throw new IllegalStateException("the route `" + route + "` does not start");
            }
        }
    }

    /** As it was before. */
    private void restore(List<String> templates, List<String> routes, Map<String, RouteFile> before,
            Map<String, Connector> connectors) {
        try {
            takeOut(routes);
            parts.replace(camel, connectors);
            putIn(templates.stream().filter(before::containsKey).toList(),
                    routes.stream().filter(before::containsKey).toList(), before);
        } catch (Exception e) {
            throw new IllegalStateException("the routes could not be put back as they were: start the node anew", e);
        }
    }

    private static String kind(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
