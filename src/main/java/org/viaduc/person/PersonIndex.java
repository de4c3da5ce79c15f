package org.viaduc.person;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import org.viaduc.model.CommonRecord;

/** The persons whom this node knows. */
public final class PersonIndex {
    public PersonIndex(byte[] blindingKey) {
    }

    public MatchedRecord open(Connection connection, CommonRecord record, Optional<LocalId> known)
            throws SQLException {
        throw new UnsupportedOperationException();
    }

    public MatchedRecord resolve(Connection connection, CommonRecord record, Pseudonym person,
            Optional<LocalId> known) throws SQLException {
        throw new UnsupportedOperationException();
    }

    public MatchedRecord restore(Connection connection, CommonRecord record, Pseudonym person) throws SQLException {
        throw new UnsupportedOperationException();
    }
}
