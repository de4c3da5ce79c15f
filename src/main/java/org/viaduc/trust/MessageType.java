package org.viaduc.trust;

import java.util.Arrays;
import java.util.Optional;

/** What one node may say to another: a closed list, named in the protected header. */
public enum MessageType {
    OFFER("offer"),
    REQUEST("request"),
    RECEIPT("receipt"),
    WITHDRAWAL("withdrawal"),
    RECALL(
            "recall"),
    RECTIFICATION("rectification"),
    HAND_OVER("hand-over"),
    CHECKPOINT("checkpoint");

    private final String word;

    MessageType(String word) {
        this.word = word;
    }

    /** The word on the wire and in the journal. */
    public String word() {
        return word;
    }

    /** True for what is encrypted because it speaks of a person; the others are signed statements. */
    public boolean isSealed() {
        return this == OFFER || this == REQUEST;
    }

    static Optional<MessageType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
