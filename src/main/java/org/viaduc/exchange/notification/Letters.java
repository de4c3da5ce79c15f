package org.viaduc.exchange.notification;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.viaduc.model.ExchangeId;

/** The letters and what they told, in the database: an outbox that survives the node. */
final class Letters {
    private static final String KEPT = "90 days";

    /** How things stand with one correspondent. @param failing since when their letter cannot be carried, and why */
    record Standing(Optional<Instant> carried, Optional<Failing> failing) {}

    record Failing(Instant since, String why) {}

    /**
     * Locks a correspondent until the transaction ends.
     *
     * @return when they were written to last; empty when a letter to them is still on its way
     */
    Optional<Instant> lock(Connection tx, String name) throws SQLException {
        try (var insert = tx.prepareStatement("insert into correspondent (name) values (?) on conflict do nothing")) {
            insert.setString(1, name);
            insert.executeUpdate();
        }
        try (var select = tx.prepareStatement("""
                select written_at, exists (select 1 from letter where correspondent = name and sent_at is null)
                from correspondent where name = ? for update""")) {
            select.setString(1, name);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getBoolean(2) ? Optional.empty() : Optional.of(instant(row, 1).orElse(Instant.EPOCH));
            }
        }
    }

    /** Forgets what no longer waits. @return what they were told of that still does */
    Set<String> told(Connection tx, String name, Collection<String> waiting) throws SQLException {
        var still = tx.createArrayOf("text", waiting.toArray());
        try (var delete = tx.prepareStatement("delete from told where correspondent = ? and item <> all (?)")) {
            delete.setString(1, name);
            delete.setArray(2, still);
            delete.executeUpdate();
        }
        try (var select = tx.prepareStatement("select item from told where correspondent = ?")) {
            select.setString(1, name);
            var found = new HashSet<String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    /** A letter is to be carried, and tells these. Old ones go. */
    void add(Connection tx, String name, Letter letter, Collection<String> items) throws SQLException {
        try (var old = tx
                .prepareStatement("delete from letter where correspondent = ? and sent_at < ?::timestamptz - interval '"
                        + KEPT + "' and not exists (select 1 from told where letter = id)")) {
            old.setString(1, name);
            old.setTimestamp(2, Timestamp.from(letter.at()));
            old.executeUpdate();
        }
        try (var insert = tx.prepareStatement(
                "insert into letter (id, correspondent, body, composed_at) values (?, ?, ?, ?)")) {
            insert.setObject(1, letter.id().value());
            insert.setString(2, name);
            insert.setString(3, LetterCodec.write(letter));
            insert.setTimestamp(4, Timestamp.from(letter.at()));
            insert.executeUpdate();
        }
        try (var insert = tx.prepareStatement("""
                insert into told (correspondent, item, letter) select ?, *, ? from unnest(?::text[])
                on conflict do nothing""")) {
            insert.setString(1, name);
            insert.setObject(2, letter.id().value());
            insert.setArray(3, tx.createArrayOf("text", items.toArray()));
            insert.executeUpdate();
        }
        update(tx, "update correspondent set written_at = ? where name = ?", letter.at(), name);
    }

    /** A letter that has not been carried. @param to the correspondent's name */
    record Waiting(String to, Letter letter) {}

    Optional<Waiting> find(Connection tx, ExchangeId id) throws SQLException {
        try (var select = tx
                .prepareStatement("select correspondent, body from letter where id = ? and sent_at is null")) {
            select.setObject(1, id.value());
            try (var row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Waiting(row.getString(1), LetterCodec.read(row.getString(2))))
                        : Optional.empty();
            }
        }
    }

    /** @return whether it was not noted before */
    boolean sent(Connection tx, ExchangeId id, Instant now) throws SQLException {
        return update(tx,
                "update letter set sent_at = ?, failing_since = null, failure = '' where id = ?::uuid and sent_at is null",
                now, id.toString()) == 1;
    }

    /** @return whether it is the first time in a row */
    boolean failed(Connection tx, ExchangeId id, String why, Instant now) throws SQLException {
        try (var update = tx.prepareStatement(
                """
                        update letter set failing_since = coalesce(failing_since, ?), failure = ? where id = ? and sent_at is null
                        returning failing_since = ?""")) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setString(2, why);
            update.setObject(3, id.value());
            update.setTimestamp(4, Timestamp.from(now));
            try (var row = update.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** It goes, and what it told is told by the next one. */
    void drop(Connection tx, ExchangeId id) throws SQLException {
        try (var delete = tx.prepareStatement("delete from letter where id = ? and sent_at is null")) {
            delete.setObject(1, id.value());
            delete.executeUpdate();
        }
    }

    /** By name; who was never written to is not there. */
    Map<String, Standing> standing(Connection tx) throws SQLException {
        try (var select = tx.prepareStatement("""
                select correspondent, max(sent_at), min(failing_since) filter (where sent_at is null),
                    max(failure) filter (where sent_at is null)
                from letter group by correspondent"""); var rows = select.executeQuery()) {
            var found = new LinkedHashMap<String, Standing>();
            while (rows.next()) {
                var why = rows.getString(4);
                found.put(rows.getString(1), new Standing(instant(rows, 2),
                        instant(rows, 3).map(since -> new Failing(since, why))));
            }
            return found;
        }
    }

    /** @param to the correspondent's name @param carried when it was taken @param failing since when it is not, and why */
    record Kept(String to, Letter letter, Optional<Instant> carried, Optional<Failing> failing) {}

    /** The newest first. */
    List<Kept> latest(Connection tx, int most) throws SQLException {
        try (var select = tx.prepareStatement("""
                select correspondent, body, sent_at, failing_since, failure from letter
                order by composed_at desc, id desc limit ?""")) {
            select.setInt(1, most);
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<Kept>();
                while (rows.next()) {
                    var why = rows.getString(5);
                    found.add(new Kept(rows.getString(1), LetterCodec.read(rows.getString(2)), instant(rows, 3),
                            instant(rows, 4).map(since -> new Failing(since, why))));
                }
                return found;
            }
        }
    }

    private static int update(Connection tx, String sql, Instant at, String key) throws SQLException {
        try (var update = tx.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setString(2, key);
            return update.executeUpdate();
        }
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
