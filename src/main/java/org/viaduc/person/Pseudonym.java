package org.viaduc.person;

import java.util.UUID;

/** A person's name inside this node: a random UUID, never derived from traits and never sent to a peer. */
public record Pseudonym(UUID value) {
    /** @throws IllegalArgumentException when the text is no UUID */
    public static Pseudonym of(String text) {
        return new Pseudonym(UUID.fromString(text));
    }

    static Pseudonym random() {
        return new Pseudonym(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
