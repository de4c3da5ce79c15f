package org.viaduc.exchange.figures;

import java.time.Instant;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * The figures of one year at one node. Years do not overlap, so that nothing is learnt by taking one from another.
 *
 * @param sent     files that neighbours took over from here; {@code received} those that arrived here
 * @param deadlines by obligation, those whose last day lies in the year and has passed
 * @param until    when this was counted
 * @param least    what is shown is none or at least this
 */
public record Picture(Year year, Way sent, Way received, SortedMap<String, Kept> deadlines, boolean areAllDeadlines,
        Instant until, int least) {

    /**
     * Files that went one way.
     *
     * @param byDepartment of each neighbour that this node knows, or had something to do with
     * @param byMonth      {@code 01} to {@code 12}
     * @param time         from the family's move until the file was delivered
     */
    public record Way(SortedMap<String, Cell> byDepartment, SortedMap<String, Cell> byMonth, Time time) {}

    /** How many deadlines of one kind were kept, and how many were missed. No sum of the two is shown anywhere. */
    public record Kept(Cell kept, Cell missed) {}

    /**
     * How long files took, of those of which the day of the move is known.
     *
     * @param spans  counts by the longest span in days, as {@code 0007}; {@code more} beyond
     * @param median in days; empty when it would rest on too few
     * @param isAll  false when only the latest were looked at
     */
    public record Time(SortedMap<String, Cell> spans, OptionalInt median, boolean isAll) {}

    /** The two ways by their words. */
    public Map<String, Way> ways() {
        var ways = new java.util.LinkedHashMap<String, Way>();
        ways.put("sent", sent);
        ways.put("received", received);
        return ways;
    }

    /** True when nothing was carried, as far as can be shown. */
    public boolean isEmpty() {
        return List.of(sent, received).stream().flatMap(way -> way.byMonth().values().stream())
                .allMatch(cell -> cell.isShown() && cell.count() == 0);
    }
}
