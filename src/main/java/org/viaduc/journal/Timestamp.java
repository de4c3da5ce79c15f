package org.viaduc.journal;

import java.time.Instant;

/**
 * What an authority outside says of a checkpoint: that it was there at that moment (RFC 3161).
 *
 * @param size  of the checkpoint
 * @param token the authority's signed token, DER, over {@link Checkpoint#stamped()}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Timestamp(long size, byte[] token) {
    public Timestamp {
        token = token.clone();
    }

    @Override
    public byte[] token() {
        return token.clone();
    }

    @Override
    public String toString() {
        return "Timestamp[" + size + "]";
    }

    /**
     * A token that stands.
     *
     * @param at        the authority's own time, UTC
     * @param authority whose certificate the token bears, as its subject says
     * @param isTrusted whether that certificate follows from one that the reader trusts
     */
    public record Stamp(Instant at, String authority, boolean isTrusted) {}
}
