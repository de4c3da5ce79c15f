package org.viaduc.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.viaduc.journal.Break.What;
import org.viaduc.model.Department;

/**
 * Derives a journal again from its entries, and says where it breaks: an entry changed, removed, inserted, moved, the end
 * cut off, or everything rewritten with forged hashes. The last two show only against a signed checkpoint, and a
 * checkpoint that was removed as well only against one that a neighbour holds.
 */
public final class JournalCheck {
    private static final int FETCH = 2_000;

    private JournalCheck() {
    }

    /**
     * Checks exported files, each of one journal or more. What a journal in one of them witnessed of another is held
     * against that other.
     *
     * @param keys from the JWK set in a journal's first line to the verifier of its signatures
     * @throws UnreadableJournal for a file that is no exported journal
     */
    public static List<JournalReport> verify(List<Path> files, Function<String, CheckpointVerifier> keys)
            throws IOException {
        return JournalFile.verify(files, keys, Optional.empty());
    }

    /** The same, and the timestamps of an authority too, which are passed over otherwise. */
    public static List<JournalReport> verify(List<Path> files, Function<String, CheckpointVerifier> keys,
            TimestampVerifier authority) throws IOException {
        return JournalFile.verify(files, keys, Optional.of(authority));
    }

    /** Whether a file is evidence of a part of a journal, and not whole journals. */
    public static boolean isEvidence(Path file) throws IOException {
        return EvidenceFile.isOne(file);
    }

    /**
     * The public keys (a JWK set) that a file's first line gives for its journal: what it claims, not what is to be believed.
     *
     * @throws UnreadableJournal for a file that is neither a journal nor evidence
     */
    public static String keys(Path file) throws IOException {
        return JournalFile.keys(file);
    }

    /** Takes the entries of a file, one after the other. */
    @FunctionalInterface
    public interface Reader {
        /** @param index its place in the log of that origin, from 0 */
        void entry(Department origin, long index, Entry entry) throws IOException;
    }

    /**
     * Reads the entries of a file as they stand in it, verified or not.
     *
     * @throws UnreadableJournal for a line that is none of a journal or of evidence
     */
    public static void read(Path file, Reader reader) throws IOException {
        JournalFile.read(file, reader);
    }

    /**
     * Checks evidence of a part of a journal: each entry's proof, each signature, and that nothing was added or taken out.
     *
     * @param others further files, exported journals or evidence, whose checkpoints are held against it
     * @param keys   from a JWK set of the file to the verifier of its signatures
     * @throws UnreadableJournal for a file that is no evidence
     */
    public static EvidenceReport verifyEvidence(Path file, List<Path> others,
            Function<String, CheckpointVerifier> keys) throws IOException {
        return EvidenceFile.verify(file, others, keys, Optional.empty());
    }

    /** The same, and the timestamps of an authority too, which are passed over otherwise. */
    public static EvidenceReport verifyEvidence(Path file, List<Path> others,
            Function<String, CheckpointVerifier> keys, TimestampVerifier authority) throws IOException {
        return EvidenceFile.verify(file, others, keys, Optional.of(authority));
    }

    /**
     * Checks a node's own tables, in one read-only snapshot, also against heads of this journal that neighbours passed back.
     *
     * @param connection in auto-commit mode
     */
    public static JournalReport verify(Connection connection, Department origin, CheckpointVerifier verifier)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            snapshot(connection);
            var check = new LogCheck(origin, CheckpointRows.all(connection, origin),
                    CheckpointRows.witnessed(connection, origin),
                    verifier);
            check.holds(SubtreeRows.all(connection));
            leaves(connection, check);
            strays(connection, check);
            applied(connection, check);
            head(connection, check);
            return check.end(false);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    static void snapshot(Connection connection) throws SQLException {
        try (var begin = connection.createStatement()) {
            begin.execute("set transaction isolation level repeatable read, read only");
        }
    }

    private static void leaves(Connection connection, LogCheck check) throws SQLException {
        try (var select = connection.prepareStatement("""
                select l.leaf_index, l.leaf, l.link, e.id, %s
                  from journal_leaf l left join journal_entry e on e.id = l.entry
                 order by l.leaf_index""".formatted(EntryRows.COLUMNS))) {
            select.setFetchSize(FETCH);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var there = rows.getObject("id") != null;
                    check.next(rows.getLong("leaf_index"), rows.getBytes("leaf"), rows.getBytes("link"),
                            there ? entry(rows) : Optional.empty(), there ? What.CHANGED : What.MISSING);
                }
            }
        }
    }

    /** What no entry can hold was put there from outside. */
    private static Optional<Entry> entry(ResultSet row) throws SQLException {
        try {
            return Optional.of(EntryRows.read(row));
        } catch (IllegalArgumentException notAnEntry) {
            return Optional.empty();
        }
    }

    private static void strays(Connection connection, LogCheck check) throws SQLException {
        try (var select = connection.prepareStatement("""
                select e.id from journal_entry e, journal_head h
                 where (e.tx, e.id) <= (h.cursor_tx, h.cursor_id)
                   and not exists (select 1 from journal_leaf l where l.entry = e.id)
                 order by e.id limit 10""");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                check.tell(What.OUTSIDE, rows.getLong(1), rows.getLong(1));
            }
        }
    }

    /** What a search by rule reads is made from the entries, and must still say what they say. */
    private static void applied(Connection connection, LogCheck check) throws SQLException {
        try (var select = connection.prepareStatement("""
                select coalesce(d.id, a.entry)
                  from (select distinct e.id, r.rule, coalesce(e.details->>'peer', e.details->>'to', '') as peer, e.at
                          from journal_entry e
                         cross join lateral unnest(string_to_array(e.details->>'rules', ' ')) r(rule)
                         where e.step = 'decided' and e.details->>'rules' is not null) d
                  full join journal_applied a on a.entry = d.id and a.rule = d.rule and a.peer = d.peer and a.at = d.at
                 where d.id is null or a.entry is null order by 1 limit 10""");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                check.tell(What.UNLISTED, rows.getLong(1), rows.getLong(1));
            }
        }
    }

    private static void head(Connection connection, LogCheck check) throws SQLException {
        try (var select = connection.prepareStatement("select size, frontier, link from journal_head");
                var row = select.executeQuery()) {
            var derived = check.tree();
            if (!row.next() || row.getLong("size") != derived.size()
                    || !Arrays.equals(row.getBytes("frontier"), derived.frontier())
                    || !Arrays.equals(row.getBytes("link"), check.link())) {
                check.tell(What.HEAD, derived.size(), derived.size());
            }
        }
    }
}
