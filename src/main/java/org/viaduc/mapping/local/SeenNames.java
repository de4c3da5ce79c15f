package org.viaduc.mapping.local;

import java.util.Arrays;

import org.viaduc.model.Digest;

/**
 * Which names were met before, in sixteen to forty bytes each. Two names count as one with a probability of one in many
 * millions for a file of a million names: both are then said to have been met, and none is taken for another.
 */
final class SeenNames {
    private static final int FIRST = 1 << 10;

    private long[] places = new long[FIRST];
    private int size;

    /** @return false when it was met before */
    boolean add(String name) {
        if (2 * ++size > places.length) {
            grow();
        }
        return put(places, mark(name));
    }

    boolean has(String name) {
        var mark = mark(name);
        for (var at = at(places, mark);; at = at + 1 & places.length - 1) {
            if (places[at] == 0 || places[at] == mark) {
                return places[at] == mark;
            }
        }
    }

    private void grow() {
        var wider = new long[places.length * 2];
        Arrays.stream(places).filter(mark -> mark != 0).forEach(mark -> put(wider, mark));
        places = wider;
    }

    private static boolean put(long[] places, long mark) {
        for (var at = at(places, mark);; at = at + 1 & places.length - 1) {
            if (places[at] == mark) {
                return false;
            }
            if (places[at] == 0) {
                places[at] = mark;
                return true;
            }
        }
    }

    private static int at(long[] places, long mark) {
        return (int) (mark & places.length - 1);
    }

    private static long mark(String name) {
        var mark = Long.parseUnsignedLong(Digest.of(java.util.List.of(name)).hex().substring(0, 16), 16);
        return mark == 0 ? 1 : mark;
    }
}
