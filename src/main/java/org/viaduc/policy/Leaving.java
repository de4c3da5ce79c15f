package org.viaduc.policy;

import org.viaduc.model.Kind;

/** What leaves by a decision on a file with one piece of each kind, as bits: whole, and masked. */
record Leaving(long whole, long masked) {
    static Leaving by(Decision decision) {
        var whole = 0L;
        var masked = 0L;
        for (var verdict : decision.verdicts()) {
            var bit = Kinds.of(verdict.piece().kind());
            whole |= verdict.treatment() == Treatment.RELEASE ? bit : 0;
            masked |= verdict.treatment() == Treatment.MASK ? bit : 0;
        }
        return new Leaving(whole, masked);
    }

    long any() {
        return whole | masked;
    }

    boolean isNothing() {
        return any() == 0;
    }

    /** True when some kind leaves here that does not leave there, or whole here and masked there. */
    boolean isMoreThan(Leaving other) {
        return (whole & ~other.whole) != 0 || (any() & ~other.any()) != 0;
    }

    /** The kinds of which more leaves here. */
    String more(Leaving other) {
        return Kinds.words(whole & ~other.whole | any() & ~other.any());
    }

    boolean has(Kind kind) {
        return Kinds.has(any(), kind);
    }
}
