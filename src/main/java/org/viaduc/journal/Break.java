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
        /** A search by rule would not lead to this entry, or would lead to it wrongly. */
        UNLISTED("la recherche par règle ne mène pas à cette entrée, ou y mène à tort",
                "a search by rule does not lead to this entry, or leads to it wrongly"), //
        /** The head from which the log would go on is not that of the log. */
        HEAD("la tête enregistrée n'est pas celle du journal", "the stored head is not the head of the log"), //
        /** A stored subtree hash that does not follow from the leaves: proofs made with it lead nowhere. */
        SUBTREE("une empreinte intermédiaire enregistrée n'est pas celle de ces entrées : les preuves échoueraient",
                "a stored inner hash is not that of these entries: proofs would fail"), //
        /** Time ran backwards between two signed checkpoints. */
        CLOCK_BACK("l'horloge a reculé : ce point de contrôle est daté d'avant le précédent",
                "the clock was set back: this checkpoint is dated before the one that precedes it"), //
        /** A timestamp that is not over this checkpoint, or does not stand. */
        BAD_TIMESTAMP("l'horodatage n'est pas valable pour ce point de contrôle",
                "the timestamp does not stand for this checkpoint"), //
        /** A checkpoint that an authority had seen before the time that it bears. */
        MISDATED("le point de contrôle est daté d'après l'heure que l'autorité d'horodatage certifie",
                "the checkpoint is dated after the time that the timestamp authority certifies"), //
        /** An entry whose proof does not lead to the signed checkpoint. */
        UNPROVEN("la preuve ne mène pas au point de contrôle signé : cette entrée n'est pas dans le journal",
                "the proof does not lead to the signed checkpoint: this entry is not in the journal"), //
        /** An entry that the signed end of the file does not name. */
        UNNAMED("la fin signée du fichier ne nomme pas cette entrée : elle a été ajoutée",
                "the signed end of the file does not name this entry: it was added"), //
        /** A proof that a log only grew which does not stand. */
        NOT_GROWN("la preuve de continuité ne tient pas : le journal n'a pas seulement grandi entre ces tailles",
                "the consistency proof does not stand: the journal did not only grow between these sizes"), //
        /** Two signed checkpoints of the same size with different roots: the proof of two histories. */
        TWO_HISTORIES("deux points de contrôle signés de même taille se contredisent : le nœud montre deux histoires",
                "two signed checkpoints of the same size contradict each other: the node shows two histories"), //
        /** A receipt whose signature does not stand. */
        BAD_RECEIPT("la signature de l'accusé de réception n'est pas valable",
                "the signature of the receipt does not stand"), //
        /** A file that is not what was signed, though every entry that is in it may stand. */
        ALTERED("le fichier n'est pas celui qui a été signé", "the file is not the one that was signed"), //
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

    /** A line that says how many more there are than were told; empty when all were. */
    static String more(long number, Language language) {
        return number <= 0
                ? ""
                : language.pick("\n  … et " + number + " autres", "\n  … and " + number + " more");
    }

    /** The place and what is wrong there, as {@code entry 17: its content is not what was recorded}. */
    public String sentence(Language language) {
        return place(language) + language.pick(" : " + what.french, ": " + what.english);
    }

    private String place(Language language) {
        return switch (what) {
            case UNREADABLE, BAD_RECEIPT -> language.pick("ligne ", "line ") + from;
            case ALTERED -> language.pick("fichier", "file");
            case BAD_SIGNATURE, CLOCK_BACK, TWO_HISTORIES, BAD_TIMESTAMP, MISDATED ->
                language.pick("point de contrôle à ", "checkpoint at ") + to
                        + language.pick(" entrées", " entries");
            case OUTSIDE, UNLISTED -> language.pick("ligne ", "row ") + from + language.pick(" de journal_entry",
                    " of journal_entry");
            case SWAPPED -> language.pick("entrées " + from + " et " + to, "entries " + from + " and " + to);
            case NOT_GROWN -> language.pick("de " + from + " à " + to + " entrées", "from " + from + " to " + to
                    + " entries");
            case CHANGED, MISSING, UNLINKED, REWRITTEN, CONTRADICTED, TRUNCATED, UNSIGNED, HEAD, SUBTREE,
                    UNPROVEN, UNNAMED ->
                from == to
                        ? language.pick("entrée ", "entry ") + from
                        : language.pick("entrées " + from + " à " + to, "entries " + from + " to " + to);
        };
    }
}
