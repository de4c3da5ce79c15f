package org.viaduc.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.viaduc.policy.FactDetail.Consent;
import org.viaduc.policy.FactDetail.Giver;
import org.viaduc.policy.FactDetail.Item;
import org.viaduc.policy.FactDetail.Motivated;
import org.viaduc.policy.Outcome.Withhold;

/** Step 7 of a decision: what must have been said, agreed or reached, one by one. */
final class Conditions {
    private static final int ADDRESS_ANSWER_DAYS = 10;
    private static final List<FactKind> PARENTS = words(FactKind.PARENTS_INFORMED, FactKind.INFORMATION_WAIVED);
    private static final List<FactKind> PERSON = words(FactKind.PERSON_INFORMED, FactKind.INFORMATION_WAIVED);
    private static final List<FactKind> EITHER = words(FactKind.PARENTS_INFORMED, FactKind.PERSON_INFORMED);
    private static final List<FactKind> CHILD = words(FactKind.CHILD_INFORMED, FactKind.INFORMATION_WAIVED);
    private static final List<FactKind> AGREEMENT = words(FactKind.WRITTEN_AGREEMENT,
            FactKind.EVALUATED_AFTER_REFUSAL);

    private final Situation situation;
    private final Question question;
    private final Relied relied;
    private boolean waiverReliedOn;

    Conditions(Situation situation, Question question, Relied relied) {
        this.situation = situation;
        this.question = question;
        this.relied = relied;
    }

    /**
     * What an unmet condition leads to.
     *
     * @param awaits   the facts, any one of which meets it
     * @param withhold when it withholds rather than awaits, else null
     * @param held     the guarded kinds it holds back
     */
    record Missing(List<FactKind> awaits, List<Obligation> obligations, Withhold withhold, long held) {
        static final Comparator<FactKind> BY_WORD = Comparator.comparing(FactKind::word);

        Missing(List<FactKind> awaits) {
            this(awaits, List.of(), null, 0);
        }
    }

    /** True when an {@code information-waived} stands in for an information that was not given. */
    boolean isWaiverReliedOn() {
        return waiverReliedOn;
    }

    /** What decides before all other conditions: an agreement taken back, or none and no danger without it. */
    Missing closedByAgreement(Agreement agreement) {
        return switch (agreement.state()) {
            case WITHDRAWN -> new Missing(AGREEMENT, List.of(
                    new Obligation(ObligationCode.STOP_AND_SHRED, Optional.of(agreement.word().on())),
                    new Obligation(ObligationCode.TELL_PAST_RECIPIENTS, Optional.of(agreement.word().on()))),
                    Withhold.TOLD, 0);
            case NO_DANGER -> new Missing(List.of(FactKind.WRITTEN_AGREEMENT), List.of(), Withhold.NEUTRAL, 0);
            case GIVEN, NOT_EVALUATED, RISK, DANGER -> null;
        };
    }

    /** What is missing; null when the condition is met. @param kinds those that may still leave */
    Missing missing(Condition condition, Agreement agreement, long kinds) {
        return switch (condition.type()) {
            case ADDRESS -> address();
            case INFORMED -> informed();
            case CHILD_INFORMED -> childInformed();
            case PERSON_INFORMED -> guarding(personInformed(), condition.guards() & kinds);
            case AGREED -> agreed(agreement);
            case ANY_OF -> anyOf(condition.facts());
            case CONSENT -> unless(FactKind.CONSENT, condition.guards() & kinds & ~consented());
            case SIX_CONDITIONS -> unless(FactKind.SIX_CONDITIONS, condition.guards() & kinds & ~recorded());
            case RESIDENCE -> residence();
            case EMERGENCY -> emergency();
        };
    }

    private Missing address() {
        var moved = situation.latest(FactKind.FAMILY_MOVED);
        var answered = situation.latest(FactKind.ADDRESS_ANSWERED);
        relied.onMoves(situation);
        var isAnswered = answered != null && !answered.on().isBefore(moved.on());
        var isKnown = isAnswered || situation.isAddressKnownAtLastMove();
        if (isAnswered) {
            relied.on(answered);
        }
        if (isKnown && question.to().department().isKnown()) {
            return null;
        }
        var awaits = List.of(isKnown ? FactKind.FAMILY_MOVED : FactKind.ADDRESS_ANSWERED);
        return new Missing(awaits, searching(), null, 0);
    }

    private List<Obligation> searching() {
        var obligations = new java.util.ArrayList<Obligation>(2);
        var requested = situation.latest(FactKind.ADDRESS_REQUESTED);
        if (requested != null) {
            relied.on(requested);
            obligations.add(new Obligation(ObligationCode.CLOCK_ADDRESS_ANSWER,
                    Optional.of(requested.on().plusDays(ADDRESS_ANSWER_DAYS))));
        }
        var endangers = situation.latest(FactKind.INTERRUPTION_ENDANGERS);
        if (endangers != null && !situation.has(FactKind.JUDICIAL_AUTHORITY_SEIZED)) {
            relied.on(endangers);
            obligations.add(new Obligation(ObligationCode.SIGNALEMENT, Optional.of(endangers.on())));
        }
        return obligations;
    }

    private Missing informed() {
        var own = situation.latest(FactKind.PERSON_INFORMED);
        var parents = situation.latest(FactKind.PARENTS_INFORMED);
        var isInformed = situation.adult ? own != null : parents != null && (situation.minor || own != null);
        if (isInformed) {
            relied.on(situation.adult ? own : parents);
            relied.on(situation.minor ? null : own);
            return null;
        }
        return isWaived() ? null : new Missing(situation.adult ? PERSON : PARENTS);
    }

    private Missing childInformed() {
        if (situation.adult) {
            return null;
        }
        relied.on(situation.latest(FactKind.DISCERNMENT_ASSESSED));
        if (!situation.discernment) {
            return null;
        }
        var informed = situation.latest(FactKind.CHILD_INFORMED);
        relied.on(informed);
        return informed != null || isWaived() ? null : new Missing(CHILD);
    }

    /** A waiver counts with its motive, decided by the CRIP's head or the president's delegate (CASF R221-5). */
    private boolean isWaived() {
        var last = situation.latest(FactKind.INFORMATION_WAIVED,
                detail -> detail instanceof Motivated waiver && waiver.motive().isPresent() && waiver.by().isPresent()
                        && (waiver.by().get() == Role.CADRE_CRIP || waiver.by().get() == Role.PCD_DEL));
        relied.on(last);
        waiverReliedOn |= last != null;
        return last != null;
    }

    private Missing personInformed() {
        var own = situation.latest(FactKind.PERSON_INFORMED);
        var parents = situation.minor ? situation.latest(FactKind.PARENTS_INFORMED) : null;
        if (own == null && parents == null) {
            return new Missing(situation.minor ? EITHER : List.of(FactKind.PERSON_INFORMED));
        }
        relied.on(own);
        relied.on(parents);
        return null;
    }

    private Missing agreed(Agreement agreement) {
        return switch (agreement.state()) {
            case GIVEN, RISK -> null;
            case NOT_EVALUATED -> new Missing(AGREEMENT);
            case DANGER -> seized(agreement.evaluation());
            case WITHDRAWN, NO_DANGER -> closedByAgreement(agreement);
        };
    }

    private Missing seized(Fact evaluation) {
        var seized = situation.latest(FactKind.JUDICIAL_AUTHORITY_SEIZED);
        relied.on(seized);
        return seized != null
                ? null
                : new Missing(List.of(FactKind.JUDICIAL_AUTHORITY_SEIZED), List.of(
                        new Obligation(ObligationCode.SIGNALEMENT, Optional.of(evaluation.on()))), null, 0);
    }

    private Missing anyOf(List<FactKind> facts) {
        var isThere = false;
        for (var kind : facts) {
            relied.on(situation.latest(kind));
            isThere |= situation.has(kind);
        }
        return isThere ? null : new Missing(facts);
    }

    private static Missing guarding(Missing missing, long held) {
        return missing == null || held == 0
                ? null
                : new Missing(missing.awaits(), missing.obligations(), missing.withhold(), held);
    }

    private static Missing unless(FactKind kind, long held) {
        return held == 0 ? null : new Missing(List.of(kind), List.of(), null, held);
    }

    private long consented() {
        var kinds = 0L;
        for (var i = 0; i < situation.count(); i++) {
            if (situation.fact(i).detail() instanceof Consent consent && stands(consent, situation, question)) {
                relied.on(situation.fact(i));
                relied.on(consent.by().equals(Optional.of(Giver.PERSON)) && !situation.adult
                        ? situation.latest(FactKind.DISCERNMENT_ASSESSED)
                        : null);
                for (var section : consent.sections()) {
                    kinds |= Kinds.of(section);
                }
            }
        }
        return kinds;
    }

    /** True for a consent by whoever may consent, up to its last day, that speaks to this question. */
    static boolean stands(Consent consent, Situation situation, Question question) {
        return situation.mayConsent(consent.by()) && consent.scope().covers(question)
                && (consent.until().isEmpty() || !situation.today.isAfter(consent.until().get()));
    }

    private long recorded() {
        var kinds = 0L;
        for (var i = 0; i < situation.count(); i++) {
            if (situation.fact(i).detail() instanceof Item item && item.section().isPresent()) {
                relied.on(situation.fact(i));
                kinds |= Kinds.of(item.section().get());
            }
        }
        return kinds;
    }

    private Missing residence() {
        var residence = Residence.of(situation);
        residence.stays().forEach(relied::on);
        if (residence.acquired().isPresent()) {
            return null;
        }
        return new Missing(List.of(FactKind.RESIDENCE), List.of(), residence.neutral() ? Withhold.TOLD : null, 0);
    }

    private Missing emergency() {
        var declared = situation.latest(FactKind.EMERGENCY,
                detail -> detail instanceof Motivated said && said.by().isPresent() && said.motive().isPresent());
        if (declared != null && !declared.on().isBefore(situation.today.minusDays(1))) {
            relied.on(declared);
            return null;
        }
        return new Missing(List.of(FactKind.EMERGENCY));
    }

    private static List<FactKind> words(FactKind... kinds) {
        return java.util.Arrays.stream(kinds).sorted(Missing.BY_WORD).toList();
    }
}
