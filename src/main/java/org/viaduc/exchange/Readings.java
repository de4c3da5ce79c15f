package org.viaduc.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Transactions;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;

/** Who reads what. The same reader who looks at the same thing again within a minute goes on with one reading. */
final class Readings {
    private static final Duration ONE_READING = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 10_000;

    private final Desk desk;
    private final Map<Reading, Instant> begun = new ConcurrentHashMap<>();

    Readings(Desk desk) {
        this.desk = desk;
    }

    private record Reading(Actor reader, String part, Optional<ExchangeId> exchange) {}

    /** Writes the entry before anything is handed out, in the transaction that reads. */
    void of(Connection tx, Actor reader, ExchangeId exchange) throws SQLException {
        if (begins(new Reading(reader, "exchange", Optional.of(exchange)))) {
            desk.pages(reader).say(exchange, Step.READ, entry -> entry.with(Detail.PART, "exchange"))
                    .into(desk.journal(), tx);
        }
    }

    /** @param part a list, as {@code tray} @param records how many it names */
    void of(Connection tx, Actor reader, String part, int records) throws SQLException {
        if (begins(new Reading(reader, part, Optional.empty()))) {
            desk.pages(reader).say(Step.READ,
                    entry -> entry.with(Detail.PART, part).with(Detail.RECORDS, records)).into(desk.journal(), tx);
        }
    }

    private boolean begins(Reading reading) {
        var now = desk.clock().instant();
        var before = begun.get(reading);
        if (before != null && before.isAfter(now.minus(ONE_READING))) {
            return false;
        }
        if (begun.size() >= MOST_REMEMBERED) {
            begun.clear();
        }
        Transactions.afterCommit(() -> begun.put(reading, now));
        return true;
    }
}
