package org.viaduc.exchange.reconcile;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import org.viaduc.exchange.desk.Journey.Direction;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Language;
import org.viaduc.model.UnknownCode;

/**
 * That two nodes say different things of one exchange.
 *
 * @param healedAt when they first agreed again; empty while they do not
 */
public record Finding(ExchangeId exchange, Kind kind, Department peer, Direction direction, Instant foundAt,
        Optional<Instant> healedAt) {

    /** In what they differ. */
    public enum Kind {
        NEVER_ARRIVED("never-arrived", "Envoyé d'ici, inconnu là-bas", "Sent from here, not known there"), //
        NEVER_SENT("never-sent", "Reçu ici, inconnu de l'expéditeur", "Received here, not known to its sender"), //
        NEVER_INTEGRATED("never-integrated", "Arrivé là-bas depuis plus d'un mois, jamais intégré",
                "There for more than a month, never taken into the other system"), //
        RECEIPT_WITHOUT_DELIVERY("receipt-without-delivery",
                "L'accusé de réception dit « livré », le nœud destinataire dit autre chose",
                "The receipt says delivered, the receiving node says otherwise"), //
        TWO_OWNERS("two-owners", "Deux départements se disent responsables du suivi",
                "Two departments say that they are responsible"), //
        MISSING_ANSWER("missing-answer", "Une réponse manque : l'un des nœuds a fini, l'autre attend",
                "An answer is missing: one node has ended, the other waits"), //
        LEDGER_DIFFERS("ledger-differs", "Les registres des pertes de traduction diffèrent",
                "The ledgers of what the translation lost differ"), //
        DIGEST_DIFFERS("digest-differs", "Ce qui a été envoyé n'est pas ce qui a été reçu",
                "What was sent is not what was received");

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

        public String sentence(Language language) {
            return language.pick(french, english);
        }

        static Kind of(String word) {
            return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst()
                    .orElseThrow(() -> new UnknownCode("kind of finding", word,
                            Arrays.stream(values()).map(Kind::word).toList()));
        }
    }
}
