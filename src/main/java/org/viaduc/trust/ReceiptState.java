package org.viaduc.trust;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The few words that a receipt may say. */
public enum ReceiptState {
    /** Taken; parked, awaiting or on its way: the peer does not learn which. */
    RECEIVED,
    DELIVERED,
    WITHHELD,
    REFUSED,
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ReceiptState> of(String word) {
        return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
    }

    @Override
    public String toString() {
        return word();
    }
}
