package org.viaduc.exchange.rights;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import org.viaduc.exchange.desk.Journey;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;

/**
 * One thing that follows one copy: told by us to a past recipient (out), or told to us about what we hold (in).
 *
 * @param id        its own, a UUIDv7
 * @param fate      the host's latest word; empty before the first
 * @param reference the local system's proof of a deletion; never leaves the node
 * @param related   the exchange whose file takes this one's place
 * @param due       by when the host should have chosen
 */
public record FollowUp(ExchangeId id, ExchangeId exchange, Journey.Direction direction, Department peer, Matter matter,
        Stage stage, Optional<Fate> fate, String reference, Optional<ExchangeId> related, Instant due, int attempts,
        Instant openedAt, Instant changedAt) {

    /** How far it is. */
    public enum Stage {
        /** We tell the peer, again and again, until it has said its last word. */
        TELLING,
        /** Someone here has to choose what becomes of the copy. */
        CHOOSING,
        /** The peer does not believe us: a person has to look. */
        REFUSED,
        /** The peer could not be reached for days: a person has to look. */
        UNANSWERED,
        SETTLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Stage of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    static FollowUp told(ExchangeId id, Journey copy, Matter matter, Optional<ExchangeId> related, Instant now) {
        return new FollowUp(id, copy.id(), copy.direction(), copy.peer(), matter,
                copy.direction() == Journey.Direction.OUT ? Stage.TELLING : Stage.CHOOSING, Optional.empty(), "",
                related, matter.due(now), 0, now, now);
    }

    FollowUp at(Stage next, Instant now) {
        return new FollowUp(id, exchange, direction, peer, matter, next, fate, reference, related, due, attempts,
                openedAt, now);
    }

    /** With the host's word, which settles it if it is the last. */
    FollowUp with(Fate word, Instant now) {
        return new FollowUp(id, exchange, direction, peer, matter, word.isLastWord() ? Stage.SETTLED : stage,
                Optional.of(word), reference, related, due, attempts, openedAt, now);
    }

    FollowUp with(String proof) {
        return new FollowUp(id, exchange, direction, peer, matter, stage, fate, proof, related, due, attempts, openedAt,
                changedAt);
    }

    FollowUp triedAgain(Instant now) {
        return new FollowUp(id, exchange, direction, peer, matter, Stage.TELLING, fate, reference, related, due,
                attempts + 1, openedAt, now);
    }

    public boolean isSettled() {
        return stage == Stage.SETTLED;
    }
}
