package org.viaduc.exchange.node;

import java.util.Optional;

/**
 * Who answers for the processing, as the settings name them; what they do not say is empty, and is said to be missing.
 *
 * @param controller who decides on purposes and means (RGPD 4(7))
 * @param contact    how to reach the controller
 * @param dpo        how to reach the data protection officer (RGPD 37(7))
 */
public record Responsible(Optional<String> controller, Optional<String> contact, Optional<String> dpo) {
    /** The settings say nothing of it. */
    public static final Responsible UNSAID = new Responsible(Optional.empty(), Optional.empty(), Optional.empty());
}
