package org.viaduc.policy;

import java.time.LocalDate;

import org.viaduc.policy.FactDetail.Evaluation;
import org.viaduc.policy.FactDetail.Result;
import org.viaduc.policy.FactDetail.Word;

/**
 * Where the written agreement of CASF R221-5-2 stands.
 *
 * @param word       the last word of those who may agree; null when there is none
 * @param evaluation the evaluation that counts after it; null when there is none
 */
record Agreement(State state, Fact word, Fact evaluation) {
    enum State {
        GIVEN,
        WITHDRAWN,
        NOT_EVALUATED,
        NO_DANGER,
        RISK,
        DANGER
    }

    static Agreement of(Situation situation) {
        Fact last = null;
        LocalDate withdrawn = LocalDate.MIN;
        LocalDate given = LocalDate.MIN;
        for (var i = 0; i < situation.count(); i++) {
            var fact = situation.fact(i);
            if (!(fact.detail() instanceof Word word)) {
                continue;
            }
            if (fact.kind() == FactKind.WRITTEN_AGREEMENT && word.by().isEmpty()) {
                given = later(given, fact.on());
            }
            if (!counts(situation, fact.kind(), word)) {
                continue;
            }
            if (last == null || isAfter(fact, last)) {
                last = fact;
            }
            if (fact.kind() == FactKind.AGREEMENT_WITHDRAWN) {
                withdrawn = later(withdrawn, fact.on());
            } else if (fact.kind() == FactKind.WRITTEN_AGREEMENT) {
                given = later(given, fact.on());
            }
        }
        if (last != null && last.kind() == FactKind.WRITTEN_AGREEMENT) {
            return new Agreement(State.GIVEN, last, null);
        }
        var evaluation = lastEvaluation(situation, later(withdrawn, given));
        if (evaluation != null) {
            return new Agreement(switch (result(evaluation)) {
                case NO_DANGER -> State.NO_DANGER;
                case RISK -> State.RISK;
                case DANGER -> State.DANGER;
            }, last, evaluation);
        }
        var isWithdrawn = last != null && last.kind() == FactKind.AGREEMENT_WITHDRAWN;
        return new Agreement(isWithdrawn ? State.WITHDRAWN : State.NOT_EVALUATED, last, null);
    }

    /**
     * A refusal or withdrawal whose author is unknown counts; an agreement whose author is unknown does not, but what was
     * evaluated before it is not taken for an evaluation after it either: what is unknown releases nothing.
     */
    private static boolean counts(Situation situation, FactKind kind, Word word) {
        return situation.mayAgree(word.by()) || word.by().isEmpty() && kind != FactKind.WRITTEN_AGREEMENT;
    }

    /** Of one day, a withdrawal counts after a refusal, and a refusal after an agreement: what releases less is last. */
    private static boolean isAfter(Fact one, Fact other) {
        var days = one.on().compareTo(other.on());
        var rank = one.kind().compareTo(other.kind());
        return days > 0 || days == 0 && (rank > 0 || rank == 0 && one.id().compareTo(other.id()) < 0);
    }

    /** An evaluation without author or result is none; one from before the agreement or its withdrawal is not after it. */
    private static Fact lastEvaluation(Situation situation, LocalDate since) {
        var seized = situation.has(FactKind.JUDICIAL_AUTHORITY_SEIZED);
        Fact last = null;
        for (var i = 0; i < situation.count(); i++) {
            var fact = situation.fact(i);
            if (fact.detail() instanceof Evaluation said && said.by().isPresent() && said.result().isPresent()
                    && fact.on().isAfter(since) && (last == null || isAfter(fact, last, seized))) {
                last = fact;
            }
        }
        return last;
    }

    private static boolean isAfter(Fact one, Fact other, boolean seized) {
        var days = one.on().compareTo(other.on());
        var rank = Integer.compare(strictness(result(one), seized), strictness(result(other), seized));
        return days > 0 || days == 0 && (rank > 0 || rank == 0 && one.id().compareTo(other.id()) < 0);
    }

    /** How little a result releases: danger without a seized authority awaits, risk reaches fewer recipients than danger. */
    private static int strictness(Result result, boolean seized) {
        return switch (result) {
            case NO_DANGER -> 3;
            case RISK -> seized ? 2 : 1;
            case DANGER -> seized ? 1 : 2;
        };
    }

    private static Result result(Fact evaluation) {
        return ((Evaluation) evaluation.detail()).result().orElseThrow();
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
