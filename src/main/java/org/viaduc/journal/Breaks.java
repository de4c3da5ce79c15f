package org.viaduc.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.viaduc.journal.Break.What;

/** What was found to be broken: all of it is counted, the first of each kind are kept, however much a file has of them. */
final class Breaks {
    /** How many are told. */
    static final int MOST = 50;

    private final Map<What, List<Break>> first = new EnumMap<>(What.class);
    private long count;

    void add(Break found) {
        var same = first.computeIfAbsent(found.what(), any -> new ArrayList<>());
        if (same.contains(found)) {
            return;
        }
        count++;
        if (same.size() < MOST) {
            same.add(found);
        }
    }

    void add(Breaks others) {
        var before = count;
        others.first.values().forEach(same -> same.forEach(this::add));
        count = before + others.count;
    }

    /** How many there are, those included that are not told. */
    long count() {
        return count;
    }

    /** The first of them in that order. */
    List<Break> told(Comparator<Break> order) {
        return first.values().stream().flatMap(List::stream).sorted(order).limit(MOST).toList();
    }
}
