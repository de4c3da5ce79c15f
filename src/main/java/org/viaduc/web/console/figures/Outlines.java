package org.viaduc.web.console.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The outlines of the départements, drawn once: France in Europe by latitude and longitude, with the distances right in its
 * middle; those overseas each in a box of its own, at their own scales. Where they come from stands in
 * {@code figures/departements.txt}.
 */
final class Outlines {
    static final int WIDTH = 640;
    static final int HEIGHT = 640;
    private static final double WEST = -5.25;
    private static final double NORTH = 51.2;
    private static final double UNITS = 62;
    private static final double NARROWING = Math.cos(Math.toRadians(46.5));
    private static final int BOX = 64;
    private static final List<Outline> ALL = read();

    private Outlines() {
    }

    /**
     * One département.
     *
     * @param path     in the drawing's units, as SVG writes it
     * @param area     the same, to find room in
     * @param geometry as the file has it (RFC 7946)
     */
    record Outline(String code, String name, String path, Area area, JsonNode geometry) {
        /** Names a path within a page. */
        public String id() {
            return "outline-" + code;
        }
    }

    static List<Outline> all() {
        return ALL;
    }

    static Optional<Outline> of(String code) {
        return ALL.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    private static List<Outline> read() {
        try (var file = Outlines.class.getResourceAsStream("/figures/departements.geojson")) {
            var outlines = new ArrayList<Outline>();
            var overseas = 0;
            for (var feature : new ObjectMapper().readTree(file).path("features")) {
                var code = feature.path("properties").path("code").asText();
                var polygons = polygons(feature.path("geometry"));
                var place = code.startsWith("D97")
                        ? Place.box(polygons, 10 + overseas++ * (BOX + 8), HEIGHT - BOX - 10)
                        : new Place(WEST, NORTH, UNITS, 0, 0);
                outlines.add(outline(feature, code, polygons, place));
            }
            return List.copyOf(outlines);
        } catch (IOException e) {
            throw new UncheckedIOException("the outlines of the départements cannot be read", e);
        }
    }

    /** Where a place on earth stands in the drawing. */
    private record Place(double west, double north, double units, double x, double y) {
        static Place box(List<List<double[]>> polygons, double x, double y) {
            var points = polygons.stream().flatMap(List::stream).toList();
            var west = points.stream().mapToDouble(each -> each[0]).min().orElseThrow();
            var east = points.stream().mapToDouble(each -> each[0]).max().orElseThrow();
            var south = points.stream().mapToDouble(each -> each[1]).min().orElseThrow();
            var north = points.stream().mapToDouble(each -> each[1]).max().orElseThrow();
            return new Place(west, north, BOX / Math.max(east - west, north - south), x, y);
        }

        double x(double[] point) {
            var narrowing = y == 0 ? NARROWING : 1;
            return x + (point[0] - west) * units * narrowing;
        }

        double y(double[] point) {
            return y + (north - point[1]) * units;
        }
    }

    private static List<List<double[]>> polygons(JsonNode geometry) {
        var rings = new ArrayList<List<double[]>>();
        var polygons = geometry.path("type").asText().equals("Polygon")
                ? List.of(geometry.path("coordinates"))
                : list(geometry.path("coordinates"));
        for (var polygon : polygons) {
            for (var ring : polygon) {
                rings.add(list(ring).stream()
                        .map(point -> new double[]{point.path(0).asDouble(), point.path(1).asDouble()}).toList());
            }
        }
        return rings;
    }

    private static List<JsonNode> list(JsonNode array) {
        var all = new ArrayList<JsonNode>();
        array.forEach(all::add);
        return all;
    }

    private static Outline outline(JsonNode feature, String code, List<List<double[]>> rings, Place place) {
        var path = new StringBuilder();
        var drawn = new ArrayList<List<double[]>>();
        for (var ring : rings) {
            var points = new ArrayList<double[]>();
            for (var point : ring.subList(0, ring.size() - 1)) {
                path.append(points.isEmpty() ? 'M' : 'L').append(number(place.x(point))).append(' ')
                        .append(number(place.y(point)));
                points.add(new double[]{place.x(point), place.y(point)});
            }
            path.append('Z');
            drawn.add(points);
        }
        return new Outline(code, feature.path("properties").path("name").asText(), path.toString(), new Area(drawn),
                feature.path("geometry"));
    }

    private static String number(double value) {
        var tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
    }
}
