package org.viaduc.journal.answers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;

/**
 * Something about a person that went from one department to another, as the entries of one exchange tell it.
 *
 * @param to       who received it; at the receiving node, that department itself
 * @param at       when it was sent first, or delivered here
 * @param track    the legal road, as {@code rsa}; empty where no entry names it
 * @param role     the recipient's, of table B; empty where no entry names it
 * @param released kinds that went whole
 * @param masked   kinds of which only the necessary elements went
 * @param rules    that the decision rested on, as {@code R-RSA}
 * @param book     the rule book that decided
 * @param outcome  what became of it
 */
public record Disclosure(ExchangeId exchange, Department from, Department to, Instant at, String track, String purpose,
        String role, List<String> released, List<String> masked, List<String> rules, Optional<Digest> book,
        Outcome outcome) {
    public Disclosure {
        released = List.copyOf(released);
        masked = List.copyOf(masked);
        rules = List.copyOf(rules);
    }

    /** What the sender knows of the recipient. */
    public enum Outcome {
        /** It left, and no receipt has come: it may have been received. */
        UNKNOWN,
        /** The other node has it, and has not ended with it. */
        RECEIVED,
        /** In the other department's system, or seen by its agent. */
        DELIVERED,
        /** The other node kept nothing of it. */
        WITHHELD,
        /** The other node did not believe it. */
        REFUSED,
        FAILED,
        /** Taken back since, as of the wrong person or with a withdrawn agreement. */
        TAKEN_BACK;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        /** False where it is certain that nobody there has seen it. */
        public boolean mayBeKnownThere() {
            return this != WITHHELD && this != REFUSED;
        }
    }

    Disclosure with(Outcome known) {
        return new Disclosure(exchange, from, to, at, track, purpose, role, released, masked, rules, book, known);
    }
}
