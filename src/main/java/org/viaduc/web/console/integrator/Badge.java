package org.viaduc.web.console.integrator;

import java.time.Instant;
import java.util.Optional;

import org.viaduc.connectors.kit.certify.Certificate;

/**
 * What is known of a connector's certificate.
 *
 * @param word    {@code certified}, {@code not-all-proven}, {@code not-certified} or {@code none}
 * @param mapping the version that was tried
 * @param current whether that version is the one in force
 */
public record Badge(String word, Optional<Instant> on, String mapping, boolean current) {
    private static final Badge NONE = new Badge("none", Optional.empty(), "", true);

    /** @param inForce the version of the mapping that translates now */
    static Badge of(Optional<Certificate> certificate, String inForce) {
        return certificate.map(each -> new Badge(each.result().word(), Optional.of(each.on()), each.mapping(),
                each.mapping().equals(inForce))).orElse(NONE);
    }

    /** How the badge looks: a certificate for other tables is never a good one. */
    public String look() {
        return switch (word) {
            case "certified" -> current ? "good" : "warn";
            case "not-all-proven" -> "warn";
            case "not-certified" -> "bad";
            default -> "plain";
        };
    }
}
