package org.viaduc.policy.consent;

import java.util.Locale;

import org.viaduc.policy.FactKind;

/** The three kinds of the common model (dossier, part G row 18). */
public enum Category {
    INFORMATION,
    AGREEMENT,
    OPPOSITION;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a fact that is no information, agreement or opposition */
    public static Category of(FactKind kind) {
        return switch (kind) {
            case PARENTS_INFORMED, PERSON_INFORMED, CHILD_INFORMED, INFORMATION_WAIVED -> INFORMATION;
            case WRITTEN_AGREEMENT, AGREEMENT_REFUSED, AGREEMENT_WITHDRAWN, CONSENT -> AGREEMENT;
            case OPPOSITION -> OPPOSITION;
            default -> throw new IllegalArgumentException(
                    "a fact `" + kind + "` is no information, agreement or opposition");
        };
    }
}
