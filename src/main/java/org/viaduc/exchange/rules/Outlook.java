package org.viaduc.exchange.rules;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.viaduc.model.Digest;
import org.viaduc.model.Track;
import org.viaduc.policy.Reason;

/**
 * What another rule book would have decided on past exchanges.
 *
 * @param looked    how many exchanges were looked at
 * @param asked     how many of them could be asked again: their own book gives the answer again that was given
 * @param different how many of those another answer would have been given to
 * @param unasked   how many could not be asked again, by what was in the way
 * @param changes   what would have been different, the most frequent first
 */
public record Outlook(Book before, Book after, int looked, int asked, int different, Map<Obstacle, Integer> unasked,
        List<Change> changes) {
    public Outlook {
        unasked = Map.copyOf(unasked);
        changes = List.copyOf(changes);
    }

    /** One of the two books. */
    public record Book(String version, Digest digest) {}

    /** Why an exchange cannot be asked again. */
    public enum Obstacle {
        /** What is told of it was destroyed with its term. */
        CONTENT_DESTROYED,
        /** The book that decided it is not at hand any more. */
        BOOK_UNKNOWN,
        /** What is kept does not lead to the answer that was given: facts, marks or the register are others now. */
        NOT_REPRODUCED,
        /** The answer would depend on what is not kept: whether the person was a minor, or what a piece carried. */
        OPEN;

        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

        public String word() {
            return word;
        }
    }

    /** What of an answer would be different. */
    public enum Matter {
        /** The answer itself. */
        OUTCOME,
        /** What becomes of a kind of piece. */
        PIECE,
        /** What is to be done, or by when. */
        OBLIGATION;

        private final String word = name().toLowerCase(Locale.ROOT);

        public String word() {
            return word;
        }
    }

    /**
     * One side of a change.
     *
     * @param verdict an outcome, a verdict or an obligation in code words; {@code none} where the book says nothing of it
     * @param reason  the rule that says so, as {@code R-ASE-IP/condition/informed}, with its law and sentence; a reason without rule
     *                where no rule is named
     */
    public record Said(String verdict, Reason reason) {
        /** As the journal names it, and empty where no rule is named. */
        public String code() {
            return reason.rule().isEmpty() ? "" : reason.code();
        }
    }

    /** @param kind of piece; empty for the others @param exchanges how many of them it concerns */
    public record Change(Track track, Matter matter, String kind, Said before, Said after, int exchanges) {}

}
