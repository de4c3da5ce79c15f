package org.viaduc.connectors.picture;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import org.viaduc.connectors.BuiltRoute;
import org.viaduc.connectors.RouteBook;
import org.viaduc.connectors.picture.RoutePicture.Sort;
import org.viaduc.connectors.picture.RoutePicture.Stop;

/** Walks the YAML of a route, or of the template that it is built on. */
final class RouteReading {
    /** They change what is carried, and reach nothing. */
    private static final Set<String> PREPARING = Set.of("setBody", "setHeader", "setVariable", "setProperty",
            "removeHeader", "removeHeaders", "removeVariable", "convertBodyTo", "transform", "marshal", "unmarshal");
    private static final Map<String, Sort> WITHIN = Map.of("split", Sort.EACH, "loop", Sort.REPEAT, "doTry",
            Sort.ATTEMPT, "doCatch", Sort.CAUGHT, "doFinally", Sort.OTHER, "when", Sort.WHEN, "otherwise",
            Sort.OTHERWISE, "choice", Sort.CHOICE);
    private static final List<String> EXPRESSIONS = List.of("simple", "xpath", "jsonpath", "constant", "method",
            "tokenize");
    private static final int LONGEST = 120;

    private final Addresses addresses;
    private final Map<String, String> given;
    private final List<Stop> stops = new ArrayList<>();

    private RouteReading(Addresses addresses, Map<String, String> given) {
        this.addresses = addresses;
        this.given = given;
    }

    static RoutePicture read(String id, String text, RouteBook book, Addresses addresses) {
        var direction = id.substring(id.lastIndexOf('-') + 1);
        var built = book.built(id.substring(0, id.length() - direction.length() - 1), direction);
        var reading = new RouteReading(addresses, built.map(BuiltRoute::parameters).orElse(Map.of()));
        var loaded = new Load(LoadSettings.builder().setLabel(id).build())
                .loadFromString(built.map(BuiltRoute::text).orElse(text));
        if (loaded instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof Map<?, ?> item
                && item.values().iterator().next() instanceof Map<?, ?> route
                && route.get("from") instanceof Map<?, ?> from) {
            reading.stop(0, Sort.FROM, reading.address(from));
            reading.steps(from.get("steps"), 0);
            reading.steps(route.get("steps"), 0);
        }
        return new RoutePicture(id, built.map(BuiltRoute::template).orElse(""), reading.stops);
    }

    private void steps(Object steps, int depth) {
        if (!(steps instanceof List<?> list)) {
            return;
        }
        var prepared = new LinkedHashSet<String>();
        for (var each : list) {
            if (each instanceof Map<?, ?> step) {
                step.forEach((name, body) -> {
                    if (PREPARING.contains(String.valueOf(name))) {
                        prepared.add(prepared(String.valueOf(name), body));
                    } else {
                        flush(prepared, depth);
                        step(String.valueOf(name), body, depth);
                    }
                });
            }
        }
        flush(prepared, depth);
    }

    private void flush(Set<String> prepared, int depth) {
        if (!prepared.isEmpty()) {
            stop(depth, Sort.PREPARE, String.join(", ", prepared));
            prepared.clear();
        }
    }

    /** The name of what is set, never what it is set to. */
    private static String prepared(String name, Object body) {
        return body instanceof Map<?, ?> map && map.get("name") != null ? String.valueOf(map.get("name")) : name;
    }

    private void step(String name, Object body, int depth) {
        switch (name) {
            case "to", "toD", "wireTap", "enrich", "pollEnrich" ->
                stop(depth, Sort.TO, body instanceof Map<?, ?> map ? address(map) : shown(String.valueOf(body)));
            case "bean" -> stop(depth, Sort.DOOR, door(body));
            default -> {
                if (body instanceof Map<?, ?> map) {
                    within(name, map, depth);
                } else {
                    stop(depth, Sort.OTHER, name);
                }
            }
        }
    }

    private void within(String name, Map<?, ?> body, int depth) {
        stop(depth, WITHIN.getOrDefault(name, Sort.OTHER), WITHIN.containsKey(name) ? expression(body) : name);
        steps(body.get("steps"), depth + 1);
        for (var part : List.of("when", "otherwise", "doCatch", "doFinally")) {
            switch (body.get(part)) {
                case List<?> several -> several.stream().filter(Map.class::isInstance).map(Map.class::cast)
                        .forEach(one -> within(part, one, isAside(part) ? depth : depth + 1));
                case Map<?, ?> one -> within(part, one, isAside(part) ? depth : depth + 1);
                case null, default -> {
                    // There is no such part.
                }
            }
        }
    }

    /** What is caught stands beside what was attempted, not within it. */
    private static boolean isAside(String part) {
        return part.startsWith("do");
    }

    private static String expression(Map<?, ?> body) {
        for (var each : EXPRESSIONS) {
            switch (body.get(each)) {
                case String text -> {
                    return shortened(text);
                }
                case Map<?, ?> map when map.get("expression") != null -> {
                    return shortened(String.valueOf(map.get("expression")));
                }
                case null, default -> {
                    // Another one decides.
                }
            }
        }
        return "";
    }

    /** The door and its act; what is handed to it says nothing new. */
    private static String door(Object body) {
        if (!(body instanceof Map<?, ?> map)) {
            return String.valueOf(body);
        }
        var method = String.valueOf(map.get("method")).replaceAll("\\(.*", "");
        return map.get("ref") + (map.get("method") == null ? "" : "." + method);
    }

    private String address(Map<?, ?> body) {
        return shown(String.valueOf(body.get("uri")));
    }

    private String shown(String address) {
        return addresses.shown(address, given);
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private void stop(int depth, Sort sort, String what) {
        stops.add(new Stop(depth, sort, what));
    }
}
