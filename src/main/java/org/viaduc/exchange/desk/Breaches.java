package org.viaduc.exchange.desk;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.viaduc.model.ExchangeId;

/** The register of breaches (RGPD 33(5)). The authority is told within 72 hours, unless a person finds no risk (33(1)). */
public final class Breaches {
    private static final Duration TERM = Duration.ofHours(72);

    /** What made it a breach. */
    public enum Cause {
        /** The file went to another person's. */
        WRONG_PERSON,
        /** What an emergency let be seen was seen without one, as its review found. */
        UNJUSTIFIED_ACCESS;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Cause of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** An entry that nobody has closed. @param due when the 72 hours are over */
    public record Breach(ExchangeId exchange, Cause cause, Journey.Direction direction, Instant openedAt,
            Instant due) {}

    /** Enters it, from now; what stands in the register about that exchange stays as it is. */
    public void open(Connection tx, ExchangeId exchange, Cause cause, Instant now) throws SQLException {
        try (var insert = tx.prepareStatement(
                "insert into breach (exchange, opened_at, due, cause) values (?, ?, ?, ?) on conflict do nothing")) {
            insert.setObject(1, exchange.value());
            insert.setTimestamp(2, Timestamp.from(now));
            insert.setTimestamp(3, Timestamp.from(now.plus(TERM)));
            insert.setString(4, cause.word());
            insert.executeUpdate();
        }
    }

    /** @return false when none is open about that exchange */
    public boolean close(Connection tx, ExchangeId exchange, String outcome, Instant now) throws SQLException {
        try (var update = tx.prepareStatement(
                "update breach set outcome = ?, closed_at = ? where exchange = ? and closed_at is null")) {
            update.setString(1, outcome);
            update.setTimestamp(2, Timestamp.from(now));
            update.setObject(3, exchange.value());
            return update.executeUpdate() == 1;
        }
    }

    /** Those that nobody has closed, by their due time. */
    public List<Breach> open(Connection tx) throws SQLException {
        try (var select = tx.prepareStatement("""
                select b.exchange, b.cause, coalesce(e.direction, 'out'), b.opened_at, b.due
                from breach b left join exchange e on e.id = b.exchange where b.closed_at is null order by b.due""");
                var rows = select.executeQuery()) {
            var found = new ArrayList<Breach>();
            while (rows.next()) {
                found.add(new Breach(new ExchangeId(rows.getObject(1, UUID.class)), Cause.of(rows.getString(2)),
                        Journey.Direction.valueOf(rows.getString(3).toUpperCase(Locale.ROOT)),
                        rows.getTimestamp(4).toInstant(), rows.getTimestamp(5).toInstant()));
            }
            return found;
        }
    }
}
