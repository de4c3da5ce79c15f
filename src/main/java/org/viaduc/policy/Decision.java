package org.viaduc.policy;

import java.time.LocalDate;
import java.util.List;

import org.viaduc.model.Digest;
import org.viaduc.model.Language;
import org.viaduc.policy.Outcome.Await;
import org.viaduc.policy.Outcome.Release;
import org.viaduc.policy.Outcome.Withhold;

/**
 * What may leave, piece by piece, with the reasons. Made by {@link DecisionPoint#decide} alone.
 *
 * @param verdicts      one for each piece of the file, in the file's order
 * @param decidedBy     the reason of an await or a withholding; of a release, that of the track
 * @param rules         the ids of all rules among the reasons, sorted
 * @param obligations   sorted by code
 * @param wouldChange   facts that, were they there, would let more leave; sorted by word
 * @param factsReliedOn the facts that carry this answer, sorted by id: with them alone it would be the same
 * @param decidedOn     the date of the question; no part of the digest
 */
public record Decision(Question question, Outcome outcome, List<Verdict> verdicts, Reason decidedBy, List<String> rules,
        List<Obligation> obligations, List<FactKind> wouldChange, List<FactId> factsReliedOn, LocalDate decidedOn,
        String bookVersion, Digest bookDigest) {

    public boolean isRelease() {
        return outcome instanceof Release;
    }

    /** The facts awaited, any one of which lets the road go on; empty unless this is an await. */
    public List<FactKind> awaits() {
        return outcome instanceof Await await ? await.facts() : List.of();
    }

    /**
     * What the office that asked may read: the reason when it may be told, otherwise the sentence that an absent file gets
     * too. For the sender's own use of an await, see {@link #decidedBy}.
     */
    public String toldTo(Language language) {
        return switch (outcome) {
            case Withhold withheld -> withheld.answer() == Answer.TOLD
                    ? decidedBy.sentence(language)
                    : neutral(language);
            case Await await -> neutral(language);
            case Release release -> decidedBy.sentence(language);
        };
    }

    /** The sentence that says nothing, not even whether there is a file. */
    public static String neutral(Language language) {
        return language.pick("Aucune donnée communicable.", "No data can be communicated.");
    }

    /**
     * Equal for equal answers: same question, verdicts with their reasons, rules, obligations, book and facts relied on. It
     * holds neither the date nor the order of the pieces: an answer given again tomorrow, on the file as it was kept here, has
     * the same digest as long as it is the same.
     */
    public Digest digest() {
        return DecisionDigest.of(this);
    }

    @Override
    public String toString() {
        return "Decision[" + question.track() + " " + outcome.word() + " " + rules + "]";
    }
}
