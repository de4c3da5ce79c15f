package org.viaduc.exchange.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

import org.viaduc.exchange.question.DecisionText;
import org.viaduc.policy.Age;
import org.viaduc.policy.Decision;
import org.viaduc.policy.DecisionPoint;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FileFace;
import org.viaduc.policy.Question;
import org.viaduc.policy.RuleBook;

/**
 * A question that was decided here, with what is kept of what it was decided on.
 *
 * @param facts   all that are known, those too that were learnt later
 * @param moments when it was decided, the latest first
 * @param faces   as what the file may have been seen: one where it is still here, otherwise one for each that it may have been
 * @param answer  as it was written down
 */
record PastQuestion(Question question, Collection<Fact> facts, List<Moment> moments, List<FileFace> faces,
        String answer) {
    static final List<Age> AGES = List.of(new Age.Years(10), new Age.Years(40), new Age.Unknown());

    /** @param day in the node's zone */
    record Moment(Instant at, LocalDate day) {}

    /** One way in which that book gives again the answer that was given. */
    record Repeated(Decision decision, FileFace face, Moment moment) {}

    /** All ways; empty where what is kept leads elsewhere. */
    List<Repeated> repeated(RuleBook book) {
        var point = new DecisionPoint(book);
        for (var moment : moments) {
            var same = faces.stream().map(face -> new Repeated(decide(point, face, moment), face, moment))
                    .filter(each -> DecisionText.write(each.decision).equals(answer)).toList();
            if (!same.isEmpty()) {
                return same;
            }
        }
        return List.of();
    }

    Decision by(RuleBook book, Repeated asked) {
        return decide(new DecisionPoint(book), asked.face, asked.moment);
    }

    private Decision decide(DecisionPoint point, FileFace face, Moment moment) {
        var known = facts.stream().filter(fact -> !fact.recordedAt().isAfter(moment.at)).toList();
        return point.decide(question, face, known, moment.day);
    }

    @Override
    public String toString() {
        return "PastQuestion[" + question.track() + "]";
    }
}
