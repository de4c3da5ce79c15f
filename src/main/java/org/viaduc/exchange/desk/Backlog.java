package org.viaduc.exchange.desk;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a connector has done last and what waits behind it.
 *
 * @param last    when one of its exchanges moved last
 * @param parked  files and exchanges that wait for a person
 * @param waiting exchanges that wait for anything else: a fact, a neighbour, the department's system
 */
public record Backlog(Optional<Instant> last, int parked, int waiting) {
    private static final Backlog NONE = new Backlog(Optional.empty(), 0, 0);
    private static final String EXCHANGES = """
            select case direction when 'in' then ? else connector end as through, max(changed_at),
                count(*) filter (where state = 'parked' and id not in (select id from parked)),
                count(*) filter (where state in ('awaiting', 'queued', 'sent', 'delivering'))
            from exchange group by 1""";
    private static final String PARKED = """
            select case when trim(direction) = 'in' then ? else connector end as through, count(*) from parked group by 1""";

    /** By connector. @param delivering through which everything is delivered that arrives; an empty text for none */
    public static Map<String, Backlog> all(Connection tx, String delivering) throws SQLException {
        var found = new HashMap<String, Backlog>();
        try (var statement = tx.prepareStatement(EXCHANGES)) {
            statement.setString(1, delivering);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1),
                            new Backlog(Optional.of(rows.getTimestamp(2).toInstant()), rows.getInt(3),
                                    rows.getInt(4)));
                }
            }
        }
        try (var statement = tx.prepareStatement(PARKED)) {
            statement.setString(1, delivering);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var count = rows.getInt(2);
                    found.compute(rows.getString(1), (name, before) -> before == null
                            ? new Backlog(Optional.empty(), count, 0)
                            : new Backlog(before.last, before.parked + count, before.waiting));
                }
            }
        }
        return Map.copyOf(found);
    }

    /** Of a connector that has done nothing yet. */
    public static Backlog none() {
        return NONE;
    }
}
