package org.viaduc.exchange.desk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.viaduc.journal.Actor;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Track;
import org.viaduc.policy.Obligation;
import org.viaduc.policy.ObligationCode;

/** What decisions bind this node to, and by when. A decision that is made again replaces what is not done yet. */
public final class DutyBook {
    /** What holds for good, or is done by the node itself: there is nothing for a person to do by a day. */
    private static final Set<ObligationCode> NOBODYS = EnumSet.of(ObligationCode.LOG_36_MONTHS,
            ObligationCode.NO_REDISCLOSURE, ObligationCode.PERSIST_LABEL, ObligationCode.STOP_AND_SHRED,
            ObligationCode.TELL_PAST_RECIPIENTS);
    /** An urgent decision is told to the department that may owe it, else its cost stays (CASF L122-4). */
    public static final String URGENT_NOTICE = "clock:urgent-notice";
    /** Nobody is obliged to anything by coming of age, but what was not sent stays. */
    public static final String MAJORITY = "majority";
    /** A CPAS that is not competent forwards the application (law of 26.5.2002, art. 18 § 4). */
    public static final String FORWARDING = "clock:forward-5-days";
    /** The office that is left closes its integration at the Crossroads Bank (law of 15.1.1990). */
    public static final String CLOSE_INTEGRATION = "bcss:close-integration";
    /** The office that takes over integrates the NISS and asks anew: answers are not forwarded (law of 15.1.1990). */
    public static final String CONSULT_AGAIN = "bcss:integrate-and-consult";
    /** No notice to the other parent of a child whose address is protected (C. civ. 373-2, last paragraph). */
    public static final String NOTICE_SUSPENDED = "notice-suspended";
    /** Whoever asks for their own file is answered within a month (RGPD 12(3)), be it with a refusal (12(4)). */
    public static final String PERSON_ANSWER = "clock:person-answer";
    private static final String STANDING = Stream.of(URGENT_NOTICE, MAJORITY, FORWARDING, CLOSE_INTEGRATION,
            CONSULT_AGAIN, NOTICE_SUSPENDED, PERSON_ANSWER).map(code -> "'" + code + "'")
            .collect(Collectors.joining(", "));
    /** As long as the longest clock that is shown from its first day. */
    private static final int HORIZON_MONTHS = 4;
    private static final int SHOWN = 1000;

    /** One duty of one exchange. */
    public record Duty(ExchangeId exchange, String code, Optional<LocalDate> due, Journey.Direction direction,
            Department peer, Track track, Instant since) {}

    /**
     * The beginning of a statement that also writes down what a decision obliges to, in the place of what an earlier one did.
     * It has {@link #PLACES} places of its own, which {@link #note(PreparedStatement, ExchangeId, Collection)} fills.
     */
    static final String NOTING = """
            with gone as (
                delete from duty where exchange = ? and done_at is null and code <> all (?)
                    and code not in (%s)),
            owed as (
                insert into duty (exchange, code, due) select ?, * from unnest(?::text[], ?::date[])
                on conflict (exchange, code) do update set due = excluded.due where duty.done_at is null)
            """.formatted(STANDING);
    static final int PLACES = 5;

    /** Fills the places of {@link #NOTING}, the first ones of the statement. */
    static void note(PreparedStatement statement, ExchangeId id, Collection<Obligation> obligations)
            throws SQLException {
        var some = obligations.stream().filter(each -> !NOBODYS.contains(each.code())).toList();
        var connection = statement.getConnection();
        var codes = connection.createArrayOf("text", some.stream().map(each -> each.code().word()).toArray());
        statement.setObject(1, id.value());
        statement.setArray(2, codes);
        statement.setObject(3, id.value());
        statement.setArray(4, codes);
        statement.setArray(5, connection.createArrayOf("text",
                some.stream().map(each -> each.due().map(LocalDate::toString).orElse(null)).toArray()));
    }

    /** Writes down what no decision sets. @param due empty where the law names no day */
    public void note(Connection tx, ExchangeId id, String code, Optional<LocalDate> due) throws SQLException {
        try (var statement = tx.prepareStatement("""
                insert into duty (exchange, code, due) values (?, ?, ?)
                on conflict (exchange, code) do update set due = excluded.due where duty.done_at is null""")) {
            statement.setObject(1, id.value());
            statement.setString(2, code);
            statement.setObject(3, due.orElse(null));
            statement.executeUpdate();
        }
    }

    /**
     * What is to be done here in the coming months, the nearest first. What was sent has been transmitted, and evaluating an
     * alert that was delivered is the host's.
     */
    public List<Duty> open(Connection tx, LocalDate today) throws SQLException {
        try (var statement = tx.prepareStatement("""
                select d.exchange, d.code, d.due, e.direction, e.peer, e.track, e.opened_at
                from duty d join exchange e on e.id = d.exchange
                where d.done_at is null and (d.due is null or d.due <= ?)
                    and not (d.code = 'majority' and e.state not in ('awaiting', 'queued', 'parked'))
                    and not (d.code in ('bcss:close-integration', 'bcss:integrate-and-consult')
                        and e.state <> 'delivered')
                    and not (d.code in ('clock:transmission-1-month', 'clock:forward-5-days')
                        and (e.direction = 'in' or e.state in ('sent', 'delivered')))
                    and not (d.code in ('clock:ip-evaluation', 'clock:address-answer') and e.direction = 'out'
                        and e.state = 'delivered')
                order by d.due nulls first, d.exchange limit ?""")) {
            statement.setObject(1, today.plusMonths(HORIZON_MONTHS));
            statement.setInt(2, SHOWN);
            try (var rows = statement.executeQuery()) {
                var duties = new ArrayList<Duty>();
                while (rows.next()) {
                    duties.add(new Duty(new ExchangeId(rows.getObject(1, UUID.class)), rows.getString(2),
                            Optional.ofNullable(rows.getObject(3, LocalDate.class)),
                            Journey.Direction.valueOf(rows.getString(4).toUpperCase(Locale.ROOT)),
                            new Department(rows.getString(5)), Track.of(rows.getString(6)),
                            rows.getTimestamp(7).toInstant()));
                }
                return duties;
            }
        }
    }

    /** Somebody says that it is done. @return false when there is no such duty, or it was done before */
    public boolean done(Connection tx, ExchangeId id, String code, Actor by, Instant now) throws SQLException {
        try (var statement = tx.prepareStatement(
                "update duty set done_at = ?, done_by = ? where exchange = ? and code = ? and done_at is null")) {
            statement.setTimestamp(1, Timestamp.from(now));
            statement.setString(2, by.toString());
            statement.setObject(3, id.value());
            statement.setString(4, code);
            return statement.executeUpdate() == 1;
        }
    }
}
