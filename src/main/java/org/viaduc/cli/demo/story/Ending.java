package org.viaduc.cli.demo.story;

import java.time.Duration;
import java.util.List;

import org.viaduc.cli.demo.population.StoryFamily;

/**
 * How one family's file ended.
 *
 * @param exchange its id; empty when no exchange was opened
 * @param seen     the stations, as {@code awaiting, delivered}; empty when no exchange was opened
 */
public record Ending(StoryFamily family, String exchange, List<String> seen, Duration time) {
    public Ending {
        seen = List.copyOf(seen);
    }

    /** The stations that the law gives the family's file. */
    public static List<String> expected(StoryFamily family) {
        return switch (family.ending()) {
            case DELIVERED -> List.of("delivered");
            case AWAITING_THEN_DELIVERED -> List.of("awaiting", "delivered");
            case WITHHELD -> List.of("withheld");
            case PARKED_AT_HOST -> List.of("parked", "delivered");
        };
    }

    public boolean isAsExpected() {
        return seen.equals(expected(family));
    }

    public boolean isDelivered() {
        return !seen.isEmpty() && seen.getLast().equals("delivered");
    }
}
