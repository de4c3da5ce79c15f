package org.viaduc.exchange.rights;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.viaduc.model.ExchangeId;

/** The register of breaches (RGPD 33(5)). The authority is told within 72 hours, unless a person finds no risk (33(1)). */
final class Breaches {
    private static final Duration TERM = Duration.ofHours(72);

    /** An entry that nobody has closed. @param due when the 72 hours are over */
    record Breach(ExchangeId exchange, Instant openedAt, Instant due) {}

    void open(Connection tx, ExchangeId exchange, Instant now) throws SQLException {
        try (var insert = tx.prepareStatement(
                "insert into breach (exchange, opened_at, due) values (?, ?, ?) on conflict do nothing")) {
            insert.setObject(1, exchange.value());
            insert.setTimestamp(2, Timestamp.from(now));
            insert.setTimestamp(3, Timestamp.from(now.plus(TERM)));
            insert.executeUpdate();
        }
    }

    /** @return false when none is open about that exchange */
    boolean close(Connection tx, ExchangeId exchange, String outcome, Instant now) throws SQLException {
        try (var update = tx.prepareStatement(
                "update breach set outcome = ?, closed_at = ? where exchange = ? and closed_at is null")) {
            update.setString(1, outcome);
            update.setTimestamp(2, Timestamp.from(now));
            update.setObject(3, exchange.value());
            return update.executeUpdate() == 1;
        }
    }

    List<Breach> open(Connection tx) throws SQLException {
        try (var select = tx.prepareStatement(
                "select exchange, opened_at, due from breach where closed_at is null order by due");
                var rows = select.executeQuery()) {
            var found = new ArrayList<Breach>();
            while (rows.next()) {
                found.add(new Breach(new ExchangeId(rows.getObject(1, UUID.class)), rows.getTimestamp(2).toInstant(),
                        rows.getTimestamp(3).toInstant()));
            }
            return found;
        }
    }
}
