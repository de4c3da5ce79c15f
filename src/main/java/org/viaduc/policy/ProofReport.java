package org.viaduc.policy;

import java.time.Duration;
import java.util.Optional;

import org.viaduc.model.Digest;

/**
 * What a proof tried, and what it found.
 *
 * @param book      the digest of the book
 * @param size      the questions, files and sets of facts that the trials stand for, each role counted
 * @param trials    those really tried, one of each class
 * @param decisions the decisions taken for them
 * @param breach    the first law found broken, with its smallest counter-example; empty when all are kept
 */
public record ProofReport(Digest book, long size, long trials, long decisions, Duration time,
        Optional<CounterExample> breach) {
    public boolean isKept() {
        return breach.isEmpty();
    }
}
