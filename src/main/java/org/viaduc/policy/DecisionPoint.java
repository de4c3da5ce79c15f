package org.viaduc.policy;

import java.time.LocalDate;
import java.util.Collection;

import org.viaduc.person.MatchedRecord;

/** Answers questions by one rule book. */
public final class DecisionPoint {
    private final RuleBook book;

    public DecisionPoint(RuleBook book) {
        this.book = book;
    }

    public RuleBook book() {
        return book;
    }

    public Decision decide(Question question, FileFace file, Collection<Fact> facts, LocalDate today) {
        throw new UnsupportedOperationException();
    }

    public ReleasedRecord release(MatchedRecord record, Decision decision) {
        throw new UnsupportedOperationException();
    }
}
