package org.viaduc.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

import org.viaduc.model.Department;

/** What was done, by whom, under which rule. */
public final class Journal {
    public Journal(Department origin, CheckpointSigner signer, Clock clock) {
    }

    public void append(Connection connection, List<Entry> entries) throws SQLException {
        throw new UnsupportedOperationException();
    }

    public void append(Connection connection, Entry... entries) throws SQLException {
        append(connection, List.of(entries));
    }

    public int sequence(Connection connection) throws SQLException {
        throw new UnsupportedOperationException();
    }

    public Checkpoint checkpoint(Connection connection) throws SQLException {
        throw new UnsupportedOperationException();
    }
}
