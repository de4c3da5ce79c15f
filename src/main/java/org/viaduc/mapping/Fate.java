package org.viaduc.mapping;

import org.viaduc.mapping.LossLedger.Outcome;

/** What becomes of one local field on its way out, from good to bad: of several uses the worst is the one that counts. */
enum Fate {
    NONE(Outcome.DROPPED, "not-for-this-row"),
    MAPPED(Outcome.MAPPED, ""),
    CODED_DOWN(Outcome.CODED_DOWN, ""),
    KEPT(Outcome.KEPT_AS_TEXT, "kept"),
    UNKNOWN_CODE(Outcome.KEPT_AS_TEXT, "unknown-code"),
    UNREADABLE(Outcome.KEPT_AS_TEXT, "unreadable"),
    LOST_CODE(Outcome.DROPPED, "unknown-code"),
    LOST(Outcome.DROPPED, "unreadable");

    static final int COUNT = values().length;

    final Outcome outcome;
    final String reason;

    Fate(Outcome outcome, String reason) {
        this.outcome = outcome;
        this.reason = reason;
    }

    Fate orWorse(Fate other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
