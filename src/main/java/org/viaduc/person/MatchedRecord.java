package org.viaduc.person;

import java.time.LocalDate;
import java.util.Optional;

import org.viaduc.model.CommonRecord;

/**
 * A record and the person it is about: the proof that this node established who it is. Only this room makes one, by a
 * match, by opening an entry for a new person, by a person's decision, or again from what was kept.
 */
public final class MatchedRecord {
    private final CommonRecord record;
    private final Pseudonym pseudonym;
    private final Match.Method method;

    MatchedRecord(CommonRecord record, Pseudonym pseudonym, Match.Method method) {
        this.record = record;
        this.pseudonym = pseudonym;
        this.method = method;
    }

    public CommonRecord record() {
        return record;
    }

    public Pseudonym pseudonym() {
        return pseudonym;
    }

    public Match.Method method() {
        return method;
    }

    /** True when the person was opened for this very record: nothing else is known of them here. */
    public boolean isNew() {
        return method == Match.Method.OPENED;
    }

    /** The birth date that the record gives, whole; from it, policy tells the age. */
    public Optional<LocalDate> birthDate() {
        return Identity.of(record).birthDate();
    }

    @Override
    public String toString() {
        return "MatchedRecord[" + pseudonym + "]";
    }
}
