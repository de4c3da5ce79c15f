package org.viaduc.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import org.viaduc.journal.WitnessBook.Seen;
import org.viaduc.model.Department;

/** Who has seen which head of this journal, as rows. */
final class SeenRows {
    private SeenRows() {
    }

    /** The last word of a neighbour; of several heads in it the largest, but one that the log has lost before all. */
    static void note(Connection connection, Seen seen) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into journal_seen as s (peer, size, root, at, told_at, stands) values (?, ?, ?, ?, ?, ?)
                on conflict (peer) do update set size = excluded.size, root = excluded.root, at = excluded.at,
                    told_at = excluded.told_at, stands = excluded.stands
                where excluded.told_at > s.told_at or excluded.stands < s.stands
                   or excluded.stands = s.stands and excluded.size > s.size""")) {
            insert.setString(1, seen.by().code());
            insert.setLong(2, seen.size());
            insert.setBytes(3, seen.root().bytes());
            insert.setObject(4, Search.utc(seen.signedAt()));
            insert.setObject(5, Search.utc(seen.toldAt()));
            insert.setBoolean(6, seen.stands());
            insert.executeUpdate();
        }
    }

    static List<Seen> all(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(
                "select peer, size, root, at, told_at, stands from journal_seen order by peer");
                var rows = select.executeQuery()) {
            var found = new ArrayList<Seen>();
            while (rows.next()) {
                found.add(new Seen(new Department(rows.getString(1)), rows.getLong(2),
                        Hashing.digest(rows.getBytes(3)), rows.getObject(4, OffsetDateTime.class).toInstant(),
                        rows.getObject(5, OffsetDateTime.class).toInstant(), rows.getBoolean(6)));
            }
            return found;
        }
    }
}
