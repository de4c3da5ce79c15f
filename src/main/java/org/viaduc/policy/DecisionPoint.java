package org.viaduc.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.viaduc.model.CommonRecord;
import org.viaduc.model.Piece;
import org.viaduc.model.Ties;
import org.viaduc.model.Track;
import org.viaduc.person.MatchedRecord;
import org.viaduc.policy.Outcome.Withhold;
import org.viaduc.policy.Reason.Step;

/** Answers questions by one rule book. */
public final class DecisionPoint {
    /** What every resource has, even one that says nothing. */
    private static final Set<String> FORM = Set.of("resourceType", "id");

    private final RuleBook book;

    public DecisionPoint(RuleBook book) {
        this.book = book;
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
                ? withoutRules(question, file, today)
                : new Deciding(book, road, question, file, new Situation(file, facts, today)).decide();
    }

    /** The words in which a question may be asked on a track; none on a track without rules. */
    public QuestionWords words(Track track) {
        var road = book.road(track);
        return road == null
                ? new QuestionWords(Set.of(), Set.of(), Set.of())
                : QuestionWords.of(road.purposes, road.passages);
    }

    private Decision withoutRules(Question question, FileFace file, LocalDate today) {
        var reason = new Reason("none", Step.BASIS, "without-rules", List.of(),
                "Le recueil n'a pas de règles pour cette voie.", "The rule book has no rules for this road.");
        var reasons = List.of(reason);
        var verdicts = file.pieces().stream().map(piece -> new Verdict(piece, Treatment.WITHHOLD, reasons)).toList();
        return new Decision(question, Withhold.NEUTRAL, verdicts, reason, List.of(), List.of(), List.of(), List.of(),
                today, book.version(), book.digest());
    }

    /**
     * The part of the record that the decision lets leave. A masked piece keeps only what the book lists for its kind, of
     * coded words those that have a common code, and none of its attachments; one that said nothing else counts as withheld. A
     * withheld piece takes its attachments with it, and every reference to it. Pieces are numbered anew, so that no gap tells
     * of another: what leaves equals what would leave of a file without the withheld pieces.
     *
     * @throws WrongDecision when this is no release, or not of this very record, or by another book: decide again
     */
    public ReleasedRecord release(MatchedRecord matched, Decision decision) {
        return new ReleasedRecord(Numbering.anew(filtered(matched.record(), decision)), matched.pseudonym(), decision);
    }

    /**
     * The same of a record that came from elsewhere: its pieces keep the ids under which their origin signed them.
     *
     * @throws WrongDecision as {@link #release}
     */
    public ReleasedRecord admit(MatchedRecord matched, Decision decision) {
        return new ReleasedRecord(filtered(matched.record(), decision), matched.pseudonym(), decision);
    }

    /**
     * The part of a record that a decision in an emergency lets somebody see, whoever it is about here. It cannot be sealed
     * or delivered.
     *
     * @throws WrongDecision as {@link #release}, and on every other track
     */
    public LimitedView view(CommonRecord record, Decision decision) {
        if (decision.question().track() != Track.BREAK_GLASS) {
            throw new WrongDecision("only an emergency lets somebody see a file that nobody was matched with");
        }
        return new LimitedView(Numbering.anew(filtered(record, decision)));
    }

    private CommonRecord filtered(CommonRecord record, Decision decision) {
        if (!decision.isRelease()) {
            throw new WrongDecision("this decision lets nothing leave");
        }
        if (!decision.bookDigest().equals(book.digest())) {
            throw new WrongDecision("this decision was made by another rule book; decide again");
        }
        var pieces = record.pieces();
        if (pieces.size() != decision.verdicts().size()) {
            throw new WrongDecision("this decision was not made of this record; decide again");
        }
        var released = new ArrayList<Piece>(pieces.size());
        var withheld = new HashSet<String>();
        var masked = new HashSet<String>();
        for (var i = 0; i < pieces.size(); i++) {
            var verdict = decision.verdicts().get(i);
            if (!verdict.piece().equals(PieceFace.of(pieces.get(i)))) {
                throw new WrongDecision("this decision was not made of this record; decide again");
            }
            var piece = pieces.get(i);
            switch (verdict.treatment()) {
                case RELEASE -> released.add(piece);
                case MASK -> masked(piece).ifPresentOrElse(left -> {
                    masked.add(piece.id());
                    released.add(left);
                }, () -> withheld.add(piece.id()));
                case WITHHOLD -> withheld.add(piece.id());
            }
        }
        return new CommonRecord(Ties.loosened(released, withheld, masked));
    }

    private Optional<Piece> masked(Piece piece) {
        var kept = piece.resource().keeping(book.maskKeeps(piece.kind()));
        var known = UnknownWords.without(kept);
        return known.equals(kept) || !FORM.containsAll(known.leafNames())
                ? Optional.of(new Piece(piece.id(), piece.kind(), known, piece.confidentiality(), piece.marks(),
                        List.of()))
                : Optional.empty();
    }
}
