package org.viaduc.exchange.desk;

import java.util.Arrays;
import java.util.Locale;

/**
 * Where an exchange stands.
 *
 * <pre>
 *   out:  (accepted) ──► AWAITING ◄──► QUEUED ──► SENT ──► ending
 *              │             ▲            │
 *              └──► PARKED ──┘            └──► PARKED (retries exhausted)
 *   out:  (host asked) ──► AWAITING the match ──► AWAITING its file ──► as above
 *              └──► PARKED ─────────────────────────▲
 *   in:   (verified) ──► AWAITING ──► DELIVERING ──► ending
 *              └──► PARKED ──────────────▲
 *   in:   (asked) ──► QUEUED ──► AWAITING an offer ──► (verified)
 *   own:  (asked by the person) ──► AWAITING its file ──► READY to be handed over ──► ending
 * </pre>
 *
 * Awaiting waits for a fact that the law asks for; parked waits for a person to repair something. The last four are
 * endings and have no way out.
 */
public enum State {
    AWAITING,
    PARKED,
    QUEUED,
    READY,
    SENT,
    DELIVERING,
    DELIVERED,
    WITHHELD,
    REFUSED,
    FAILED;

    /** Whether there is no way out of it. */
    public boolean isEnding() {
        return compareTo(DELIVERED) >= 0;
    }

    /** The word in the database, in the API and in the journal. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static State of(String word) {
        return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("`" + word + "` is no state of an exchange"));
    }
}
