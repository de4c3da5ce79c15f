package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.viaduc.mapping.LossLedger.Line;

/** Counts the local fields of one record as they are translated. */
final class Tally {
    private final Slots slots;
    private final int[] counts;
    private final Map<Line, Integer> others = new LinkedHashMap<>(0);

    /** Every field of a system with everything that can become of it, prepared once. */
    static final class Slots {
        private final List<Line> lines = new ArrayList<>();

        /** @param drop why the field is dropped when nothing takes it. @param keep why it is kept as text; empty when its file does not say */
        void add(String row, String field, String drop, String keep) {
            for (var fate : Fate.values()) {
                var said = fate == Fate.NONE ? drop : fate == Fate.KEPT ? keep : "";
                lines.add(new Line(row, field, fate.outcome, said.isEmpty() ? fate.reason : said, 1));
            }
        }
    }

    Tally(Slots slots) {
        this.slots = slots;
        this.counts = new int[slots.lines.size()];
    }

    void count(int field, Fate fate) {
        counts[field * Fate.COUNT + fate.ordinal()]++;
    }

    /** A row or field that the tables do not have one by one. @param line of one */
    void count(Line line) {
        others.merge(line, 1, Integer::sum);
    }

    List<Line> lines() {
        var found = new ArrayList<Line>(48);
        for (var i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                found.add(slots.lines.get(i).times(counts[i]));
            }
        }
        others.forEach((line, count) -> found.add(line.times(count)));
        return found;
    }
}
