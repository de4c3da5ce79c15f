package org.viaduc.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** How far a feed is, as rows of {@code journal_feed}. */
final class FeedRows {
    private static final int LOCKS = 0x66656564;

    private FeedRows() {
    }

    /** Takes the feed for this session, without a transaction, which would hold up the log; false while another has it. */
    static boolean takes(Connection connection, String name) throws SQLException {
        try (var lock = connection.prepareStatement("select pg_try_advisory_lock(?, hashtext(?))")) {
            lock.setInt(1, LOCKS);
            lock.setString(2, name);
            try (var row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    static void leaves(Connection connection, String name) throws SQLException {
        try (var lock = connection.prepareStatement("select pg_advisory_unlock(?, hashtext(?))")) {
            lock.setInt(1, LOCKS);
            lock.setString(2, name);
            lock.execute();
        }
    }

    static long next(Connection connection, String name) throws SQLException {
        return of(connection, name).map(FeedBook.Fed::next).orElse(0L);
    }

    static void move(Connection connection, String name, long next, Instant now) throws SQLException {
        try (var move = connection.prepareStatement("""
                insert into journal_feed (name, next, at) values (?, ?, ?)
                on conflict (name) do update set next = excluded.next, at = excluded.at""")) {
            move.setString(1, name);
            move.setLong(2, next);
            move.setObject(3, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            move.executeUpdate();
        }
    }

    static Optional<FeedBook.Fed> of(Connection connection, String name) throws SQLException {
        try (var select = connection.prepareStatement("select next, at from journal_feed where name = ?")) {
            select.setString(1, name);
            try (var row = select.executeQuery()) {
                return row.next()
                        ? Optional
                                .of(new FeedBook.Fed(row.getLong(1),
                                        row.getObject(2, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        }
    }
}
