package org.viaduc.web.console.figures;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What one outline encloses in the drawing, so that a number stands within its département or not on the map at all. */
final class Area {
    private static final int STEP = 3;
    private static final int CLEAR = 1;

    private final Path2D.Double shape = new Path2D.Double(Path2D.WIND_EVEN_ODD);

    /** @param rings each without its first point repeated, in the drawing's units; what lies in a ring of a ring is outside */
    Area(List<List<double[]>> rings) {
        for (var ring : rings) {
            shape.moveTo(ring.getFirst()[0], ring.getFirst()[1]);
            ring.subList(1, ring.size()).forEach(point -> shape.lineTo(point[0], point[1]));
            shape.closePath();
        }
    }

    /** The middle of a box. */
    record Spot(int x, int y) {}

    /** Where a box of that size stands wholly within, as near to the middle as can be; empty where it fits nowhere. */
    Optional<Spot> room(double width, double height) {
        var bounds = shape.getBounds2D();
        var spots = new ArrayList<Spot>();
        for (var x = bounds.getMinX(); x <= bounds.getMaxX(); x += STEP) {
            for (var y = bounds.getMinY(); y <= bounds.getMaxY(); y += STEP) {
                spots.add(new Spot((int) Math.round(x), (int) Math.round(y)));
            }
        }
        return spots.stream()
                .sorted(Comparator.comparingDouble(
                        spot -> Math.hypot(spot.x - bounds.getCenterX(), spot.y - bounds.getCenterY())))
                .filter(spot -> holds(spot, width + 2 * CLEAR, height + 2 * CLEAR)).findFirst();
    }

    boolean holds(Spot middle, double width, double height) {
        return shape.contains(middle.x - width / 2, middle.y - height / 2, width, height);
    }
}
