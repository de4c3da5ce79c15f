package org.viaduc.journal;

import java.util.List;

import org.viaduc.model.Digest;

/**
 * Proves that an entry stands in a log, at its place (RFC 9162, section 2.1.3).
 *
 * @param index the entry's place, from 0
 * @param size  of the log that the proof is about
 * @param path  the hashes beside the way from the leaf to the root, the deepest first
 */
public record InclusionProof(long index, long size, List<Digest> path) {
    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a log of " + size + " entries has no entry " + index);
        }
        path = List.copyOf(path);
    }

    /** Whether the path leads from this leaf to that root (section 2.1.3.2). */
    public boolean leads(Digest leaf, Digest root) {
        var fn = index;
        var sn = size - 1;
        var hash = leaf.bytes();
        for (var beside : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = Hashing.node(beside.bytes(), hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = Hashing.node(hash, beside.bytes());
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Hashing.digest(hash).equals(root);
    }
}
