package org.viaduc.exchange.retention;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

import org.viaduc.policy.Obligation;
import org.viaduc.policy.ObligationCode;

/**
 * How long something is kept.
 *
 * @param rule  the obligation that says so
 * @param until the last day
 */
public record Term(ObligationCode rule, LocalDate until) {
    /** How long what was exchanged is kept: the longest retention among the obligations; empty where none names one. */
    static Optional<Term> ofContent(Collection<Obligation> obligations) {
        return obligations.stream().filter(each -> each.code().word().startsWith("retention:"))
                .flatMap(each -> each.due().map(due -> new Term(each.code(), due)).stream())
                .max(Comparator.comparing(Term::until));
    }

    /** How long what is told of it is kept: 36 months (CRPA R114-9-7), counted from its ending where no decision counted. */
    static Term ofTrace(Collection<Obligation> obligations, LocalDate ended) {
        return obligations.stream().filter(each -> each.code() == ObligationCode.LOG_36_MONTHS)
                .flatMap(each -> each.due().stream()).max(Comparator.naturalOrder())
                .map(due -> new Term(ObligationCode.LOG_36_MONTHS, due))
                .orElseGet(() -> new Term(ObligationCode.LOG_36_MONTHS, ended.plusMonths(TRACE_MONTHS)));
    }

    /** The first day of which something is still told today. */
    static LocalDate beginOfTrace(LocalDate today) {
        return today.minusMonths(TRACE_MONTHS);
    }

    private static final int TRACE_MONTHS = 36;
}
