package org.viaduc.exchange.desk;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a connector has done last and what waits behind it.
 *
 * @param last    when one of its exchanges moved last
 * @param parked  files and exchanges that wait for a person
 * @param waiting exchanges that wait for anything else: a fact, a neighbour, the department's system
 * @param hour    exchanges that moved in the last hour
 * @param day     exchanges that moved in the last 24 hours
 */
public record Backlog(Optional<Instant> last, int parked, int waiting, int hour, int day) {
    private static final Backlog NONE = new Backlog(Optional.empty(), 0, 0, 0, 0);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private static final String MOVED = """
            select way.name, (select max(changed_at) from exchange
                    where direction = way.direction and connector = way.connector),
                recent.hour, recent.day
            from unnest(?::text[], ?::text[], ?::text[]) as way (name, direction, connector),
                lateral (select count(*) filter (where changed_at > ?) as hour, count(*) as day from exchange
                    where direction = way.direction and connector = way.connector and changed_at > ?) as recent""";
    private static final String OPEN = """
            select case direction when 'in' then ? else connector end as through,
                count(*) filter (where state = 'parked' and id not in (select id from parked)),
                count(*) filter (where state in ('awaiting', 'queued', 'sent', 'delivering'))
            from exchange where state in ('awaiting', 'parked', 'queued', 'sent', 'delivering') group by 1""";
    private static final String PARKED = """
            select case when trim(direction) = 'in' then ? else connector end as through, count(*) from parked group by 1""";

    /**
     * By connector; none for one that has done nothing yet. Reads what is open and what moved within a day, however much has
     * ended before.
     *
     * @param delivering through which everything is delivered that arrives; an empty text for none
     */
    public static Map<String, Backlog> all(Connection tx, Collection<String> connectors, String delivering,
            Instant now) throws SQLException {
        var found = new HashMap<String, Backlog>();
        moved(tx, connectors, delivering, now, found);
        try (var statement = tx.prepareStatement(OPEN)) {
            statement.setString(1, delivering);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.merge(rows.getString(1),
                            new Backlog(Optional.empty(), rows.getInt(2), rows.getInt(3), 0, 0), Backlog::and);
                }
            }
        }
        try (var statement = tx.prepareStatement(PARKED)) {
            statement.setString(1, delivering);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.merge(rows.getString(1), new Backlog(Optional.empty(), rows.getInt(2), 0, 0, 0),
                            Backlog::and);
                }
            }
        }
        return Map.copyOf(found);
    }

    private static void moved(Connection tx, Collection<String> connectors, String delivering, Instant now,
            Map<String, Backlog> found) throws SQLException {
        var names = new ArrayList<>(connectors);
        var directions = new ArrayList<>(Collections.nCopies(names.size(), "out"));
        var keys = new ArrayList<>(names);
        names.add(delivering);
        directions.add("in");
        keys.add("");
        try (var statement = tx.prepareStatement(MOVED)) {
            statement.setArray(1, tx.createArrayOf("text", names.toArray()));
            statement.setArray(2, tx.createArrayOf("text", directions.toArray()));
            statement.setArray(3, tx.createArrayOf("text", keys.toArray()));
            statement.setTimestamp(4, Timestamp.from(now.minus(HOUR)));
            statement.setTimestamp(5, Timestamp.from(now.minus(DAY)));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var last = Optional.ofNullable(rows.getTimestamp(2)).map(Timestamp::toInstant);
                    if (last.isPresent()) {
                        found.merge(rows.getString(1), new Backlog(last, 0, 0, rows.getInt(3), rows.getInt(4)),
                                Backlog::and);
                    }
                }
            }
        }
    }

    private Backlog and(Backlog other) {
        var later = last.isEmpty() || other.last.isPresent() && other.last.get().isAfter(last.get())
                ? other.last
                : last;
        return new Backlog(later, parked + other.parked, waiting + other.waiting, hour + other.hour,
                day + other.day);
    }

    /** Of a connector that has done nothing yet. */
    public static Backlog none() {
        return NONE;
    }
}
