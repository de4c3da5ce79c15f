package org.viaduc.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.viaduc.model.Digest;

/** The hashes of a log's full subtrees, and the proofs that are made of them (RFC 9162, section 2.1). */
interface Subtrees {
    /** The hash of the subtree over the {@code 2^level} leaves from {@code place * 2^level} on, all of which are there. */
    byte[] full(int level, long place) throws SQLException;

    /** The head of the log as it was at that size (section 2.1.1). */
    default Digest root(long size) throws SQLException {
        return size == 0 ? new Tree().root() : Hashing.digest(hash(0, size));
    }

    /** @throws IllegalArgumentException when a log of that size has no such entry */
    default InclusionProof inclusion(long index, long size) throws SQLException {
        var path = new ArrayList<Digest>();
        if (index >= 0 && index < size) {
            path(index, 0, size, path);
        }
        return new InclusionProof(index, size, path);
    }

    /** @throws IllegalArgumentException when the log did not grow from one to the other */
    default ConsistencyProof consistency(long from, long to) throws SQLException {
        var path = new ArrayList<Digest>();
        if (from > 0 && from < to) {
            growth(from, 0, to, true, path);
        }
        return new ConsistencyProof(from, to, path);
    }

    private void path(long index, long begin, long end, List<Digest> path) throws SQLException {
        if (end - begin > 1) {
            var split = begin + Long.highestOneBit(end - begin - 1);
            if (index < split) {
                path(index, begin, split, path);
                path.add(Hashing.digest(hash(split, end)));
            } else {
                path(index, split, end, path);
                path.add(Hashing.digest(hash(begin, split)));
            }
        }
    }

    private void growth(long from, long begin, long end, boolean isKnown, List<Digest> path) throws SQLException {
        if (from == end) {
            if (!isKnown) {
                path.add(Hashing.digest(hash(begin, end)));
            }
            return;
        }
        var split = begin + Long.highestOneBit(end - begin - 1);
        if (from <= split) {
            growth(from, begin, split, isKnown, path);
            path.add(Hashing.digest(hash(split, end)));
        } else {
            growth(from, split, end, false, path);
            path.add(Hashing.digest(hash(begin, split)));
        }
    }

    private byte[] hash(long begin, long end) throws SQLException {
        var length = end - begin;
        if (Long.bitCount(length) == 1) {
            var level = Long.numberOfTrailingZeros(length);
            return full(level, begin >> level);
        }
        var split = begin + Long.highestOneBit(length - 1);
        return Hashing.node(hash(begin, split), hash(split, end));
    }
}
