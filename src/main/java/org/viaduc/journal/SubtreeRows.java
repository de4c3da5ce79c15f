package org.viaduc.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Subtrees as rows: every eighth level is stored, the levels between are hashed from blocks of 256. What is not stored is
 * hashed from the level below. Used within one transaction, which must not see the log grow.
 */
final class SubtreeRows implements Subtrees {
    private static final int STEP = 8;
    private static final int MOST_BLOCKS = 128;

    private final Connection connection;
    private final Map<Key, List<byte[]>> blocks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, List<byte[]>> eldest) {
            return size() > MOST_BLOCKS;
        }
    };

    SubtreeRows(Connection connection) {
        this.connection = connection;
    }

    /** Where a subtree stands. */
    record Key(int level, long place) {}

    static boolean isStored(int level) {
        return level > 0 && level % STEP == 0;
    }

    /** All that are stored. */
    static Map<Key, byte[]> all(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select level, place, hash from journal_subtree");
                var rows = select.executeQuery()) {
            var found = new HashMap<Key, byte[]>();
            while (rows.next()) {
                found.put(new Key(rows.getInt(1), rows.getLong(2)), rows.getBytes(3));
            }
            return found;
        }
    }

    static void add(Connection connection, Map<Key, byte[]> subtrees) throws SQLException {
        if (subtrees.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into journal_subtree (level, place, hash)
                select * from unnest(?::smallint[], ?::bigint[], ?::bytea[]) on conflict do nothing""")) {
            insert.setArray(1, connection.createArrayOf("int2",
                    subtrees.keySet().stream().map(key -> (short) key.level()).toArray()));
            insert.setArray(2, connection.createArrayOf("int8",
                    subtrees.keySet().stream().map(Key::place).toArray()));
            insert.setArray(3, connection.createArrayOf("bytea", subtrees.values().toArray(byte[][]::new)));
            insert.executeUpdate();
        }
    }

    @Override
    public byte[] full(int level, long place) throws SQLException {
        var above = level % STEP;
        var base = level - above;
        if (above == 0) {
            var block = block(new Key(base, place >> STEP));
            var at = (int) (place & 255);
            return at < block.size() ? block.get(at) : below(base, place);
        }
        var first = (int) ((place << above) & 255);
        var block = block(new Key(base, place << above >> STEP));
        if (first + (1 << above) > block.size()) {
            return Hashing.node(full(level - 1, place * 2), full(level - 1, place * 2 + 1));
        }
        return folded(block.subList(first, first + (1 << above)));
    }

    private byte[] below(int level, long place) throws SQLException {
        if (level == 0) {
            throw new IllegalStateException("the log has lost entry " + place + ": run `journal verify`");
        }
        return Hashing.node(full(level - 1, place * 2), full(level - 1, place * 2 + 1));
    }

    private static byte[] folded(List<byte[]> hashes) {
        var row = hashes;
        while (row.size() > 1) {
            var next = new ArrayList<byte[]>(row.size() / 2);
            for (var at = 0; at < row.size(); at += 2) {
                next.add(Hashing.node(row.get(at), row.get(at + 1)));
            }
            row = next;
        }
        return row.getFirst();
    }

    /** The hashes of up to 256 neighbours on one level, from the first without a gap. */
    private List<byte[]> block(Key key) throws SQLException {
        var known = blocks.get(key);
        if (known != null) {
            return known;
        }
        var first = key.place() << STEP;
        var found = key.level() == 0
                ? read("select leaf_index, leaf from journal_leaf where leaf_index between ? and ? order by leaf_index",
                        first)
                : read("select place, hash from journal_subtree where place between ? and ? and level = "
                        + key.level() + " order by place", first);
        blocks.put(key, found);
        return found;
    }

    private List<byte[]> read(String sql, long first) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, first);
            select.setLong(2, first + 255);
            var found = new ArrayList<byte[]>(256);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next() && rows.getLong(1) == first + found.size()) {
                    found.add(rows.getBytes(2));
                }
            }
            return found;
        }
    }
}
