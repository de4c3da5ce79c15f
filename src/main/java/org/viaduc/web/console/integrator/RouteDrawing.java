package org.viaduc.web.console.integrator;

import java.util.ArrayList;
import java.util.List;

import org.viaduc.connectors.picture.RoutePicture;
import org.viaduc.connectors.picture.RoutePicture.Sort;
import org.viaduc.connectors.picture.RoutePicture.Stop;

/**
 * A route as boxes from top to bottom, what stands within a choice or a repetition further in.
 *
 * @param width of the whole, in the drawing's own units
 */
public record RouteDrawing(RoutePicture route, int width, int height, List<Box> boxes, List<Arrow> arrows) {
    private static final int WIDTH = 640;
    private static final int BOX = 52;
    private static final int GAP = 20;
    private static final int STEP = 32;
    private static final int EDGE = 4;
    private static final int LETTERS = 68;
    private static final int DEEPEST = 6;

    /** @param short what fits into the box */
    public record Box(int x, int y, int width, int height, Stop stop, String text) {
        public int textX() {
            return x + 14;
        }
    }

    /** Down the left side, and in where the next box stands further in. */
    public record Arrow(String path) {}

    static RouteDrawing of(RoutePicture route) {
        var boxes = new ArrayList<Box>();
        var arrows = new ArrayList<Arrow>();
        var y = EDGE;
        for (var stop : route.stops()) {
            var x = EDGE + Math.min(stop.depth(), DEEPEST) * STEP;
            var letters = LETTERS - Math.min(stop.depth(), DEEPEST) * 4;
            var box = new Box(x, y, WIDTH - x - EDGE, BOX, stop, stop.what().length() > letters
                    ? stop.what().substring(0, letters - 1) + "…"
                    : stop.what());
            if (!boxes.isEmpty() && stop.sort() != Sort.CAUGHT && stop.sort() != Sort.OTHERWISE) {
                var before = boxes.getLast();
                var from = Math.max(before.x(), Math.min(before.x(), x)) + 18;
                arrows.add(new Arrow("M" + from + " " + (before.y() + BOX) + " V" + (before.y() + BOX + GAP / 2) + " H"
                        + (x + 18) + " V" + y));
            }
            boxes.add(box);
            y += BOX + GAP;
        }
        return new RouteDrawing(route, WIDTH, Math.max(y - GAP + EDGE, BOX), boxes, arrows);
    }
}
