package org.viaduc.cli.demo.population;

/** How a story is expected to end. */
public enum StoryEnding {
    DELIVERED,
    /** Awaits, then is delivered once {@link StoryFamily#later()} has arrived. */
    AWAITING_THEN_DELIVERED,
    WITHHELD,
    /** Parked at the host: a person there must say who is who. */
    PARKED_AT_HOST
}
