package org.viaduc.journal;

import java.util.Arrays;

import org.viaduc.model.Department;
import org.viaduc.model.Language;
import org.viaduc.model.UnknownCode;

/**
 * Two checkpoints that one node signed and that cannot both be true of one log that only grows: together they are the
 * proof, and need nobody's word.
 */
public record Contradiction(Kind kind, Checkpoint first, Checkpoint second) {
    /** In what way they contradict each other. */
    public enum Kind {
        /** The same size with different roots. */
        TWO_HISTORIES("two-histories",
                "montre deux histoires : deux points de contrôle signés de même taille diffèrent",
                "shows two histories: two signed checkpoints of the same size differ"), //
        /** The larger one is the older one, by more than clocks differ. */
        WENT_BACK("went-back",
                "est revenu en arrière : le journal signé le plus récent est le plus court (sauvegarde restaurée, ou "
                        + "horloge reculée)",
                "went back: the journal that was signed later is the shorter one (an older copy restored, or the clock "
                        + "set back)"), //
        /** Asked for the proof that the log grew from the one to the other, the node gave none that stands. */
        NOT_GROWN("not-grown",
                "ne prouve pas que son journal n'a fait que grandir d'un point de contrôle signé à l'autre : il l'a réécrit "
                        + "entre-temps, ou montre une autre histoire à d'autres",
                "does not prove that its journal only grew from one signed checkpoint to the other: it was rewritten in "
                        + "between, or others are shown another history");

        private final String word;
        private final String french;
        private final String english;

        Kind(String word, String french, String english) {
            this.word = word;
            this.french = french;
            this.english = english;
        }

        public String word() {
            return word;
        }

        static Kind of(String word) {
            return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst()
                    .orElseThrow(() -> new UnknownCode("kind of contradiction", word,
                            Arrays.stream(values()).map(Kind::word).toList()));
        }
    }

    public Department origin() {
        return first.origin();
    }

    /** As {@code D35 shows two histories: … (10 entries, 10 entries)}. */
    public String sentence(Language language) {
        return origin() + " " + language.pick(kind.french, kind.english) + " (" + first.size() + ", " + second.size()
                + language.pick(" entrées)", " entries)");
    }
}
