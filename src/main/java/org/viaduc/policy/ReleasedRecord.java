package org.viaduc.policy;

import org.viaduc.model.CommonRecord;
import org.viaduc.person.Pseudonym;

/** The part of a matched record that a decision lets leave, filtered and masked. Only {@link DecisionPoint} makes one. */
public final class ReleasedRecord {
    private final CommonRecord record;
    private final Pseudonym pseudonym;
    private final Decision decision;

    ReleasedRecord(CommonRecord record, Pseudonym pseudonym, Decision decision) {
        this.record = record;
        this.pseudonym = pseudonym;
        this.decision = decision;
    }

    public CommonRecord record() {
        return record;
    }

    /** The person, here; it never leaves the node. */
    public Pseudonym pseudonym() {
        return pseudonym;
    }

    public Decision decision() {
        return decision;
    }

    @Override
    public String toString() {
        return "ReleasedRecord[" + record.pieces().size() + " pieces]";
    }
}
