package org.viaduc.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.viaduc.policy.FactDetail.Measure;
import org.viaduc.policy.FactDetail.MeasureType;

/** Step 10: what a release binds sender and recipient to, with due dates counted from the facts. */
final class Obligations {
    private final RuleBook book;
    private final Road road;
    private final Road way;
    private final Situation situation;
    private final Relied relied;
    private final boolean waived;

    Obligations(RuleBook book, Road road, Road way, Situation situation, Relied relied, boolean waived) {
        this.book = book;
        this.road = road;
        this.way = way;
        this.situation = situation;
        this.relied = relied;
        this.waived = waived;
    }

    List<Obligation> all() {
        var all = new ArrayList<Obligation>(6);
        if (road.toPeer) {
            book.commons.peerObligations.forEach(code -> add(all, code));
        }
        way.obligations.forEach(code -> add(all, code));
        if (!way.retention.isEmpty()) {
            add(all, way.retention(measure()));
        }
        if (way.informAfterwards) {
            add(all, situation.minor ? ObligationCode.INFORM_PARENTS : ObligationCode.INFORM_PERSON);
        }
        if (waived) {
            add(all, ObligationCode.PERSIST_LABEL);
        }
        return all;
    }

    private void add(List<Obligation> all, ObligationCode code) {
        all.add(new Obligation(code, due(code)));
    }

    /** The measure of the last day on which one is told; of two that day, the one kept for the shorter time. */
    private Optional<MeasureType> measure() {
        var last = situation.latest(FactKind.JUDICIAL_MEASURE);
        Fact chosen = null;
        for (var i = 0; i < situation.count(); i++) {
            var fact = situation.fact(i);
            if (fact.kind() == FactKind.JUDICIAL_MEASURE && fact.on().equals(last.on())
                    && (chosen == null || keptFor(fact) < keptFor(chosen)
                            || keptFor(fact) == keptFor(chosen) && Situation.isLater(fact, chosen))) {
                chosen = fact;
            }
        }
        relied.on(chosen);
        return chosen == null ? Optional.empty() : ((Measure) chosen.detail()).type();
    }

    private int keptFor(Fact measure) {
        return way.retention(((Measure) measure.detail()).type()).ordinal();
    }

    private Optional<LocalDate> due(ObligationCode code) {
        return switch (code) {
            case LOG_36_MONTHS -> Optional.of(situation.today.plusMonths(36));
            case RETENTION_2_YEARS -> Optional.of(situation.today.plusYears(2));
            case RETENTION_5_YEARS -> Optional.of(situation.today.plusYears(5));
            case RETENTION_10_YEARS -> Optional.of(situation.today.plusYears(10));
            case CLOCK_IP_EVALUATION -> after(FactKind.IP_RECEIVED).map(day -> day.plusMonths(3));
            case CLOCK_TRANSMISSION_1_MONTH -> Residence.of(situation).acquired().map(day -> day.plusMonths(1));
            case CLOCK_ANSWER_1_MONTH -> Optional.of(situation.today.plusMonths(1));
            case CLOCK_REVIEW_72_HOURS -> after(FactKind.EMERGENCY).map(day -> day.plusDays(3));
            case CLOCK_ACCESS_24_HOURS -> after(FactKind.EMERGENCY).map(day -> day.plusDays(1));
            case NOTIFY_SECOND_PERSON -> after(FactKind.EMERGENCY);
            case INFORM_PARENTS, INFORM_PERSON, NO_REDISCLOSURE, SIGNALEMENT, PAPER_LRAR, PERSIST_LABEL,
                    STOP_AND_SHRED, TELL_PAST_RECIPIENTS, CLOCK_ADDRESS_ANSWER ->
                Optional.empty();
        };
    }

    private Optional<LocalDate> after(FactKind kind) {
        var fact = situation.latest(kind);
        relied.on(fact);
        return fact == null ? Optional.empty() : Optional.of(fact.on());
    }
}
