package org.viaduc.web.console.figures;

import java.util.List;
import java.util.Map;

import org.viaduc.exchange.figures.Cell;

/**
 * The départements, each as dark as many files were carried from or to it.
 *
 * @param word {@code sent} or {@code received}
 */
public record FranceMap(String word, List<Area> areas, List<Label> labels) {
    private static final List<Integer> LEVELS = List.of(1, 10, 50, 200);

    /** @param look {@code none}, {@code hidden}, {@code level-1} to {@code level-4}, or {@code here} */
    public record Area(String id, String look) {}

    /** A number on a département that is large enough for one. */
    public record Label(int x, int y, String text, String look) {}

    static FranceMap of(String word, Map<String, Cell> byDepartment, String here) {
        var areas = Outlines.all().stream().map(each -> new Area(each.id(), each.code().equals(here)
                ? "here"
                : look(byDepartment.getOrDefault(each.code(), new Cell.Shown(0))))).toList();
        var labels = Outlines.all().stream()
                .filter(each -> each.isBig() && (each.code().equals(here)
                        || byDepartment.getOrDefault(each.code(), Cell.HIDDEN).count() > 0))
                .map(each -> each.code().equals(here)
                        ? new Label(each.x(), each.y(), each.code(), "here")
                        : new Label(each.x(), each.y(), Long.toString(byDepartment.get(each.code()).count()),
                                look(byDepartment.get(each.code()))))
                .toList();
        return new FranceMap(word, areas, labels);
    }

    static String look(Cell cell) {
        return switch (cell) {
            case Cell.Hidden() -> "hidden";
            case Cell.Shown(var count) -> count == 0
                    ? "none"
                    : "level-" + LEVELS.stream().filter(from -> count >= from).count();
        };
    }
}
