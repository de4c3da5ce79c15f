package org.viaduc.policy.view;

/** How much of a disclosure its person may see. */
public enum Showing {
    WHOLE,
    /** That it happened, and not who received it. */
    WITHOUT_RECIPIENT,
    HIDDEN;

    Showing andAlso(Showing other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
