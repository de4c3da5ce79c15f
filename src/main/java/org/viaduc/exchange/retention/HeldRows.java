package org.viaduc.exchange.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.question.DecisionText;
import org.viaduc.exchange.retention.Held.Matter;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Track;
import org.viaduc.policy.Obligation;
import org.viaduc.policy.ObligationCode;

/** What is kept, as rows, with what is open about each exchange. */
final class HeldRows {
    private static final int AT_ONCE = 10_000;
    private static final String HELD = """
            select r.exchange, e.direction, e.track, r.matter, r.rule, r.until, array_to_string(array_remove(array[
                case when exists (select 1 from follow_up f where f.exchange = r.exchange and f.state <> 'settled')
                    then 'copy-followed' end,
                case when exists (select 1 from follow_up f where f.exchange = r.exchange and f.matter = 'restricted')
                    then 'restricted' end,
                case when exists (select 1 from finding g where g.exchange = r.exchange and g.healed_at is null)
                    then 'finding' end,
                case when exists (select 1 from breach b where b.exchange = r.exchange and b.closed_at is null)
                    then 'breach' end,
                case when exists (select 1 from glass_duty d where d.exchange = r.exchange and d.done_at is null)
                    then 'review' end], null), ' ')
              from retention r join exchange e on e.id = r.exchange
             where r.kept_at is not null and r.destroyed_at is null""";

    /** What is told of an exchange that has ended, and until when is not noted yet. */
    record Told(ExchangeId exchange, Instant ended, List<Obligation> obligations) {}

    List<Told> withoutTerm(Connection tx) throws SQLException {
        try (var select = tx.prepareStatement("""
                select a.exchange, e.changed_at, a.decision from account a join exchange e on e.id = a.exchange
                 where e.state in ('delivered', 'withheld', 'refused', 'failed')
                   and not exists (select 1 from retention r where r.exchange = a.exchange and r.matter = 'trace')
                 limit ?""")) {
            select.setInt(1, AT_ONCE);
            var found = new ArrayList<Told>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Told(id(rows), rows.getTimestamp(2).toInstant(),
                            rows.getString(3).isEmpty() ? List.of() : DecisionText.obligations(rows.getString(3))));
                }
            }
            return found;
        }
    }

    void note(Connection tx, ExchangeId id, Term term, Timestamp now) throws SQLException {
        try (var insert = tx.prepareStatement("""
                insert into retention (exchange, matter, rule, until, put_at, kept_at) values (?, 'trace', ?, ?, ?, ?)
                on conflict do nothing""")) {
            insert.setObject(1, id.value());
            insert.setString(2, term.rule().word());
            insert.setObject(3, term.until());
            insert.setTimestamp(4, now);
            insert.setTimestamp(5, now);
            insert.executeUpdate();
        }
    }

    /** The exchanges of which something's last day has passed. */
    List<ExchangeId> due(Connection tx, LocalDate today) throws SQLException {
        try (var select = tx.prepareStatement("""
                select distinct exchange from retention
                 where kept_at is not null and destroyed_at is null and until < ? order by exchange""")) {
            select.setObject(1, today);
            var found = new ArrayList<ExchangeId>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(id(rows));
                }
            }
            return found;
        }
    }

    /** What is kept of one exchange, its content first. */
    List<Held> of(Connection tx, ExchangeId id) throws SQLException {
        try (var select = tx.prepareStatement(HELD + " and r.exchange = ? order by r.matter for update of r")) {
            select.setObject(1, id.value());
            return held(select);
        }
    }

    List<Held> nearest(Connection tx, int most) throws SQLException {
        try (var select = tx.prepareStatement(HELD + " order by r.until, r.exchange, r.matter limit ?")) {
            select.setInt(1, most);
            return held(select);
        }
    }

    List<Retention.Rule> rules(Connection tx) throws SQLException {
        try (var select = tx.prepareStatement("""
                select matter, rule, count(*), min(until) from retention
                 where kept_at is not null and destroyed_at is null group by matter, rule order by matter, rule""");
                var rows = select.executeQuery()) {
            var found = new ArrayList<Retention.Rule>();
            while (rows.next()) {
                found.add(new Retention.Rule(Matter.of(rows.getString(1)), rows.getString(2), rows.getLong(3),
                        rows.getObject(4, LocalDate.class)));
            }
            return found;
        }
    }

    List<Retention.Gone> gone(Connection tx) throws SQLException {
        try (var select = tx.prepareStatement("""
                select matter, rule, count(*), max(destroyed_at) from retention where destroyed_at is not null
                 group by matter, rule order by matter, rule"""); var rows = select.executeQuery()) {
            var found = new ArrayList<Retention.Gone>();
            while (rows.next()) {
                found.add(new Retention.Gone(Matter.of(rows.getString(1)), rows.getString(2), rows.getLong(3),
                        rows.getTimestamp(4).toInstant()));
            }
            return found;
        }
    }

    boolean keepsContent(Connection tx, ExchangeId id) throws SQLException {
        try (var select = tx.prepareStatement("""
                select 1 from retention where exchange = ? and matter = 'content' and wrapped_key is not null""")) {
            select.setObject(1, id.value());
            try (var row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** What is told of the exchange goes, and the motive of an emergency, where there was one. */
    void destroyTrace(Connection tx, ExchangeId id, Timestamp now) throws SQLException {
        update(tx, "delete from account where exchange = ?", id);
        update(tx, "update broken_glass set emergency = null, emergency_key = null where exchange = ?", id);
        try (var update = tx.prepareStatement(
                "update retention set destroyed_at = ? where exchange = ? and matter = 'trace'")) {
            update.setTimestamp(1, now);
            update.setObject(2, id.value());
            update.executeUpdate();
        }
    }

    private static void update(Connection tx, String sql, ExchangeId id) throws SQLException {
        try (var update = tx.prepareStatement(sql)) {
            update.setObject(1, id.value());
            update.executeUpdate();
        }
    }

    private static List<Held> held(PreparedStatement select) throws SQLException {
        var found = new ArrayList<Held>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new Held(id(rows),
                        Journey.Direction.valueOf(rows.getString(2).toUpperCase(Locale.ROOT)),
                        Track.of(rows.getString(3)), Matter.of(rows.getString(4)),
                        new Term(ObligationCode.of(rows.getString(5)), rows.getObject(6, LocalDate.class)),
                        Stream.of(rows.getString(7).split(" ")).filter(each -> !each.isEmpty()).toList()));
            }
        }
        return found;
    }

    private static ExchangeId id(ResultSet row) throws SQLException {
        return new ExchangeId(row.getObject(1, UUID.class));
    }
}
