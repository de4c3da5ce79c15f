package org.viaduc.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.viaduc.journal.Journal.Placed;
import org.viaduc.model.Department;
import org.viaduc.person.Pseudonym;

/**
 * Looks entries up, newest first. What is asked is joined by "and"; nothing asked finds the latest of all.
 *
 * @param person the entries of every exchange about this person, and those that name the person
 * @param actor  the login of a user or a client
 * @param rule   as {@code R-ASE-IP}: the decisions that it was applied in
 * @param most   how many at most, 1 to 1000
 */
public record Search(Optional<Pseudonym> person, Optional<Department> peer, Optional<String> actor,
        Optional<String> rule, Optional<Step> step, Optional<Instant> from, Optional<Instant> to, int most) {
    private static final int MOST = 1_000;

    public Search {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("a search finds 1 to " + MOST + " entries");
        }
    }

    /** Everything, to be narrowed. */
    public static Search latest(int most) {
        return new Search(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), most);
    }

    List<Placed> in(Connection connection) throws SQLException {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        person.ifPresent(who -> {
            conditions.add("""
                    (e.exchange in (select exchange from journal_entry where details->>'pseudonym' = ?)
                     or e.details->>'pseudonym' = ?)""");
            values.add(who.value().toString());
            values.add(who.value().toString());
        });
        peer.ifPresent(
                other -> add(conditions, "coalesce(e.details->>'peer', e.details->>'to') = ?", values, other.code()));
        actor.ifPresent(login -> add(conditions, "e.actor_kind in ('user', 'client') and e.actor_id = ?", values,
                login));
        rule.ifPresent(
                id -> add(conditions, "string_to_array(e.details->>'rules', ' ') @> array[?]::text[]", values, id));
        step.ifPresent(what -> add(conditions, "e.step = ?", values, what.word()));
        from.ifPresent(first -> add(conditions, "e.at >= ?", values, utc(first)));
        to.ifPresent(end -> add(conditions, "e.at < ?", values, utc(end)));
        try (var select = connection.prepareStatement("""
                select l.leaf_index, %s from journal_entry e left join journal_leaf l on l.entry = e.id
                %s order by e.id desc limit %d""".formatted(EntryRows.COLUMNS,
                conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions), most))) {
            for (var at = 0; at < values.size(); at++) {
                select.setObject(at + 1, values.get(at));
            }
            var found = new ArrayList<Placed>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Placed(Optional.ofNullable(rows.getObject("leaf_index", Long.class)),
                            EntryRows.read(rows)));
                }
            }
            return List.copyOf(found);
        }
    }

    private static void add(List<String> conditions, String condition, List<Object> values, Object value) {
        conditions.add(condition);
        values.add(value);
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
