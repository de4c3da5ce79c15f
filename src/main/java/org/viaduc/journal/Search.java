package org.viaduc.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
        Optional<Mark> before, int most) {
    private static final int MOST = 1_000;

    /**
     * A person has few entries, and the database cannot know it: it takes them for a share of all, and reads all of them to
     * find the newest. So they are fetched by their own indexes before anything else is asked.
     */
    private static final String ABOUT = """
            with about as materialized (
                select * from journal_entry where exchange = any (array(
                    select exchange from journal_entry where details->>'pseudonym' = ? and exchange is not null))
                union all
                select * from journal_entry where details->>'pseudonym' = ? and exchange is null)
            """;

    /** The decisions that a rule was applied in have rows of their own, by rule, partner and time: one stretch of an index. */
    private static final String APPLIED = "journal_applied a join journal_entry e on e.id = a.entry";
    private static final String PARTNER = "coalesce(e.details->>'peer', e.details->>'to') = ?";
    private static final String RULES = "string_to_array(e.details->>'rules', ' ') @> array[?::text]";

    public Search {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("a search finds 1 to " + MOST + " entries");
        }
        steps = Set.copyOf(steps);
    }

    /** Everything, to be narrowed. */
    public static Search latest(int most) {
        return new Search(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), most);
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
    public Search before(Mark end) {
        return new Search(person, exchange, peer, actor, rule, steps, from, to, Optional.of(end), most);
    }

    /** The same, of another size. */
    public Search most(int number) {
        return new Search(person, exchange, peer, actor, rule, steps, from, to, before, number);
    }

    /** Where a page ended, for whoever asks for the next. */
    public record Mark(Instant at, long row) {
        private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

        /** @throws IllegalArgumentException for a text that no page gave */
        public static Mark of(String text) {
            var parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException("a page is marked by the mark that the page before gave");
            }
            return new Mark(Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
                    Long.parseLong(parts.group(2)));
        }

        @Override
        public String toString() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "-" + row;
        }
    }

    /** @throws IllegalArgumentException when the rule is none of the form of a rule's id */
    Page in(Connection connection) throws SQLException {
        try (var select = select(connection); var rows = select.executeQuery()) {
            var found = new ArrayList<Placed>();
            var last = 0L;
            while (rows.next()) {
                found.add(EntryRows.placed(rows));
                last = rows.getLong("id");
            }
            return new Page(found, found.size() == most
                    ? Optional.of(new Mark(found.getLast().entry().at(), last))
                    : Optional.empty());
        }
    }

    /** The question as the database is asked it; the caller closes it. */
    PreparedStatement select(Connection connection) throws SQLException {
        var where = new Where();
        var byRule = rule.isPresent() && person.isEmpty();
        rule.ifPresent(id -> where.and(byRule ? "a.rule = ?" : RULES, checked(id)));
        peer.ifPresent(other -> where.and(byRule ? "a.peer = ?" : PARTNER, other.code()));
        exchange.ifPresent(id -> where.and("e.exchange = ?", id.value()));
        actor.ifPresent(login -> where.and("e.actor_kind in ('user', 'client') and e.actor_id = ?", login));
        var at = byRule ? "a.at" : "e.at";
        from.ifPresent(first -> where.and(at + " >= ?", utc(first)));
        to.ifPresent(end -> where.and(at + " < ?", utc(end)));
        before.ifPresent(
                mark -> where.and("(" + at + (byRule ? ", a.entry" : ", e.id") + ") < (?, ?)", utc(mark.at), mark.row));
        var sql = rule.isPresent()
                ? ofDecisions(byRule, where)
                : steps.isEmpty() ? newest(where) : ofEachStep(connection, where);
        person.map(who -> who.value().toString()).ifPresent(who -> {
            where.first(who);
            where.first(who);
        });
        var select = connection.prepareStatement("""
                %sselect e.id, l.leaf_index, %s from (%s) e left join journal_leaf l on l.entry = e.id
                order by e.at desc, e.id desc limit %d""".formatted(person.isPresent() ? ABOUT : "", EntryRows.COLUMNS,
                sql, most));
        where.fill(select);
        return select;
    }

    private String newest(Where where) {
        return "select * from %s e %s order by e.at desc, e.id desc limit %d".formatted(
                person.isPresent() ? "about" : "journal_entry", where.text(), most);
    }

    /** A rule is applied in decisions, and in nothing else that somebody may look for beside it. */
    private String ofDecisions(boolean byRule, Where where) {
        if (!steps.isEmpty() && !steps.contains(Step.DECIDED)) {
            where.and("false");
        }
        if (byRule) {
            return "select e.* from %s %s order by a.at desc, a.entry desc limit %d".formatted(APPLIED, where.text(),
                    most);
        }
        where.and("e.step = 'decided'");
        return newest(where);
    }

    /** Step by step, each by its own index: a rare one is found as quickly as a frequent one. */
    private String ofEachStep(Connection connection, Where where) throws SQLException {
        where.and("e.step = s.step");
        where.first(connection.createArrayOf("text", steps.stream().map(Step::word).sorted().toArray()));
        return "select n.* from unnest(?::text[]) s(step) cross join lateral (" + newest(where) + ") n";
    }

    private static String checked(String rule) {
        if (!Detail.RULES.fits(rule) || rule.contains(" ")) {
            throw new IllegalArgumentException("a rule's id is as R-ASE-IP");
        }
        return rule;
    }

    /** Conditions that all have to hold, with their values in the order of the question marks. */
    private static final class Where {
        private final List<String> conditions = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        void and(String condition, Object... its) {
            conditions.add(condition);
            values.addAll(List.of(its));
        }

        void first(Object value) {
            values.addFirst(value);
        }

        String text() {
            return conditions.isEmpty() ? "" : conditions.stream().collect(Collectors.joining(" and ", "where ", ""));
        }

        void fill(PreparedStatement select) throws SQLException {
            for (var at = 0; at < values.size(); at++) {
                select.setObject(at + 1, values.get(at));
            }
        }
    }

    static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
