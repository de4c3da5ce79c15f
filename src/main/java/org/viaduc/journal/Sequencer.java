package org.viaduc.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gives committed entries their places in the log, in batches, one instance of the node at a time.
 *
 * <p>
 * Entries are taken in the order of their transactions' ids, and only below the oldest transaction that is still
 * running in the database: below it every transaction has ended, so that one that commits late cannot appear behind
 * the cursor. Appenders are never waited for and never made to wait.
 *
 * <p>
 * A dump restored into another database cluster brings a cursor ahead of that cluster's count of transactions. Then the
 * log first catches up with every entry that has no place yet, and goes on from the new count.
 */
final class Sequencer {
    private static final long LOCK = 0x766961647563L;
    private static final int BATCH = 5_000;

    private static final String HORIZON = "pg_snapshot_xmin(pg_current_snapshot())";
    private static final String FUTURE = "pg_snapshot_xmax(pg_current_snapshot())";

    private static final String HEAD = """
            select size, link, frontier, cursor_tx::text as cursor_tx, cursor_id,
                   cursor_tx >= %s as restored
              from journal_head""".formatted(FUTURE);
    private static final String NEXT = committed("(e.tx, e.id) > (?::xid8, ?) and e.tx < %s".formatted(HORIZON));
    private static final String CATCHING_UP = committed("(e.tx < %s or e.tx >= %s)".formatted(HORIZON, FUTURE));
    private static final String ADD = """
            insert into journal_leaf (leaf_index, entry, leaf, link)
            select * from unnest(?::bigint[], ?::bigint[], ?::bytea[], ?::bytea[])""";
    private static final String MOVE = """
            update journal_head set size = ?, link = ?, frontier = ?, cursor_tx = ?::xid8, cursor_id = ?""";

    private Sequencer() {
    }

    /** One batch in a transaction of its own; 0 when there is nothing to do, or another instance is doing it. */
    static int run(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("the sequencer begins and ends its own transactions:"
                    + " give it a connection in auto-commit mode");
        }
        connection.setAutoCommit(false);
        try {
            var count = takesTurn(connection) ? batch(connection) : 0;
            connection.commit();
            return count;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    static boolean isFull(int batch) {
        return batch == BATCH;
    }

    /**
     * Also asks for plans that look at the cursor, as one made when the journal was short would read all of it, and that
     * start no processes beside: for some hundred entries they take longer than the work, and from the appenders.
     */
    private static boolean takesTurn(Connection connection) throws SQLException {
        try (var lock = connection.prepareStatement("""
                select pg_try_advisory_xact_lock(?), set_config('plan_cache_mode', 'force_custom_plan', true),
                       set_config('max_parallel_workers_per_gather', '0', true)""")) {
            lock.setLong(1, LOCK);
            try (var row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static int batch(Connection connection) throws SQLException {
        var head = head(connection);
        var batch = new Batch(head);
        try (var committed = connection.prepareStatement(head.restored() ? CATCHING_UP : NEXT)) {
            if (!head.restored()) {
                committed.setString(1, head.cursor().tx());
                committed.setLong(2, head.cursor().id());
            }
            try (var rows = committed.executeQuery()) {
                while (rows.next()) {
                    batch.add(rows.getLong("id"), EntryRows.read(rows));
                    batch.cursor = head.restored()
                            ? new Cursor(rows.getString("horizon"), 0)
                            : new Cursor(rows.getString("tx"), rows.getLong("id"));
                }
            }
        }
        if (head.restored() && isFull(batch.size())) {
            batch.cursor = head.cursor();
        }
        if (batch.size() > 0) {
            batch.write(connection);
        }
        return batch.size();
    }

    /** Everything committed up to here has its place. */
    private record Cursor(String tx, long id) {}

    private record Head(Tree tree, byte[] link, Cursor cursor, boolean restored) {}

    private static Head head(Connection connection) throws SQLException {
        try (var head = connection.prepareStatement(HEAD); var row = head.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("the journal has lost its head: run `journal verify`");
            }
            return new Head(new Tree(row.getLong("size"), row.getBytes("frontier")), row.getBytes("link"),
                    new Cursor(row.getString("cursor_tx"), row.getLong("cursor_id")), row.getBoolean("restored"));
        }
    }

    private static String committed(String which) {
        return """
                select e.id, e.tx::text as tx, %s::text as horizon, %s
                  from journal_entry e
                 where %s and not exists (select 1 from journal_leaf l where l.entry = e.id)
                 order by e.tx, e.id limit %d""".formatted(HORIZON, EntryRows.COLUMNS, which, BATCH);
    }

    private static final class Batch {
        private final Tree tree;
        private final ArrayList<Long> indexes = new ArrayList<>();
        private final ArrayList<Long> entries = new ArrayList<>();
        private final ArrayList<byte[]> leaves = new ArrayList<>();
        private final ArrayList<byte[]> links = new ArrayList<>();
        private final Map<SubtreeRows.Key, byte[]> subtrees = new LinkedHashMap<>();
        private byte[] link;
        private Cursor cursor;

        private Batch(Head head) {
            this.tree = head.tree();
            this.link = head.link();
            this.cursor = head.cursor();
        }

        private void add(long id, Entry entry) {
            var leaf = Hashing.leaf(entry);
            link = Hashing.link(link, leaf);
            indexes.add(tree.size());
            entries.add(id);
            leaves.add(leaf);
            links.add(link);
            tree.add(leaf, (level, place, hash) -> {
                if (SubtreeRows.isStored(level)) {
                    subtrees.put(new SubtreeRows.Key(level, place), hash);
                }
            });
        }

        private int size() {
            return entries.size();
        }

        private void write(Connection connection) throws SQLException {
            try (var add = connection.prepareStatement(ADD); var move = connection.prepareStatement(MOVE)) {
                add.setArray(1, connection.createArrayOf("int8", indexes.toArray()));
                add.setArray(2, connection.createArrayOf("int8", entries.toArray()));
                add.setArray(3, connection.createArrayOf("bytea", leaves.toArray(byte[][]::new)));
                add.setArray(4, connection.createArrayOf("bytea", links.toArray(byte[][]::new)));
                add.executeUpdate();
                move.setLong(1, tree.size());
                move.setBytes(2, link);
                move.setBytes(3, tree.frontier());
                move.setString(4, cursor.tx());
                move.setLong(5, cursor.id());
                move.executeUpdate();
                SubtreeRows.add(connection, subtrees);
            }
        }
    }
}
