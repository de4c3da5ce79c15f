package org.viaduc.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Timestamps as rows of {@code journal_timestamp}. */
final class TimestampRows {
    private TimestampRows() {
    }

    /** Keeps it, unless another instance was first. */
    static void add(Connection connection, Timestamp timestamp, Instant at) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into journal_timestamp (size, token, at) values (?, ?, ?) on conflict do nothing")) {
            insert.setLong(1, timestamp.size());
            insert.setBytes(2, timestamp.token());
            insert.setObject(3, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    static List<Timestamp> all(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select size, token from journal_timestamp order by size")) {
            return read(select);
        }
    }

    /** The first that was given to a checkpoint of that size or a larger one, up to another size. */
    static Optional<Timestamp> covering(Connection connection, long size, long atMost) throws SQLException {
        try (var select = connection.prepareStatement(
                "select size, token from journal_timestamp where size between ? and ? order by size limit 1")) {
            select.setLong(1, size);
            select.setLong(2, atMost);
            return read(select).stream().findFirst();
        }
    }

    static Optional<StampBook.Stamped> last(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(
                "select size, at from journal_timestamp order by size desc limit 1");
                var row = select.executeQuery()) {
            return row.next()
                    ? Optional
                            .of(new StampBook.Stamped(row.getLong(1),
                                    row.getObject(2, OffsetDateTime.class).toInstant()))
                    : Optional.empty();
        }
    }

    static Optional<Timestamp> latest(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(
                "select size, token from journal_timestamp order by size desc limit 1")) {
            return read(select).stream().findFirst();
        }
    }

    private static List<Timestamp> read(PreparedStatement select) throws SQLException {
        try (var rows = select.executeQuery()) {
            var found = new ArrayList<Timestamp>();
            while (rows.next()) {
                found.add(new Timestamp(rows.getLong(1), rows.getBytes(2)));
            }
            return found;
        }
    }
}
