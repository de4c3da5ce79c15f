package org.viaduc.policy.consent;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Under which circumstances a consent is recorded here.
 *
 * @param author     who records it
 * @param recordedAt UTC
 * @param source     {@code api}, or the name of a connector
 * @param by         whose word it is, where the user who records it says so: {@code person}, {@code parents},
 *                   {@code representative} or {@code minor}
 * @param policies   addresses of the policies that somebody here has read and found to say no more than the law does
 */
public record Recording(String author, Instant recordedAt, String source, Optional<String> by, Set<String> policies) {
    public Recording {
        policies = Set.copyOf(policies);
    }
}
