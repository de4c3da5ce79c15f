package org.viaduc.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.viaduc.model.Department;
import org.viaduc.model.Digest;

/** The log's head, our checkpoints and those of other nodes, as rows. */
final class CheckpointRows {
    private static final String PAIRS = """
            select a.origin, a.size, a.root, a.at, a.signature, b.size, b.root, b.at, b.signature
              from journal_witness a join journal_witness b on a.origin = b.origin
             where %s order by a.origin, a.size, b.size limit 100""";

    private static final String FOUND = "(a.origin, a.size, a.root, b.size, b.root) in (select origin, first_size,"
            + " first_root, second_size, second_root from journal_contradiction where kind = ";

    private CheckpointRows() {
    }

    /** How far the log is, and its root. */
    record Head(long size, Digest root, byte[] link) {}

    static long logSize(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select size from journal_head");
                var row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    static Head head(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select size, frontier, link from journal_head");
                var row = select.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("the journal has lost its head: run `journal verify`");
            }
            var tree = new Tree(row.getLong("size"), row.getBytes("frontier"));
            return new Head(tree.size(), tree.root(), row.getBytes("link"));
        }
    }

    static Optional<Checkpoint> latest(Connection connection, Department origin) throws SQLException {
        return select(connection, "order by size desc limit 1", origin).stream().findFirst();
    }

    static List<Checkpoint> all(Connection connection, Department origin) throws SQLException {
        return select(connection, "order by size", origin);
    }

    /** The checkpoint that was signed at exactly that size. */
    static Optional<Checkpoint> at(Connection connection, Department origin, long size) throws SQLException {
        return select(connection, "where size = " + size, origin).stream().findFirst();
    }

    /** The checkpoint of that size and the one before it, in this order; fewer when there are not both. */
    static List<Checkpoint> around(Connection connection, Department origin, long size) throws SQLException {
        var both = select(connection, "where size <= " + size + " order by size desc limit 2", origin);
        return both.isEmpty() || both.getFirst().size() != size ? List.of() : both;
    }

    private static List<Checkpoint> select(Connection connection, String which, Department origin)
            throws SQLException {
        try (var select = connection.prepareStatement(
                "select ?::text as origin, size, root, at, signature from journal_checkpoint " + which)) {
            select.setString(1, origin.code());
            return read(select.executeQuery());
        }
    }

    static List<Checkpoint> witnessed(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(
                "select origin, size, root, at, signature from journal_witness order by origin, size, at")) {
            return read(select.executeQuery());
        }
    }

    /** Those of one journal. */
    static List<Checkpoint> witnessed(Connection connection, Department origin) throws SQLException {
        try (var select = connection.prepareStatement(
                "select origin, size, root, at, signature from journal_witness where origin = ? order by size, at")) {
            select.setString(1, origin.code());
            return read(select.executeQuery());
        }
    }

    /** The largest that was kept of each origin; of one with two histories, all that contradict each other. */
    static List<Checkpoint> latestWitnessed(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("""
                select origin, size, root, at, signature from journal_witness w
                 where not exists (select 1 from journal_witness m where m.origin = w.origin and m.size > w.size)
                    or exists (select 1 from journal_witness t
                                where t.origin = w.origin and t.size = w.size and t.root <> w.root)
                 order by origin, size, at""")) {
            return read(select.executeQuery());
        }
    }

    /** Pairs of one origin: first those of one size with different roots, then those whose order in time is not that in size. */
    static List<Contradiction> contradictions(Connection connection) throws SQLException {
        var found = new ArrayList<Contradiction>();
        for (var kind : Contradiction.Kind.values()) {
            try (var select = connection.prepareStatement(PAIRS.formatted(switch (kind) {
                case TWO_HISTORIES -> "a.size = b.size and a.root < b.root";
                case WENT_BACK -> "a.size > b.size and (a.at < b.at - interval '1 minute' and not exists ("
                        + "select 1 from journal_witness m where m.origin = a.origin and m.size > a.size"
                        + " and m.at < b.at - interval '1 minute') or " + FOUND + "'went-back'))";
                case NOT_GROWN -> FOUND + "'not-grown')";
            })); var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Contradiction(kind, checkpoint(rows, 0), checkpoint(rows, 4)));
                }
            }
        }
        return found;
    }

    private static Checkpoint checkpoint(ResultSet row, int before) throws SQLException {
        return new Checkpoint(new Department(row.getString("origin")), row.getLong(before + 2),
                Hashing.digest(row.getBytes(before + 3)), row.getObject(before + 4, OffsetDateTime.class).toInstant(),
                row.getString(before + 5));
    }

    private static List<Checkpoint> read(ResultSet result) throws SQLException {
        try (var rows = result) {
            var found = new ArrayList<Checkpoint>();
            while (rows.next()) {
                found.add(new Checkpoint(new Department(rows.getString("origin")), rows.getLong("size"),
                        new Digest(HexFormat.of().formatHex(rows.getBytes("root"))),
                        rows.getObject("at", OffsetDateTime.class).toInstant(), rows.getString("signature")));
            }
            return found;
        }
    }

    /** Keeps it, unless another instance signed the same size first: then that one counts. */
    static Checkpoint add(Connection connection, Checkpoint made) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into journal_checkpoint (size, root, at, signature) values (?, ?, ?, ?) on conflict do nothing")) {
            insert.setLong(1, made.size());
            insert.setBytes(2, made.rootHash().bytes());
            insert.setObject(3, OffsetDateTime.ofInstant(made.instant(), ZoneOffset.UTC));
            insert.setString(4, made.signature());
            return insert.executeUpdate() == 1 ? made : latest(connection, made.origin()).orElse(made);
        }
    }

    static boolean witness(Connection connection, Checkpoint other) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into journal_witness (origin, size, root, at, signature) values (?, ?, ?, ?, ?)
                on conflict do nothing""");
                var count = connection.prepareStatement(
                        "select count(*) from journal_witness where origin = ? and size = ?")) {
            insert.setString(1, other.origin().code());
            insert.setLong(2, other.size());
            insert.setBytes(3, other.rootHash().bytes());
            insert.setObject(4, OffsetDateTime.ofInstant(other.instant(), ZoneOffset.UTC));
            insert.setString(5, other.signature());
            insert.executeUpdate();
            count.setString(1, other.origin().code());
            count.setLong(2, other.size());
            try (var row = count.executeQuery()) {
                row.next();
                return row.getLong(1) <= 1;
            }
        }
    }
}
