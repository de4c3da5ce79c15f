package org.viaduc.web.console.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.exchange.figures.Cell;
import org.viaduc.exchange.figures.Picture;

/** The figures as files: CSV (RFC 4180) and GeoJSON (RFC 7946). What a page hides is hidden here. */
final class FiguresFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FiguresFiles() {
    }

    /** One line a count: its figure, way, cell and number, or the word {@code hidden} in its place. */
    static String csv(Picture picture) {
        var lines = new ArrayList<List<String>>();
        lines.add(List.of("year", "figure", "way", "cell", "name", "count"));
        var year = picture.year().toString();
        picture.ways().forEach((word, way) -> {
            way.byDepartment().forEach((code, cell) -> lines.add(List.of(year, "department", word, code,
                    Outlines.of(code).map(Outlines.Outline::name).orElse(""), count(cell))));
            way.byMonth().forEach((month, cell) -> lines.add(List.of(year, "month", word, year + "-" + month, "",
                    count(cell))));
            way.time().spans().forEach((span, cell) -> lines.add(List.of(year, "days-from-move", word, span, "",
                    count(cell))));
            way.time().median().ifPresent(days -> lines.add(List.of(year, "median-days-from-move", word, "", "",
                    Integer.toString(days))));
        });
        picture.deadlines().forEach((code, each) -> {
            lines.add(List.of(year, "deadline-kept", "", code, "", count(each.kept())));
            lines.add(List.of(year, "deadline-missed", "", code, "", count(each.missed())));
        });
        var text = new StringBuilder();
        lines.forEach(line -> text.append(String.join(",", line.stream().map(FiguresFiles::quoted).toList()))
                .append("\r\n"));
        return text.toString();
    }

    private static String quoted(String cell) {
        return cell.matches("[^,\"\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static String count(Cell cell) {
        return switch (cell) {
            case Cell.Shown(var count) -> Long.toString(count);
            case Cell.Hidden() -> "hidden";
        };
    }

    /** The départements that this node has to do with, each with its outline; one abroad has none. */
    static String geoJson(Picture picture, String here) {
        var tree = JSON.createObjectNode().put("type", "FeatureCollection");
        var features = tree.putArray("features");
        var codes = new java.util.TreeSet<String>(picture.sent().byDepartment().keySet());
        codes.addAll(picture.received().byDepartment().keySet());
        codes.add(here);
        for (var code : codes) {
            var feature = features.addObject().put("type", "Feature").put("id", code);
            var properties = feature.putObject("properties").put("code", code)
                    .put("name", Outlines.of(code).map(Outlines.Outline::name).orElse(code))
                    .put("year", picture.year().getValue()).put("here", code.equals(here));
            put(properties, "sent", picture.sent().byDepartment(), code);
            put(properties, "received", picture.received().byDepartment(), code);
            feature.set("geometry", Outlines.of(code).map(Outlines.Outline::geometry).orElse(null));
        }
        return tree.toString();
    }

    /** A hidden count is null and said to be hidden; one's own department has none. */
    private static void put(ObjectNode properties, String word, Map<String, Cell> cells, String code) {
        var cell = cells.get(code);
        if (cell != null) {
            properties.put(word, cell.isShown() ? Long.valueOf(cell.count()) : null);
            properties.put(word + "Hidden", !cell.isShown());
        }
    }
}
