package org.viaduc.exchange.retention;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.viaduc.exchange.desk.Journey;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Track;
import org.viaduc.model.UnknownCode;

/**
 * Something that is kept of an exchange that has ended.
 *
 * @param until the last day on which it is
 * @param holds why it is not destroyed even then, in code words; empty when nothing is open about the exchange
 */
public record Held(ExchangeId exchange, Journey.Direction direction, Track track, Matter matter, Term term,
        List<String> holds) {
    public Held {
        holds = List.copyOf(holds);
    }

    /** What of an exchange is kept. */
    public enum Matter {
        /** The file as it left, or as it was handed over here, with its documents. */
        CONTENT,
        /** What is told of it to those who ask why: verdicts, rules, ledgers. The journal is no part of it and stays. */
        TRACE;

        private final String word = name().toLowerCase(Locale.ROOT);

        public String word() {
            return word;
        }

        static Matter of(String word) {
            return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst()
                    .orElseThrow(() -> new UnknownCode("matter that is kept", word,
                            Arrays.stream(values()).map(Matter::word).toList()));
        }
    }

    /** The same with one word more to look at. */
    Held with(String word) {
        return new Held(exchange, direction, track, matter, term,
                Stream.concat(holds.stream(), Stream.of(word)).toList());
    }

    /** Whether its last day has passed. */
    public boolean isOver(LocalDate today) {
        return term.until().isBefore(today);
    }
}
