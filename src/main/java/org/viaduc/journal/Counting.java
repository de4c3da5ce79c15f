package org.viaduc.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts entries of a period, as the log of a checkpoint has them. */
final class Counting {
    private static final String WITHIN = """
            from journal_entry e join journal_leaf l on l.entry = e.id
            where l.leaf_index < ? and e.at >= ? and e.at < ?""";

    private Counting() {
    }

    static Map<Step, Long> steps(Connection connection, long size, Instant from, Instant to) throws SQLException {
        var counted = new EnumMap<Step, Long>(Step.class);
        counts(connection, "select e.step, count(*) " + WITHIN + " group by e.step", size, from, to)
                .forEach((word, count) -> counted.put(Step.of(word), count));
        return counted;
    }

    /** How often each user or client read, searched or took away. */
    static SortedMap<String, Long> readers(Connection connection, long size, Instant from, Instant to)
            throws SQLException {
        return counts(connection, "select e.actor_kind || ':' || e.actor_id, count(*) " + WITHIN
                + " and e.actor_kind in ('user', 'client') and e.step in ('read', 'exported') group by 1", size, from,
                to);
    }

    private static SortedMap<String, Long> counts(Connection connection, String sql, long size, Instant from,
            Instant to) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            select.setLong(1, size);
            select.setObject(2, Search.utc(from));
            select.setObject(3, Search.utc(to));
            var counted = new TreeMap<String, Long>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    counted.put(rows.getString(1), rows.getLong(2));
                }
            }
            return counted;
        }
    }
}
