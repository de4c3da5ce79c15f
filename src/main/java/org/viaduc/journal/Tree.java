package org.viaduc.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.viaduc.model.Digest;

/**
 * A Merkle tree over the log (RFC 9162, section 2.1), of which only the right edge is kept: the roots of the full
 * subtrees that the leaves fill, largest first. Adding a leaf costs two hashes on average.
 */
final class Tree {
    private static final int WIDTH = 32;
    private final List<byte[]> frontier = new ArrayList<>();
    private long size;

    /** A tree without leaves. */
    Tree() {
    }

    /** The tree that {@link #size()} and {@link #frontier()} described. */
    Tree(long size, byte[] frontier) {
        if (frontier.length != Long.bitCount(size) * WIDTH) {
            throw new IllegalStateException("the journal's head does not describe a tree of " + size
                    + " entries: run `journal verify`");
        }
        this.size = size;
        for (var at = 0; at < frontier.length; at += WIDTH) {
            this.frontier.add(Arrays.copyOfRange(frontier, at, at + WIDTH));
        }
    }

    /** Is told of every subtree of more than one leaf that has become full. */
    @FunctionalInterface
    interface Filled {
        void subtree(int level, long place, byte[] hash);
    }

    void add(byte[] leaf) {
        add(leaf, (level, place, hash) -> {
        });
    }

    void add(byte[] leaf, Filled filled) {
        var subtree = leaf;
        for (var level = 0; (size >> level & 1) == 1; level++) {
            subtree = Hashing.node(frontier.removeLast(), subtree);
            filled.subtree(level + 1, size >> level + 1, subtree);
        }
        frontier.add(subtree);
        size++;
    }

    long size() {
        return size;
    }

    /** The Merkle tree head; the digest of nothing while there are no leaves. */
    Digest root() {
        if (frontier.isEmpty()) {
            return Digest.of(new byte[0]);
        }
        var root = frontier.getLast();
        for (var at = frontier.size() - 2; at >= 0; at--) {
            root = Hashing.node(frontier.get(at), root);
        }
        return Hashing.digest(root);
    }

    byte[] frontier() {
        var joined = ByteBuffer.allocate(frontier.size() * WIDTH);
        frontier.forEach(joined::put);
        return joined.array();
    }
}
