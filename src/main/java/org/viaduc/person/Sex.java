package org.viaduc.person;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.viaduc.model.UnknownCode;

/** The sex trait as the civil register knows it; INDETERMINATE is a value of its own (INS reference: {@code I}). */
public enum Sex {
    MALE,
    FEMALE,
    INDETERMINATE;

    /** @throws UnknownCode for any word but {@code male}, {@code female} and {@code indeterminate} */
    public static Sex of(String word) {
        return Arrays.stream(values()).filter(sex -> sex.name().toLowerCase(Locale.ROOT).equals(word)).findFirst()
                .orElseThrow(() -> new UnknownCode("sex", word,
                        Arrays.stream(values()).map(sex -> sex.name().toLowerCase(Locale.ROOT)).toList()));
    }

    /** The FHIR {@code gender} that is read as this trait. */
    String gender() {
        return switch (this) {
            case MALE -> "male";
            case FEMALE -> "female";
            case INDETERMINATE -> "other";
        };
    }

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
