package org.viaduc.trust;

import java.util.Locale;

/** Why a message was not believed. */
public enum Refusal {
    /** Nobody of that name in the peer directory. */
    UNKNOWN_PEER,
    /** Signed with a key that the peer never published, or sealed to a key that we do not hold. */
    WRONG_KEY,
    /** The key was not yet, or no longer, valid when the message was signed. */
    EXPIRED_KEY,
    /** The signature or the seal does not fit the bytes. */
    ALTERED,
    /** The same message has been here before. */
    REPLAYED,
    /** Dated more than two minutes from now. */
    CLOCK_SKEW,
    /** Dated more than a day ago. */
    STALE,
    /** Larger than an envelope may be. */
    TOO_LARGE,
    /** A type that is not in the closed list, or not allowed in that wrapping. */
    UNKNOWN_MESSAGE,
    /** An algorithm or curve other than ours, {@code none} included. */
    ALGORITHM,
    /** Addressed to another node, or sent by another than signed it. */
    MISDIRECTED,
    /** Not in the form that was agreed. */
    MALFORMED;

    /** The word in the journal, as {@code wrong-key}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word();
    }
}
