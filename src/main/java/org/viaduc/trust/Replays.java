package org.viaduc.trust;

import java.time.Instant;

/** Remembers which messages have been here; several instances of a node share one memory, so it is not kept in this room. */
@FunctionalInterface
public interface Replays {
    /** For who tells repeats by the exchange id, as the journey does. */
    Replays TOLD_BY_EXCHANGE = (message, until) -> false;

    /**
     * True when a message of that sender and id was seen before; remembers it otherwise.
     *
     * @param until it need not be remembered longer, because it is too old to be believed then
     */
    boolean seenBefore(MessageHeader message, Instant until);
}
