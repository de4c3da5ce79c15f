package org.viaduc.mapping.local;

/** A record whose tree cannot be read as it is. Says where and why, and nothing of what it holds. */
final class UnreadableTree extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int line;

    UnreadableTree(int line, String reason) {
        super(reason, null, false, false);
        this.line = Math.max(1, line);
    }

    int line() {
        return line;
    }
}
