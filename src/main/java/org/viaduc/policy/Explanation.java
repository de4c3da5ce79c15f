package org.viaduc.policy;

import java.util.ArrayList;
import java.util.List;

import org.viaduc.model.Language;

/**
 * A decision as a case worker, a DPO or an auditor reads it: for every piece the rules that released, masked or withheld it
 * with their articles, the facts relied on, the obligations with their days, and what would change it. Never contents.
 */
public final class Explanation {
    private final RuleBook book;
    private final Language language;
    private final List<String> lines = new ArrayList<>();

    private Explanation(RuleBook book, Language language) {
        this.book = book;
        this.language = language;
    }

    /** @param book the one that decided: its digest is the decision's */
    public static String of(Decision decision, RuleBook book, Language language) {
        if (!decision.bookDigest().equals(book.digest())) {
            throw new WrongDecision("this decision was made by another rule book; ask for it by its digest");
        }
        var told = new Explanation(book, language);
        told.outcome(decision);
        decision.verdicts().forEach(verdict -> told.verdict(verdict, decision));
        told.facts(decision);
        told.obligations(decision);
        told.change(told.title("Ce qui changerait la décision", "What would change the decision"), decision
                .wouldChange());
        return String.join("\n", told.lines) + "\n";
    }

    private String title(String french, String english) {
        return language.pick(french + " : ", english + ": ");
    }

    private void outcome(Decision decision) {
        lines.add(title("Décision", "Decision") + switch (decision.outcome()) {
            case Outcome.Release release -> language.pick("transmettre ce qui suit", "release what follows");
            case Outcome.Await await -> language.pick("attendre", "await");
            case Outcome.Withhold withhold -> language.pick("ne rien transmettre", "withhold");
        });
        lines.add(title("Recueil", "Rule book") + decision.bookVersion() + " (" + decision.bookDigest() + ")");
        lines.add(title("Motif", "Reason") + told(decision.decidedBy()));
    }

    private String told(Reason reason) {
        var law = reason.law().stream().map(cited -> book.dated(cited, language)).toList();
        return reason.code() + " – " + reason.sentence(language) + (law.isEmpty()
                ? ""
                : " [" + String.join(" | ", law) + "]");
    }

    private void verdict(Verdict verdict, Decision decision) {
        lines.add(verdict.piece().pieceId() + " (" + verdict.piece().kind() + ") " + PlainWords.of(verdict.treatment(),
                language));
        verdict.reasons().forEach(reason -> lines.add("  " + told(reason)));
        if (verdict.treatment() != Treatment.RELEASE) {
            change("  " + title("Le changerait", "Would change it"), wouldChange(verdict, decision));
        }
    }

    /** The facts that would open this piece: those that its condition awaits; none where the law closes it for good. */
    static List<FactKind> wouldChange(Verdict verdict, Decision decision) {
        var reason = verdict.reasons().getFirst();
        if (reason.clause().equals("opposition")) {
            return List.of(FactKind.CONSENT);
        }
        return switch (reason.step()) {
            case CONDITION -> reason.equals(decision.decidedBy())
                    ? decision.wouldChange()
                    : awaited(reason.clause(), decision.wouldChange());
            case BASIS, RECIPIENT, TRANSPORT -> decision.wouldChange();
            case HARD_MASK, SENDER, CATEGORY, MASK, RELEASE -> List.of();
        };
    }

    private static List<FactKind> awaited(String clause, List<FactKind> all) {
        return all.stream().filter(kind -> kind.word().equals(clause) || clause.equals("person-informed")
                && (kind == FactKind.PARENTS_INFORMED || kind == FactKind.PERSON_INFORMED)).toList();
    }

    private void change(String title, List<FactKind> facts) {
        if (!facts.isEmpty()) {
            lines.add(title + String.join(language.pick(" ; ou ", "; or "), facts.stream().map(kind -> PlainWords.of(
                    kind, language)).toList()));
        }
    }

    private void facts(Decision decision) {
        if (!decision.factsReliedOn().isEmpty()) {
            lines.add(title("Faits retenus", "Facts relied on") + String.join(", ", decision.factsReliedOn().stream()
                    .map(FactId::value).toList()));
        }
    }

    private void obligations(Decision decision) {
        decision.obligations().forEach(obligation -> lines.add(title("Obligation", "Obligation") + PlainWords.of(
                obligation.code(), language)
                + obligation.due().map(day -> language.pick(", au plus tard le ", ", by ") + day).orElse("")));
    }
}
