package org.viaduc.journal;

import java.util.List;
import java.util.Optional;

import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.Language;

/**
 * What a check of one journal found.
 *
 * @param entries     how many there are
 * @param root        the Merkle tree head over their contents, derived again
 * @param checkpoints how many of its own stand with it
 * @param witnesses   how many checkpoints that others hold of it stand with it
 * @param last        its newest own checkpoint; later entries are linked but not signed yet
 * @param ahead       the newest checkpoint that others hold beyond the end of this journal: it was copied before
 * @param dating      what was found out about its times
 * @param breaks      the first fifty in the order of their places; empty when all holds
 * @param found       how many breaks there are in all
 */
public record JournalReport(Department origin, long entries, Digest root, int checkpoints, int witnesses,
        Optional<Checkpoint> last, Optional<Checkpoint> ahead, Dating dating, List<Break> breaks,
        long found) {
    public JournalReport {
        breaks = List.copyOf(breaks);
    }

    public boolean holds() {
        return breaks.isEmpty();
    }

    /** The result in a few lines, for a person. */
    public String text(Language language) {
        var text = new StringBuilder(headline(language));
        last.ifPresent(it -> text.append(language.pick("\n  dernier point de contrôle : ", "\n  last checkpoint: "))
                .append(it.size()).append(language.pick(" entrées, ", " entries, ")).append(it.instant())
                .append("\n  ").append(it.rootHash()));
        ahead.ifPresent(it -> text.append(language.pick(
                "\n  un voisin connaît un état plus récent (" + it.size() + " entrées, " + it.instant()
                        + ") : cette copie est plus ancienne",
                "\n  a neighbour knows a newer state (" + it.size() + " entries, " + it.instant()
                        + "): this copy is older")));
        text.append(dating.text(language));
        breaks.forEach(each -> text.append("\n  ").append(each.sentence(language)));
        text.append(Break.more(found - breaks.size(), language));
        return text.toString();
    }

    private String headline(Language language) {
        var counts = language.pick(
                entries + " entrées, " + checkpoints + " points de contrôle, " + (witnesses == 0
                        ? "sans témoin parmi ces fichiers"
                        : witnesses + " témoignages de voisins"),
                entries + " entries, " + checkpoints + " checkpoints, " + (witnesses == 0
                        ? "no witness among these files"
                        : witnesses + " witnessed by neighbours"));
        return language.pick("Journal de " + origin + " : " + counts + " : " + (holds() ? "intact" : "ROMPU"),
                "Journal of " + origin + ": " + counts + ": " + (holds() ? "holds" : "BROKEN"));
    }
}
