package org.viaduc.exchange.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.journal.Actor;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;

/**
 * Deadlines that were missed, each with the department whose it was: this one's duties, emergencies, breaches and copies
 * that it was told about; of its neighbours, requests without an answer and copies that they were told about.
 */
public final class Deadlines {
    /**
     * Terms of hours are compared as instants, those of days as days. A file that was sent has been transmitted; evaluating what was delivered is the host's, and answering is the host's too.
     * What follows after years is no deadline of a procedure.
     */
    private static final String MISSED = """
            with term (who, other, what, exchange, due, done, sure) as (
                select ?, e.peer, d.code, d.exchange, d.due, coalesce((d.done_at at time zone ?)::date,
                    case when d.code = 'clock:transmission-1-month' then (
                        select (min(j.at) at time zone ?)::date from journal_entry j
                        where j.exchange = d.exchange and j.step = 'sending' and j.details->>'message' is null) end),
                    false
                from duty d join exchange e on e.id = d.exchange
                where d.due is not null and d.code not like 'retention:%%' and e.track <> 'break-glass'
                    and not (d.code = 'majority' and e.state not in ('awaiting', 'queued', 'parked'))
                    and not (d.code in ('clock:transmission-1-month', 'majority') and e.direction = 'in')
                    and not (d.code in ('clock:ip-evaluation', 'clock:address-answer', 'clock:answer-1-month')
                        and e.direction = 'out' and e.state = 'delivered')
                union all
                select ?, b.peer, g.duty, g.exchange, (g.due at time zone ?)::date, (g.done_at at time zone ?)::date,
                    true
                from glass_duty g join broken_glass b on b.exchange = g.exchange
                where coalesce(g.done_at, ?) > g.due
                union all
                select ?, e.peer, 'breach', b.exchange, (b.due at time zone ?)::date, (b.closed_at at time zone ?)::date,
                    true
                from breach b join exchange e on e.id = b.exchange where coalesce(b.closed_at, ?) > b.due
                union all
                select case f.direction when 'out' then f.peer else ? end,
                    case f.direction when 'out' then ? else f.peer end, f.matter, f.exchange,
                    (f.due at time zone ?)::date,
                    case f.state when 'settled' then (f.changed_at at time zone ?)::date end, true
                from follow_up f where case f.state when 'settled' then f.changed_at else ? end > f.due
                union all
                select e.peer, ?, 'request', e.id, e.due, null::date, false
                from exchange e where e.direction = 'in' and e.state = 'awaiting' and e.awaits = 'offer')
            select who, other, what, exchange, due, done from term
            where due between ? and ? and (sure or coalesce(done, ?) > due)
            order by who, due, exchange, what limit %d""";
    private static final int MOST = 10_000;

    private final Desk desk;
    private final Answers answers;

    public Deadlines(Desk desk, Answers answers) {
        this.desk = desk;
        this.answers = answers;
    }

    /**
     * One deadline that was missed.
     *
     * @param who  whose it was
     * @param what an obligation's word, {@code breach}, {@code request}, or what happened to a copy
     * @param done when it was done after all
     */
    public record Missed(Department who, Department other, String what, ExchangeId exchange, LocalDate due,
            Optional<LocalDate> done) {}

    /** Those whose last day lies in the period, by department and day. */
    public List<Missed> missed(Period period, Actor reader) {
        return desk.transactions().run(tx -> {
            var found = missed(tx, period);
            answers.read(tx, reader, "deadlines", found.size(), entry -> entry);
            return found;
        });
    }

    List<Missed> missed(Connection tx, Period period) throws SQLException {
        var here = desk.settings().department().code();
        var zone = desk.settings().zone().getId();
        var now = java.sql.Timestamp.from(desk.clock().instant());
        var today = desk.decider().today();
        try (var select = tx.prepareStatement(MISSED.formatted(MOST))) {
            var values = List.of(here, zone, zone, here, zone, zone, now, here, zone, zone, now, here, here, zone, zone,
                    now, here, period.from(), period.to(), today);
            for (var at = 0; at < values.size(); at++) {
                select.setObject(at + 1, values.get(at));
            }
            var found = new ArrayList<Missed>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Missed(new Department(rows.getString("who")),
                            new Department(rows.getString("other")), rows.getString("what"),
                            new ExchangeId(rows.getObject("exchange", UUID.class)),
                            rows.getObject("due", LocalDate.class),
                            Optional.ofNullable(rows.getObject("done", LocalDate.class))));
                }
            }
            return found;
        }
    }
}
