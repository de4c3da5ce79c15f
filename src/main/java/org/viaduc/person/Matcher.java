package org.viaduc.person;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import org.viaduc.model.CommonRecord;

/** Finds which person a record is about. */
public final class Matcher {
    public Matcher(PersonIndex index) {
    }

    public Match match(Connection connection, CommonRecord record, Optional<LocalId> known) throws SQLException {
        throw new UnsupportedOperationException();
    }
}
