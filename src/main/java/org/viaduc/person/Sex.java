package org.viaduc.person;

import java.util.Optional;

/** The sex trait as the civil register knows it; INDETERMINATE is a value of its own (INS reference: {@code I}). */
public enum Sex {
    MALE,
    FEMALE,
    INDETERMINATE;

    /** The trait of a FHIR {@code gender}: {@code other} and {@code unknown} are indeterminate; empty for any other word. */
    static Optional<Sex> ofGender(String gender) {
        return switch (gender) {
            case "male" -> Optional.of(MALE);
            case "female" -> Optional.of(FEMALE);
            case "other", "unknown" -> Optional.of(INDETERMINATE);
            default -> Optional.empty();
        };
    }
}
