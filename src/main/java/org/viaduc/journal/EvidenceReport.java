package org.viaduc.journal;

import java.util.List;
import java.util.Optional;

import org.viaduc.journal.Timestamp.Stamp;
import org.viaduc.model.Department;
import org.viaduc.model.Language;

/**
 * What a check of evidence found.
 *
 * @param about     what it is about, as {@code exchange 0195…}
 * @param entries   how many it holds
 * @param proofs    how many inclusion and consistency proofs lead where they must
 * @param receipts  how many receipts of neighbours stand under their keys
 * @param head      the signed checkpoint that all is proven against
 * @param stamp     an authority's word that all of it was there at that moment
 * @param breaks    the first fifty; empty when all holds
 * @param found     how many breaks there are in all
 */
public record EvidenceReport(Department origin, String about, long entries, int proofs, int receipts,
        Optional<Checkpoint> head, Optional<Stamp> stamp, List<Break> breaks, long found) {
    public EvidenceReport {
        breaks = List.copyOf(breaks);
    }

    public boolean holds() {
        return breaks.isEmpty();
    }

    /** The result in a few lines, for a person. */
    public String text(Language language) {
        var text = new StringBuilder(language.pick(
                "Preuve du journal de " + origin + " (" + about + ") : " + entries + " entrées, " + proofs
                        + " preuves, "
                        + receipts + " accusés de réception signés : " + (holds() ? "intacte" : "ROMPUE"),
                "Evidence of the journal of " + origin + " (" + about + "): " + entries + " entries, " + proofs
                        + " proofs, " + receipts + " signed receipts: " + (holds() ? "holds" : "BROKEN")));
        head.ifPresent(it -> text.append(language.pick("\n  point de contrôle : ", "\n  checkpoint: "))
                .append(it.size()).append(language.pick(" entrées, ", " entries, ")).append(it.instant())
                .append("\n  ").append(it.rootHash()));
        stamp.ifPresent(it -> text.append(language.pick("\n  horodaté le ", "\n  timestamped ")).append(it.at())
                .append(language.pick(" par ", " by ")).append(it.authority()).append(it.isTrusted()
                        ? ""
                        : language.pick(" (autorité à vérifier : --authority)",
                                " (whether to trust it: --authority)")));
        breaks.forEach(each -> text.append("\n  ").append(each.sentence(language)));
        text.append(Break.more(found - breaks.size(), language));
        return text.toString();
    }
}
