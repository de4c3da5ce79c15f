package org.viaduc.journal;

import java.util.Optional;

import org.viaduc.journal.Timestamp.Stamp;

/** Reads the token of a timestamp authority. The journal needs it, the room of keys does it. */
@FunctionalInterface
public interface TimestampVerifier {
    /** What the token says of exactly these bytes; empty when it is over others, or its signature does not stand. */
    Optional<Stamp> read(byte[] stamped, byte[] token);
}
