package org.viaduc.web.console.figures;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.viaduc.exchange.figures.Cell;

import static org.assertj.core.api.Assertions.assertThat;

/** A number on the map stands within its département; what has no room there is said under the map. */
class FranceMapTest {
    @Test
    void a_long_number_stands_within_its_department_or_under_the_map() {
        var counts = new TreeMap<String, Cell>();
        Outlines.all().forEach(each -> counts.put(each.code(), new Cell.Shown(128)));

        var map = FranceMap.of("sent", counts, "D35");

        assertThat(map.labels()).hasSizeGreaterThan(50).allSatisfy(label -> assertThat(Outlines.all())
                .anyMatch(each -> corners(label).allMatch(corner -> isWithin(corner, each.path()))));
        assertThat(map.labels().size() + map.beside().size()).isEqualTo(Outlines.all().size());
        assertThat(map.beside()).extracting(FranceMap.Beside::name).contains("Paris", "Territoire de Belfort")
                .doesNotContain("Loire-Atlantique", "Ille-et-Vilaine");
    }

    @Test
    void what_is_hidden_or_none_has_no_number_anywhere() {
        var map = FranceMap.of("sent", Map.of("D44", Cell.HIDDEN, "D75", Cell.HIDDEN, "D29", new Cell.Shown(0)), "D35");

        assertThat(map.labels()).extracting(FranceMap.Label::text).containsExactly("35");
        assertThat(map.beside()).isEmpty();
        assertThat(map.areas()).contains(new FranceMap.Shade("outline-D44", "hidden"),
                new FranceMap.Shade("outline-D29", "none"), new FranceMap.Shade("outline-D35", "here"));
    }

    private static Stream<double[]> corners(FranceMap.Label label) {
        var wide = label.text().length() * FranceMap.WIDE * FranceMap.FONT / 2;
        var high = FranceMap.HIGH * FranceMap.FONT / 2;
        return Stream.of(-1, 1).flatMap(side -> Stream.of(-high, high)
                .map(up -> new double[]{label.x() + side * wide, label.y() + up}));
    }

    /** Counts the borders that a ray to the right crosses, in the path as the page draws it. */
    private static boolean isWithin(double[] point, String path) {
        var crossed = 0;
        for (var ring : path.substring(1).replace("Z", "").split("M")) {
            var points = Stream.of(ring.split("L")).map(each -> each.split(" ")).map(
                    each -> new double[]{Double.parseDouble(each[0]), Double.parseDouble(each[1])}).toList();
            for (var at = 0; at < points.size(); at++) {
                var from = points.get(at);
                var to = points.get((at + 1) % points.size());
                if (from[1] > point[1] != to[1] > point[1] && point[0] < from[0]
                        + (point[1] - from[1]) / (to[1] - from[1]) * (to[0] - from[0])) {
                    crossed++;
                }
            }
        }
        return crossed % 2 == 1;
    }
}
