package org.viaduc.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import org.viaduc.journal.Journal.Page;
import org.viaduc.journal.Journal.Placed;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;

/**
 * Looks entries up, newest first. What is asked is joined by "and"; nothing asked finds the latest of all.
 *
 * @param person   the entries of every exchange about this person, and those that name the person
 * @param exchange the entries of this exchange
 * @param actor    the login of a user or a client
 * @param rule     as {@code R-ASE-IP}: the decisions that it was applied in
 * @param steps    one of these; any, when there is none
 * @param before   where an earlier page of the same search ended ({@link Page#next})
 * @param most     how many at most, 1 to 1000
 */
public record Search(Optional<Pseudonym> person, Optional<ExchangeId> exchange, Optional<Department> peer,
        Optional<String> actor, Optional<String> rule, Set<Step> steps, Optional<Instant> from, Optional<Instant> to,
        OptionalLong before, int most) {
    private static final int MOST = 1_000;

    public Search {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("a search finds 1 to " + MOST + " entries");
        }
        steps = Set.copyOf(steps);
    }

    /** Everything, to be narrowed. */
    public static Search latest(int most) {
        return new Search(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Set.of(), Optional.empty(), Optional.empty(), OptionalLong.empty(), most);
    }

    public Search about(Pseudonym someone) {
        return new Search(Optional.of(someone), exchange, peer, actor, rule, steps, from, to, before, most);
    }

    public Search of(ExchangeId id) {
        return new Search(person, Optional.of(id), peer, actor, rule, steps, from, to, before, most);
    }

    public Search with(Department other) {
        return new Search(person, exchange, Optional.of(other), actor, rule, steps, from, to, before, most);
    }

    public Search by(String login) {
        return new Search(person, exchange, peer, Optional.of(login), rule, steps, from, to, before, most);
    }

    public Search under(String ruleId) {
        return new Search(person, exchange, peer, actor, Optional.of(ruleId), steps, from, to, before, most);
    }

    public Search of(Step... any) {
        return new Search(person, exchange, peer, actor, rule, Set.of(any), from, to, before, most);
    }

    public Search from(Instant first) {
        return new Search(person, exchange, peer, actor, rule, steps, Optional.of(first), to, before, most);
    }

    /** @param end not included */
    public Search to(Instant end) {
        return new Search(person, exchange, peer, actor, rule, steps, from, Optional.of(end), before, most);
    }

    /** What comes after the page that ended there. */
    public Search before(long row) {
        return new Search(person, exchange, peer, actor, rule, steps, from, to, OptionalLong.of(row), most);
    }

    Page in(Connection connection) throws SQLException {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        person.ifPresent(who -> {
            conditions.add("""
                    e.id in (select id from journal_entry where details->>'pseudonym' = ?
                        union select o.id from journal_entry p join journal_entry o on o.exchange = p.exchange
                            where p.details->>'pseudonym' = ?)""");
            values.add(who.value().toString());
            values.add(who.value().toString());
        });
        exchange.ifPresent(id -> add(conditions, "e.exchange = ?", values, id.value()));
        peer.ifPresent(
                other -> add(conditions, "coalesce(e.details->>'peer', e.details->>'to') = ?", values, other.code()));
        actor.ifPresent(login -> add(conditions, "e.actor_kind in ('user', 'client') and e.actor_id = ?", values,
                login));
        rule.ifPresent(
                id -> add(conditions, "string_to_array(e.details->>'rules', ' ') @> array[?]::text[]", values, id));
        if (!steps.isEmpty()) {
            add(conditions, "e.step = any(?)", values,
                    connection.createArrayOf("text", steps.stream().map(Step::word).sorted().toArray()));
        }
        from.ifPresent(first -> add(conditions, "e.at >= ?", values, utc(first)));
        to.ifPresent(end -> add(conditions, "e.at < ?", values, utc(end)));
        before.ifPresent(row -> add(conditions, "e.id < ?", values, row));
        try (var select = connection.prepareStatement("""
                select e.id, l.leaf_index, %s from journal_entry e left join journal_leaf l on l.entry = e.id
                %s order by e.id desc limit %d""".formatted(EntryRows.COLUMNS,
                conditions.isEmpty() ? "" : conditions.stream().collect(Collectors.joining(" and ", "where ", "")),
                most))) {
            for (var at = 0; at < values.size(); at++) {
                select.setObject(at + 1, values.get(at));
            }
            var found = new ArrayList<Placed>();
            var last = 0L;
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(EntryRows.placed(rows));
                    last = rows.getLong("id");
                }
            }
            return new Page(found, found.size() == most ? OptionalLong.of(last) : OptionalLong.empty());
        }
    }

    private static void add(List<String> conditions, String condition, List<Object> values, Object value) {
        conditions.add(condition);
        values.add(value);
    }

    static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
