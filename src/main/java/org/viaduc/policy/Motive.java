package org.viaduc.policy;

/**
 * Why somebody decided so, in their words. It never leaves the node: a peer learns only that one was recorded. Its
 * {@code toString} says nothing.
 */
public record Motive(String text) {
    /** What a peer reads in its place. */
    public static final Motive KEPT_AT_ORIGIN = new Motive("kept at the origin");

    public Motive {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a motive says something");
        }
    }

    @Override
    public String toString() {
        return "Motive";
    }
}
