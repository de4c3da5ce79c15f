package org.viaduc.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.viaduc.journal.Contradiction.Kind;
import org.viaduc.model.Department;

/** What is proven of neighbours' heads, and what was found against them, as rows. */
final class WitnessRows {
    private static final String HEAD = "w.origin, w.size, w.root, w.at, w.signature ";

    private WitnessRows() {
    }

    /** The kept heads that contradict this one: at most one of each kind. */
    static List<Contradiction> against(Connection connection, Checkpoint head) throws SQLException {
        var found = new ArrayList<Contradiction>();
        var bytes = head.rootHash().bytes();
        one(connection, "w.size = ? and w.root <> ?", head, head.size(), bytes)
                .ifPresent(other -> found.add(new Contradiction(Kind.TWO_HISTORIES, other, head)));
        one(connection, "w.at > ? and w.size < ? order by w.at desc", head,
                at(head.instant().plus(LogCheck.SKEW)), head.size())
                .ifPresent(shorter -> found.add(new Contradiction(Kind.WENT_BACK, head, shorter)));
        one(connection, "w.at < ? and w.size > ? order by w.size desc", head,
                at(head.instant().minus(LogCheck.SKEW)), head.size())
                .ifPresent(longer -> found.add(new Contradiction(Kind.WENT_BACK, longer, head)));
        return found;
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Optional<Checkpoint> one(Connection connection, String which, Checkpoint head, Object... values)
            throws SQLException {
        try (var select = connection.prepareStatement("select " + HEAD
                + "from journal_witness w where w.origin = ? and " + which + " limit 1")) {
            select.setString(1, head.origin().code());
            for (var i = 0; i < values.length; i++) {
                select.setObject(i + 2, values[i]);
            }
            return read(select).stream().findFirst();
        }
    }

    /** The newest head that is proven to lie on the line; the oldest that was kept begins it. */
    static Optional<Checkpoint> proven(Connection connection, Department origin) throws SQLException {
        try (var select = connection.prepareStatement("select " + HEAD
                + """
                        from journal_witness w join journal_line l on l.origin = w.origin and l.size = w.size and l.root = w.root
                        where w.origin = ? order by w.size desc limit 1""");
                var first = connection.prepareStatement("select " + HEAD
                        + "from journal_witness w where w.origin = ? order by w.at, w.size limit 1")) {
            select.setString(1, origin.code());
            var last = read(select).stream().findFirst();
            if (last.isPresent()) {
                return last;
            }
            first.setString(1, origin.code());
            return read(first).stream().findFirst();
        }
    }

    /** The newest heads of which nothing is proven yet and nothing was found, one of each size. */
    static List<Checkpoint> unproven(Connection connection, Department origin, int most) throws SQLException {
        try (var select = connection.prepareStatement("select distinct on (w.size) " + HEAD
                + """
                        from journal_witness w
                        where w.origin = ? and not exists (select 1 from journal_line l
                                   where l.origin = w.origin and l.size = w.size and l.root = w.root)
                          and not exists (select 1 from journal_contradiction c where c.origin = w.origin and c.looked_at is null
                                   and (c.second_size = w.size and c.second_root = w.root
                                     or c.first_size = w.size and c.first_root = w.root and c.kind <> 'not-grown'))
                        order by w.size desc limit ?""")) {
            select.setString(1, origin.code());
            select.setInt(2, most);
            return read(select);
        }
    }

    static void prove(Connection connection, Checkpoint head, Instant now) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into journal_line (origin, size, root, proven_at) values (?, ?, ?, ?) on conflict do nothing")) {
            insert.setString(1, head.origin().code());
            insert.setLong(2, head.size());
            insert.setBytes(3, head.rootHash().bytes());
            insert.setTimestamp(4, Timestamp.from(now));
            insert.executeUpdate();
        }
    }

    /** Writes down what was found. @return false when it was before */
    static boolean found(Connection connection, Contradiction each, UUID id, Instant now) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into journal_contradiction
                    (id, origin, kind, first_size, first_root, second_size, second_root, found_at)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")) {
            insert.setObject(1, id);
            insert.setString(2, each.origin().code());
            insert.setString(3, each.kind().word());
            insert.setLong(4, each.first().size());
            insert.setBytes(5, each.first().rootHash().bytes());
            insert.setLong(6, each.second().size());
            insert.setBytes(7, each.second().rootHash().bytes());
            insert.setTimestamp(8, Timestamp.from(now));
            return insert.executeUpdate() == 1;
        }
    }

    /** Whether something was found with this head before. */
    static boolean isCharged(Connection connection, Checkpoint head) throws SQLException {
        try (var select = connection.prepareStatement("""
                select 1 from journal_contradiction where origin = ? and first_size = ? and first_root = ?""")) {
            select.setString(1, head.origin().code());
            select.setLong(2, head.size());
            select.setBytes(3, head.rootHash().bytes());
            try (var row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** What nobody has looked at yet, oldest first. */
    static List<WitnessBook.Charge> open(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("""
                select id, origin, kind, found_at from journal_contradiction where looked_at is null
                order by found_at, id""");
                var rows = select.executeQuery()) {
            var found = new ArrayList<WitnessBook.Charge>();
            while (rows.next()) {
                found.add(charge(rows));
            }
            return found;
        }
    }

    static Optional<WitnessBook.Charge> looked(Connection connection, UUID id, Actor by, Instant now)
            throws SQLException {
        try (var update = connection.prepareStatement("""
                update journal_contradiction set looked_at = ?, looked_by = ? where id = ? and looked_at is null
                returning id, origin, kind, found_at""")) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setString(2, by.toString());
            update.setObject(3, id);
            try (var row = update.executeQuery()) {
                return row.next() ? Optional.of(charge(row)) : Optional.empty();
            }
        }
    }

    private static WitnessBook.Charge charge(ResultSet row) throws SQLException {
        return new WitnessBook.Charge(row.getObject(1, UUID.class), new Department(row.getString(2)),
                Kind.of(row.getString(3)), row.getTimestamp(4).toInstant());
    }

    private static List<Checkpoint> read(PreparedStatement select) throws SQLException {
        try (var rows = select.executeQuery()) {
            var found = new ArrayList<Checkpoint>();
            while (rows.next()) {
                found.add(new Checkpoint(new Department(rows.getString(1)), rows.getLong(2),
                        Hashing.digest(rows.getBytes(3)), rows.getObject(4, OffsetDateTime.class).toInstant(),
                        rows.getString(5)));
            }
            return found;
        }
    }
}
