package org.viaduc.journal;

import java.time.Instant;

import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;

/** What a piece of evidence is about. */
public sealed interface About {
    /** One entry, by its place in the log. */
    record OneEntry(long index) implements About {
        public OneEntry {
            if (index < 0) {
                throw new IllegalArgumentException("the entries of a log are counted from 0");
            }
        }
    }

    /** That the log only grew from one size to another. */
    record Growth(long from, long to) implements About {
        public Growth {
            if (from < 0 || from > to) {
                throw new IllegalArgumentException("a log grows from a size to the same or a larger one");
            }
        }
    }

    /** All that was done on one exchange. */
    record OneExchange(ExchangeId id) implements About {}

    /** All that was done on the exchanges about a person, and on the person. */
    record OnePerson(Pseudonym pseudonym) implements About {}

    /** All that was done from an instant on, and before another. */
    record Period(Instant from, Instant to) implements About {
        public Period {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("a period ends after it begins");
            }
        }
    }

    /** As it stands in a file: {@code exchange 0195…}, {@code period 2026-11-01T00:00:00Z 2026-12-01T00:00:00Z}. */
    default String text() {
        return switch (this) {
            case OneEntry(var index) -> "entry " + index;
            case Growth(var from, var to) -> "growth " + from + " " + to;
            case OneExchange(var id) -> "exchange " + id;
            case OnePerson(var pseudonym) -> "person " + pseudonym.value();
            case Period(var from, var to) -> "period " + from + " " + to;
        };
    }
}
