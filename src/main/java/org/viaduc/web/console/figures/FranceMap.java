package org.viaduc.web.console.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.viaduc.exchange.figures.Cell;

/**
 * The départements, each as dark as many files were carried from or to it.
 *
 * @param word   {@code sent} or {@code received}
 * @param beside the counts for which their département has no room
 */
public record FranceMap(String word, List<Shade> areas, List<Label> labels, List<Beside> beside) {
    private static final List<Integer> LEVELS = List.of(1, 10, 50, 200);
    /** Of the numbers, in the drawing's units: the style sheet has the same. */
    static final int FONT = 16;
    /** A digit's width and height in the bold of usual fonts, for a font of 1. */
    static final double WIDE = 0.57;
    static final double HIGH = 0.75;

    /** @param look {@code none}, {@code hidden}, {@code level-1} to {@code level-4}, or {@code here} */
    public record Shade(String id, String look) {}

    /** A number within its département; x and y are its middle. */
    public record Label(int x, int y, String text, String look) {}

    /** A number that is said under the map. */
    public record Beside(String name, String text) {}

    static FranceMap of(String word, Map<String, Cell> byDepartment, String here) {
        var labels = new ArrayList<Label>();
        var beside = new ArrayList<Beside>();
        for (var each : Outlines.all()) {
            var cell = byDepartment.getOrDefault(each.code(), new Cell.Shown(0));
            var isHere = each.code().equals(here);
            if (isHere || cell.count() > 0) {
                var text = isHere ? each.code().substring(1) : Long.toString(cell.count());
                room(each, text).ifPresentOrElse(
                        spot -> labels.add(new Label(spot.x(), spot.y(), text, isHere ? "here" : look(cell))),
                        () -> {
                            if (!isHere) {
                                beside.add(new Beside(each.name(), text));
                            }
                        });
            }
        }
        return new FranceMap(word, Outlines.all().stream().map(each -> new Shade(each.id(), each.code().equals(here)
                ? "here"
                : look(byDepartment.getOrDefault(each.code(), new Cell.Shown(0))))).toList(), labels, beside);
    }

    private static java.util.Optional<Area.Spot> room(Outlines.Outline outline, String text) {
        return outline.area().room(text.length() * WIDE * FONT, HIGH * FONT);
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
