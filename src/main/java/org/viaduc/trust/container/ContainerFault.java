package org.viaduc.trust.container;

import org.viaduc.model.Language;

/**
 * A place where a container does not hold, and how.
 *
 * @param file the file in it that is concerned; empty for the container itself
 */
public record ContainerFault(What what, String file) {
    /** How a container can be broken. */
    public enum What {
        /** No container, or one that is cut short. */
        UNREADABLE("le conteneur est illisible ou tronqué", "the container cannot be read, or is cut short"),
        /** No signature stands in it. */
        UNSIGNED("le conteneur ne porte pas de signature", "the container bears no signature"),
        /** The signature is not over this manifest, or under another certificate than the one that it names. */
        BAD_SIGNATURE("la signature n'est pas valable", "the signature does not stand"),
        /** The signature stands, but under a key that is not this journal's. */
        FOREIGN_SIGNER("la signature n'est pas de la clé de ce journal", "the signature is not by this journal's key"),
        /** Nothing in it that a journal would hold. */
        EMPTY("le conteneur ne contient aucune preuve d'un journal", "the container holds no evidence of a journal"),
        /** The file is not the one that was signed. */
        CHANGED("le fichier n'est pas celui qui a été signé", "the file is not the one that was signed"),
        /** The file that was signed is no longer there. */
        MISSING("le fichier signé n'y est plus", "the file that was signed is no longer there"),
        /** A file that the signature does not cover. */
        ADDED("la signature ne couvre pas ce fichier : il a été ajouté",
                "the signature does not cover this file: it was added");

        private final String french;
        private final String english;

        What(String french, String english) {
            this.french = french;
            this.english = english;
        }
    }

    static ContainerFault whole(What what) {
        return new ContainerFault(what, "");
    }

    /** As {@code container: evidence.ndjson: the file is not the one that was signed}. */
    public String sentence(Language language) {
        return language.pick("conteneur", "container") + (file.isEmpty() ? "" : language.pick(" : ", ": ") + file)
                + language.pick(" : " + what.french, ": " + what.english);
    }
}
