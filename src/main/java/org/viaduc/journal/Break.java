package org.viaduc.journal;

import org.viaduc.model.Language;

/**
 * A place where a journal does not hold, and how.
 *
 * @param from the first entry concerned, counted from 0 (for {@link What#UNREADABLE} the line of the file, from 1)
 * @param to   the last entry concerned, or the other of two
 */
public record Break(What what, long from, long to) {
    /** How a journal can be broken. */
    public enum What {
        /** The entry's content is not what was recorded. */
        CHANGED("le contenu n'est pas celui qui a été enregistré", "its content is not what was recorded"), //
        /** The entry is no longer there. */
        MISSING("l'entrée manque", "the entry is missing"), //
        /** Two entries have changed places. */
        SWAPPED("les deux entrées ont été interverties", "the two entries have changed places"), //
        /** An entry does not follow the one before it. */
        UNLINKED("l'entrée ne suit pas celle qui la précède : ajout, retrait ou déplacement à cet endroit",
                "the entry does not follow the one before it: something was added, removed or moved here"), //
        /** Entries were written over, hashes included; only the signed checkpoint shows it. */
        REWRITTEN("le point de contrôle signé ne correspond pas : ces entrées ont été réécrites",
                "the signed checkpoint does not fit: these entries were rewritten"), //
        /** A neighbour holds a signed checkpoint that this journal does not fit. */
        CONTRADICTED("un nœud voisin détient un point de contrôle signé qui ne correspond pas",
                "a neighbouring node holds a signed checkpoint that does not fit"), //
        /** Fewer entries than a signed checkpoint covers, or a file without its last line. */
        TRUNCATED("le journal est tronqué ici",
                "the journal is cut short here"), //
        /** A checkpoint whose signature does not stand. */
        BAD_SIGNATURE("la signature du point de contrôle n'est pas valable",
                "the signature of the checkpoint does not stand"), //
        /** Entries that no signed checkpoint covers where one must. */
        UNSIGNED("aucun point de contrôle signé ne couvre ces entrées", "no signed checkpoint covers these entries"), //
        /** Entries that stand in the database but were kept out of the log, or slipped in behind it. */
        OUTSIDE("l'entrée de la base n'a pas de place dans le journal",
                "the entry of the database has no place in the log"), //
        /** The head from which the log would go on is not that of the log. */
        HEAD("la tête enregistrée n'est pas celle du journal", "the stored head is not the head of the log"), //
        /** A line of the file that is not one of a journal. */
        UNREADABLE("la ligne du fichier est illisible", "the line of the file cannot be read");

        private final String french;
        private final String english;

        What(String french, String english) {
            this.french = french;
            this.english = english;
        }
    }

    static Break at(What what, long place) {
        return new Break(what, place, place);
    }

    /** The place and what is wrong there, as {@code entry 17: its content is not what was recorded}. */
    public String sentence(Language language) {
        return place(language) + language.pick(" : " + what.french, ": " + what.english);
    }

    private String place(Language language) {
        return switch (what) {
            case UNREADABLE -> language.pick("ligne ", "line ") + from;
            case BAD_SIGNATURE -> language.pick("point de contrôle à ", "checkpoint at ") + to
                    + language.pick(" entrées", " entries");
            case OUTSIDE -> language.pick("ligne ", "row ") + from + language.pick(" de journal_entry",
                    " of journal_entry");
            case SWAPPED -> language.pick("entrées " + from + " et " + to, "entries " + from + " and " + to);
            case CHANGED, MISSING, UNLINKED, REWRITTEN, CONTRADICTED, TRUNCATED, UNSIGNED, HEAD -> from == to
                    ? language.pick("entrée ", "entry ") + from
                    : language.pick("entrées " + from + " à " + to, "entries " + from + " to " + to);
        };
    }
}
