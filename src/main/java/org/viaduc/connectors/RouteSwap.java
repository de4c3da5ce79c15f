package org.viaduc.connectors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

import org.viaduc.exchange.node.NodeSettings;

/** Takes routes that changed out of a running Camel and puts the new ones in; what a route has begun ends first. */
public final class RouteSwap {
    /** How long a route may take to end what it has begun. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CamelContext camel;
    private final NodeSettings settings;
    private RouteBook book;

    private RouteSwap(CamelContext camel, NodeSettings settings, RouteBook book) {
        this.camel = camel;
        this.settings = settings;
        this.book = book;
    }

    /** For a Camel that runs the routes of this book. */
    public static RouteSwap of(CamelContext camel, NodeSettings settings, RouteBook book) {
        return new RouteSwap(camel, settings, book);
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
     * @param next without faults
     * @return the ids of the routes that are new
     * @throws NotTaken when Camel does not take one of them
     */
    public List<String> swap(RouteBook next) {
        var before = byStem(book);
        var after = byStem(next);
        var templates = after.values().stream().filter(file -> file.template().isPresent())
                .filter(file -> isNew(file, before)).map(RouteFile::stem).toList();
        var routes = after.values().stream().filter(file -> file.template().isEmpty())
                .filter(file -> isNew(file, before) || file.uses().filter(templates::contains).isPresent())
                .map(RouteFile::stem).toList();
        try {
            takeOut(routes);
            putIn(templates, routes, after);
        } catch (Exception e) {
            restore(templates, routes, before);
            throw new NotTaken("routes " + String.join(", ", routes) + ": Camel does not take them: " + kind(e), e);
        }
        book = next;
        return routes;
    }

    private Map<String, RouteFile> byStem(RouteBook routes) {
        var found = new LinkedHashMap<String, RouteFile>();
        routes.toLoad(settings).forEach(file -> found.put(file.stem(), file));
        return found;
    }

    private static boolean isNew(RouteFile file, Map<String, RouteFile> before) {
        return Optional.ofNullable(before.get(file.stem())).filter(old -> old.text().equals(file.text())).isEmpty();
    }

    private void takeOut(List<String> routes) throws Exception {
        for (var route : routes) {
            if (camel.getRoute(route) != null) {
                camel.getRouteController().stopRoute(route, PATIENCE.toSeconds(), TimeUnit.SECONDS);
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
    private void restore(List<String> templates, List<String> routes, Map<String, RouteFile> before) {
        try {
            takeOut(routes);
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
