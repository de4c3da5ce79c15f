package org.viaduc.exchange;

import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.viaduc.exchange.desk.DutyBook;
import org.viaduc.policy.ObligationCode;

/**
 * A term that the law sets: from when, and its last day. A warning is given in the last fifth of it, one day before at
 * the latest and thirty days at the earliest.
 */
public record Deadline(LocalDate from, LocalDate due) {
    static final Period URGENT_NOTICE_TERM = Period.ofMonths(2);

    private static final int FIFTH = 5;
    private static final long LONGEST_WARNING = 30;
    private static final Map<String, Period> TERMS = Map.ofEntries(
            Map.entry(ObligationCode.CLOCK_IP_EVALUATION.word(), Period.ofMonths(3)),
            Map.entry(ObligationCode.CLOCK_ADDRESS_ANSWER.word(), Period.ofDays(10)),
            Map.entry(ObligationCode.CLOCK_TRANSMISSION_1_MONTH.word(), Period.ofMonths(1)),
            Map.entry(ObligationCode.CLOCK_ANSWER_1_MONTH.word(), Period.ofMonths(1)),
            Map.entry(ObligationCode.CLOCK_REVIEW_72_HOURS.word(), Period.ofDays(3)),
            Map.entry(ObligationCode.CLOCK_ACCESS_24_HOURS.word(), Period.ofDays(1)),
            Map.entry(ObligationCode.RETENTION_2_YEARS.word(), Period.ofYears(2)),
            Map.entry(ObligationCode.RETENTION_5_YEARS.word(), Period.ofYears(5)),
            Map.entry(ObligationCode.RETENTION_10_YEARS.word(), Period.ofYears(10)),
            Map.entry(DutyBook.URGENT_NOTICE, URGENT_NOTICE_TERM), Map.entry(DutyBook.FORWARDING, Period.ofDays(5)),
            Map.entry(DutyBook.PERSON_ANSWER, Period.ofMonths(1)),
            Map.entry(DutyBook.MAJORITY, Period.ofYears(18)));

    /** How near the last day is. */
    public enum Nearness {
        RUNNING,
        SOON,
        OVERDUE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The term of a duty, counted back from its last day; one that has no known term ran for that day alone. */
    static Deadline of(String code, LocalDate due) {
        return new Deadline(due.minus(TERMS.getOrDefault(code, Period.ZERO)), due);
    }

    /** Of what awaits since a day. */
    static Optional<Deadline> since(LocalDate from, Optional<LocalDate> due) {
        return due.map(day -> new Deadline(from.isAfter(day) ? day : from, day));
    }

    Nearness on(LocalDate today) {
        var warned = Math.clamp(Math.ceilDiv(ChronoUnit.DAYS.between(from, due), FIFTH), 1, LONGEST_WARNING);
        return today.isAfter(due)
                ? Nearness.OVERDUE
                : today.isBefore(due.minusDays(warned)) ? Nearness.RUNNING : Nearness.SOON;
    }
}
