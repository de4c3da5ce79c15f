package org.viaduc.model;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * The id of one journey of one record, made by whoever opens the question: the only id that two nodes share. A UUIDv7
 * (RFC 9562, section 5.7), so that ids sort by time.
 */
public record ExchangeId(UUID value) implements Comparable<ExchangeId> {
    private static final SecureRandom RANDOM = new SecureRandom();

    public static ExchangeId next(Clock clock) {
        var millis = clock.millis();
        var high = millis << 16 | 0x7000L | RANDOM.nextInt(0x1000);
        var low = RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new ExchangeId(new UUID(high, low));
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static ExchangeId of(String text) {
        return new ExchangeId(UUID.fromString(text));
    }

    /** When it was made, as the id itself says; to the millisecond. */
    public Instant made() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
    }

    @Override
    public int compareTo(ExchangeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
