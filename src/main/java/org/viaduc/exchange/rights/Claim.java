package org.viaduc.exchange.rights;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.viaduc.model.ExchangeId;
import org.viaduc.model.UnknownCode;
import org.viaduc.person.Pseudonym;

/**
 * What a person claims of their own file.
 *
 * @param id       its own, a UUIDv7
 * @param exchange the transmission that is contested; empty for a correction
 * @param said     the person's words
 * @param due      by when it is answered: a month (RGPD 12(3))
 */
public record Claim(ExchangeId id, Pseudonym person, Kind kind, Optional<ExchangeId> exchange, String said,
        Instant openedAt, LocalDate due, Optional<Answer> answer) {
    private static final int LONGEST = 4_000;

    public Claim {
        if (said.isBlank() || said.length() > LONGEST) {
            throw new IllegalArgumentException("a claim says something, in at most " + LONGEST + " characters");
        }
        if ((kind == Kind.CONTEST) != exchange.isPresent()) {
            throw new IllegalArgumentException("a transmission is named where one is contested, and only there");
        }
    }

    /** What is claimed. */
    public enum Kind {
        /** Something in the file is not right (RGPD 16). */
        CORRECTION,
        /** A transmission should not have been. */
        CONTEST;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws UnknownCode for a word of no kind */
        public static Kind of(String word) {
            return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst()
                    .orElseThrow(() -> new UnknownCode("claim", word,
                            Arrays.stream(values()).map(Kind::word).toList()));
        }
    }

    /** What the department answers. @param isHeeded whether it does what is claimed @param why in words for the person */
    public record Answer(boolean isHeeded, String why, Instant at) {
        public Answer {
            if (why.isBlank() || why.length() > LONGEST) {
                throw new IllegalArgumentException("an answer says why, in at most " + LONGEST + " characters");
            }
        }

        String word() {
            return isHeeded ? "heeded" : "declined";
        }

        @Override
        public String toString() {
            return "Answer[" + word() + "]";
        }
    }

    Claim answered(Answer word) {
        return new Claim(id, person, kind, exchange, said, openedAt, due, Optional.of(word));
    }

    @Override
    public String toString() {
        return "Claim[" + id + " " + kind.word() + "]";
    }
}
