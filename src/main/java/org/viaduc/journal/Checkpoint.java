package org.viaduc.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.viaduc.model.Department;
import org.viaduc.model.Digest;

/**
 * The signed head of a journal: whoever holds one can tell whether the first {@code size} entries are still what they
 * were.
 *
 * @param origin    whose journal
 * @param size      how many entries it covers
 * @param rootHash  the Merkle tree head over them (RFC 9162, section 2.1.1)
 * @param instant   when it was signed, UTC, to the millisecond
 * @param signature over {@link #body()}
 */
public record Checkpoint(Department origin, long size, Digest rootHash, Instant instant, String signature) {
    public Checkpoint {
        if (size < 0) {
            throw new IllegalArgumentException("a checkpoint covers 0 or more entries, not " + size);
        }
        instant = rounded(instant);
    }

    /** What is signed: five lines, each ended by a line feed: the format's name, origin, size, root, instant. */
    public byte[] body() {
        return body(origin, size, rootHash, instant);
    }

    /** What a timestamp authority stamps: the body, and the signature on a line of its own. */
    public byte[] stamped() {
        return (new String(body(), StandardCharsets.UTF_8) + signature + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] body(Department origin, long size, Digest root, Instant instant) {
        return ("viaduc-journal/1\n" + origin + "\n" + size + "\n" + root + "\n" + instant + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    static Instant rounded(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public String toString() {
        return "Checkpoint[" + origin + ", " + size + "]";
    }
}
