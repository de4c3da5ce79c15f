package org.viaduc.web.console.figures;

import java.util.ArrayList;
import java.util.List;

import org.viaduc.exchange.figures.Cell;

/**
 * Counts as bars. A hidden count has a bar that says nothing of its size.
 *
 * @param rows what the table beside it shows
 */
public record Chart(int width, int height, List<Bar> bars, List<Label> labels, List<Row> rows) {
    private static final int WIDTH = 640;
    private static final int HIGHEST = 150;
    private static final int TOP = 24;
    private static final int HIDDEN = 14;
    private static final int BESIDE = 90;
    private static final int THICK = 18;
    private static final int ROW = 74;

    /** @param look which series, or {@code hidden} */
    public record Bar(int x, int y, int width, int height, String look) {}

    /** @param look {@code name} of a group, or {@code number} at a bar */
    public record Label(int x, int y, String text, String look) {}

    /** One group of bars. @param cells in the order of the series */
    public record Row(String name, List<Cell> cells) {}

    /** Side by side, from left to right. @param series the look of each bar in a group */
    static Chart columns(List<Row> rows, List<String> series) {
        var most = most(rows);
        var bars = new ArrayList<Bar>();
        var labels = new ArrayList<Label>();
        var room = WIDTH / Math.max(1, rows.size());
        var thick = Math.min(48, (room - 8) / series.size());
        for (var at = 0; at < rows.size(); at++) {
            var middle = at * room + room / 2;
            for (var one = 0; one < series.size(); one++) {
                var cell = rows.get(at).cells().get(one);
                var high = cell.isShown() ? scaled(cell.count(), most, HIGHEST) : HIDDEN;
                var x = middle - thick * series.size() / 2 + one * thick;
                bars.add(new Bar(x, TOP + HIGHEST - high, thick - 2, high,
                        cell.isShown() ? series.get(one) : "hidden"));
                if (cell.count() > 0) {
                    labels.add(new Label(x + (thick - 2) / 2, TOP + HIGHEST - high - 5, Long.toString(cell.count()),
                            "number"));
                }
            }
            labels.add(new Label(middle, TOP + HIGHEST + 20, rows.get(at).name(), "name"));
        }
        return new Chart(WIDTH, TOP + HIGHEST + 30, bars, labels, rows);
    }

    /** One below the other, the name above its bars. */
    static Chart lines(List<Row> rows, List<String> series) {
        var most = most(rows);
        var bars = new ArrayList<Bar>();
        var labels = new ArrayList<Label>();
        for (var at = 0; at < rows.size(); at++) {
            var y = at * ROW;
            labels.add(new Label(0, y + 18, rows.get(at).name(), "name"));
            for (var one = 0; one < series.size(); one++) {
                var cell = rows.get(at).cells().get(one);
                var top = y + 26 + one * (THICK + 2);
                var wide = cell.isShown() ? scaled(cell.count(), most, WIDTH - BESIDE) : HIDDEN;
                bars.add(new Bar(0, top, wide, THICK, cell.isShown() ? series.get(one) : "hidden"));
                if (cell.isShown()) {
                    labels.add(new Label(wide + 6, top + 14, Long.toString(cell.count()), "number"));
                }
            }
        }
        return new Chart(WIDTH, Math.max(ROW, rows.size() * ROW), bars, labels, rows);
    }

    private static long most(List<Row> rows) {
        return rows.stream().flatMap(row -> row.cells().stream()).mapToLong(Cell::count).max().orElse(0);
    }

    private static int scaled(long count, long most, int whole) {
        return most == 0 ? 0 : (int) Math.max(count > 0 ? 2 : 0, count * whole / most);
    }
}
