package org.viaduc.policy.view;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.viaduc.model.Kind;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.ObligationCode;
import org.viaduc.policy.Role;

/** One limit, with its law and the sentence that says why. */
record Limit(String id, Set<String> tracks, Set<Kind> kinds, Set<String> rules, Set<String> recalls,
        Set<Kind> whileClosed, Set<FactKind> whenFact, Set<FactKind> unlessFact, Set<ObligationCode> unlessDone,
        Showing hides, Showing others, List<String> law, String french, String english) {

    /** @param isClosed whether the rule book closes a kind to the reader today @param known facts about the person */
    Showing of(Passed passed, Role reader, Predicate<Kind> isClosed, Set<FactKind> known) {
        return touches(passed) && holds(passed, isClosed, known)
                ? reader == Role.PERSON ? hides : others
                : Showing.WHOLE;
    }

    private boolean touches(Passed passed) {
        return tracks.contains(passed.track()) || passed.kinds().stream().anyMatch(kinds::contains)
                || passed.rules().stream().anyMatch(rules::contains)
                || passed.recalls().stream().anyMatch(recalls::contains);
    }

    private boolean holds(Passed passed, Predicate<Kind> isClosed, Set<FactKind> known) {
        return (whileClosed.isEmpty() || whileClosed.stream().anyMatch(isClosed))
                && (whenFact.isEmpty() || whenFact.stream().anyMatch(known::contains))
                && unlessFact.stream().noneMatch(known::contains) && unlessDone.stream().noneMatch(passed::isDone);
    }
}
