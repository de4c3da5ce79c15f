package org.viaduc.exchange.figures;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hides counts from one up to a threshold, and the others that would give them away. Whoever knows the sum of a table, and this
 * rule, can still not work out a hidden count.
 *
 * @param least what is shown is none, or at least this
 */
public record Hiding(int least) {
    public Hiding {
        if (least < 2) {
            throw new IllegalArgumentException("a threshold of figures is two or more");
        }
    }

    /** Counts that share no sum with any others: each is shown or hidden by itself. */
    public <K extends Comparable<K>> SortedMap<K, Cell> single(Map<K, Long> counts) {
        var cells = new TreeMap<K, Cell>();
        counts.forEach((key, count) -> cells.put(key, isSmall(count) ? Cell.HIDDEN : new Cell.Shown(count)));
        return cells;
    }

    /**
     * Several ways in which the same whole is parted: by neighbour, by month. The sum that one of them shows is the sum of the
     * others too; so where one of them cannot be hidden behind a larger count, none shows anything but what is none.
     */
    public List<SortedMap<String, Cell>> parted(List<Map<String, Long>> ways) {
        var hidden = ways.stream().map(this::hidden).toList();
        var isExposed = java.util.stream.IntStream.range(0, ways.size())
                .anyMatch(at -> !hidden.get(at).isEmpty() && !isCovered(ways.get(at), hidden.get(at)));
        return java.util.stream.IntStream.range(0, ways.size())
                .mapToObj(at -> cells(ways.get(at), isExposed ? ways.get(at).keySet() : hidden.get(at))).toList();
    }

    /** The small ones, and in the order of the keys as many others as it takes: never by their size, which would tell of it. */
    private Set<String> hidden(Map<String, Long> counts) {
        var hidden = new HashSet<String>();
        counts.forEach((key, count) -> {
            if (isSmall(count)) {
                hidden.add(key);
            }
        });
        if (!hidden.isEmpty()) {
            new TreeMap<>(counts).forEach((key, count) -> {
                if (count >= least && !isCovered(counts, hidden)) {
                    hidden.add(key);
                }
            });
        }
        return hidden;
    }

    /** True when each small one may be anything from one up to the threshold, for all that the sum of the hidden ones says. */
    private boolean isCovered(Map<String, Long> counts, Collection<String> hidden) {
        var small = hidden.stream().filter(key -> isSmall(counts.get(key))).count();
        return small < hidden.size()
                && hidden.stream().mapToLong(counts::get).sum() >= 2L * least - 2 + small;
    }

    private boolean isSmall(long count) {
        return count > 0 && count < least;
    }

    private static SortedMap<String, Cell> cells(Map<String, Long> counts, Set<String> hidden) {
        var cells = new TreeMap<String, Cell>();
        counts.forEach((key, count) -> cells.put(key,
                count > 0 && hidden.contains(key) ? Cell.HIDDEN : new Cell.Shown(count)));
        return cells;
    }
}
