package org.viaduc.journal;

import java.util.ArrayList;
import java.util.List;

import org.viaduc.model.Digest;

/**
 * Proves that a log only grew: what it held at one size still stands, in its place, at a later size (RFC 9162, section
 * 2.1.4).
 *
 * @param path empty when both sizes are equal, or the first is 0
 */
public record ConsistencyProof(long from, long to, List<Digest> path) {
    public ConsistencyProof {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("a log grows from a size to the same or a larger one, not from " + from
                    + " to " + to);
        }
        path = List.copyOf(path);
    }

    /** Whether the log with the first root grew into the one with the second (section 2.1.4.2). */
    public boolean joins(Digest first, Digest second) {
        if (from == to) {
            return path.isEmpty() && first.equals(second);
        }
        if (from == 0) {
            return path.isEmpty() && first.equals(new Tree().root());
        }
        var hashes = new ArrayList<Digest>();
        if (Long.bitCount(from) == 1) {
            hashes.add(first);
        }
        hashes.addAll(path);
        return !hashes.isEmpty() && joins(hashes, first, second);
    }

    private boolean joins(List<Digest> hashes, Digest first, Digest second) {
        var fn = from - 1;
        var sn = to - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        var before = hashes.getFirst().bytes();
        var after = before;
        for (var beside : hashes.subList(1, hashes.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                before = Hashing.node(beside.bytes(), before);
                after = Hashing.node(beside.bytes(), after);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                after = Hashing.node(after, beside.bytes());
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Hashing.digest(before).equals(first) && Hashing.digest(after).equals(second);
    }
}
