package org.viaduc.policy;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

import org.viaduc.person.MatchedRecord;
import org.viaduc.policy.Outcome.Withhold;
import org.viaduc.policy.Reason.Step;

/** Answers questions by one rule book. */
public final class DecisionPoint {
    private final RuleBook book;

    public DecisionPoint(RuleBook book) {
        this.book = book;
    }

    public RuleBook book() {
        return book;
    }

    /**
     * Answers for every piece of the file whether it may go to the recipient for this purpose; depends on nothing but its
     * arguments, and not on their order. A rule that cannot be evaluated withholds what it guards; a track without rules
     * withholds, neutrally. The reasons name rules, never contents.
     *
     * @param facts those dated after {@code today} have not happened
     * @param today the date in the node's zone
     */
    public Decision decide(Question question, FileFace file, Collection<Fact> facts, LocalDate today) {
        var road = book.road(question.track());
        return road == null
                ? withoutRules(question, file)
                : new Deciding(book, road, question, file, new Situation(file, facts, today)).decide();
    }

    private Decision withoutRules(Question question, FileFace file) {
        var reason = new Reason("none", Step.BASIS, "without-rules", List.of(),
                "Le recueil n'a pas de règles pour cette voie.", "The rule book has no rules for this road.");
        var reasons = List.of(reason);
        var verdicts = file.pieces().stream().map(piece -> new Verdict(piece, Treatment.WITHHOLD, reasons)).toList();
        return new Decision(question, Withhold.NEUTRAL, verdicts, reason, List.of(), List.of(), List.of(), List.of(),
                book.version(), book.digest());
    }

    public ReleasedRecord release(MatchedRecord record, Decision decision) {
        throw new UnsupportedOperationException();
    }
}
