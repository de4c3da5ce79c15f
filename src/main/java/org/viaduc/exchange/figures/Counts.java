package org.viaduc.exchange.figures;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import org.viaduc.model.Department;
import org.viaduc.person.Pseudonym;

/** What the tables say of a span of time, before anything is hidden: nothing of this leaves the room. */
record Counts(Connection tx, ZoneId zone, Instant from, Instant to) {
    /** Deadlines looked at in one go, the latest first. */
    static final int DEADLINES = 20_000;

    /**
     * By way and neighbour, by way and month. Only the index is read, however many exchanges there are.
     */
    private static final String DELIVERED = """
            select direction, peer, extract(month from changed_at at time zone ?)::int, count(*) from exchange
            where state = 'delivered' and changed_at >= ? and changed_at < ? group by 1, 2, 3""";
    /** As the list of missed deadlines has it: what is sent has been transmitted, and what is the other's is not counted here. */
    private static final String DEADLINES_PASSED = """
            with due as materialized (
                select d.exchange, d.code, d.due, d.done_at from duty d where d.due >= ? and d.due < ? and d.due < ?
                    and d.code not like 'retention:%%' order by d.due desc limit %d)
            select d.code, coalesce((d.done_at at time zone ?)::date,
                    case when d.code = 'clock:transmission-1-month' then (
                        select (min(j.at) at time zone ?)::date from journal_entry j
                        where j.exchange = d.exchange and j.step = 'sending' and j.details->>'message' is null) end) <= d.due
                    is true as kept, count(*)
            from due d join exchange e on e.id = d.exchange
            where e.track <> 'break-glass'
                and not (d.code = 'majority' and e.state not in ('awaiting', 'queued', 'parked'))
                and not (d.code in ('clock:transmission-1-month', 'majority') and e.direction = 'in')
                and not (d.code in ('clock:ip-evaluation', 'clock:address-answer', 'clock:answer-1-month')
                    and e.direction = 'out' and e.state = 'delivered')
            group by 1, 2""".formatted(DEADLINES);
    private static final String LATEST = """
            select person, peer, changed_at from exchange
            where state = 'delivered' and changed_at >= ? and changed_at < ? and direction = ? and person is not null
            order by changed_at desc limit ?""";

    /** Files carried one way. */
    record Carried(Map<String, Long> byDepartment, Map<String, Long> byMonth) {
        Carried() {
            this(new TreeMap<>(), new TreeMap<>());
            for (var month = 1; month <= 12; month++) {
                byMonth.put("%02d".formatted(month), 0L);
            }
        }

        private void add(String peer, int month, long count) {
            byDepartment.merge(peer, count, Long::sum);
            byMonth.merge("%02d".formatted(month), count, Long::sum);
        }
    }

    /** By direction, {@code out} and {@code in}. @param here own exchanges with one's own department are not carried */
    Map<String, Carried> carried(Department here) throws SQLException {
        var found = new HashMap<String, Carried>(Map.of("out", new Carried(), "in", new Carried()));
        try (var select = tx.prepareStatement(DELIVERED)) {
            select.setString(1, zone.getId());
            select.setTimestamp(2, Timestamp.from(from));
            select.setTimestamp(3, Timestamp.from(to));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    if (!rows.getString(2).equals(here.code())) {
                        found.get(rows.getString(1)).add(rows.getString(2), rows.getInt(3), rows.getLong(4));
                    }
                }
            }
        }
        return found;
    }

    /** How many deadlines of one kind. */
    record Passed(long kept, long missed) {
        Passed and(Passed other) {
            return new Passed(kept + other.kept, missed + other.missed);
        }
    }

    /** By obligation, those whose last day is before today. */
    Map<String, Passed> deadlines(LocalDate today) throws SQLException {
        var found = new TreeMap<String, Passed>();
        try (var select = tx.prepareStatement(DEADLINES_PASSED)) {
            select.setObject(1, LocalDate.ofInstant(from, zone));
            select.setObject(2, LocalDate.ofInstant(to, zone));
            select.setObject(3, today);
            select.setString(4, zone.getId());
            select.setString(5, zone.getId());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var count = rows.getLong(3);
                    found.merge(rows.getString(1), rows.getBoolean(2) ? new Passed(count, 0) : new Passed(0, count),
                            Passed::and);
                }
            }
        }
        return found;
    }

    /** A file that was delivered. @param peer which sent it, or took it over */
    record Delivered(Pseudonym person, Department peer, Instant at) {}

    /** The latest, at most so many. */
    List<Delivered> latest(String direction, int most) throws SQLException {
        try (var select = tx.prepareStatement(LATEST)) {
            select.setTimestamp(1, Timestamp.from(from));
            select.setTimestamp(2, Timestamp.from(to));
            select.setString(3, direction);
            select.setInt(4, most);
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<Delivered>();
                while (rows.next()) {
                    found.add(new Delivered(new Pseudonym(rows.getObject(1, UUID.class)),
                            new Department(rows.getString(2)), rows.getTimestamp(3).toInstant()));
                }
                return found;
            }
        }
    }

    /** When the first file was delivered here; empty when none was. */
    static Optional<Instant> first(Connection tx) throws SQLException {
        try (var select = tx.prepareStatement("select min(changed_at) from exchange where state = 'delivered'");
                var rows = select.executeQuery()) {
            rows.next();
            return Optional.ofNullable(rows.getTimestamp(1)).map(Timestamp::toInstant);
        }
    }
}
