package org.viaduc.person;

import java.util.UUID;

import org.viaduc.model.CommonRecord;

/** Makes matched records about nobody, for tests of other rooms that need the proof and no database. */
public final class KnownPersons {
    private KnownPersons() {
    }

    public static MatchedRecord matched(CommonRecord record) {
        return new MatchedRecord(record, new Pseudonym(new UUID(1, 2)), Match.Method.values()[0]);
    }
}
