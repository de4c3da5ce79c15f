package org.viaduc.exchange.desk;

import java.sql.Connection;
import java.sql.SQLException;

import org.viaduc.model.ExchangeId;

/** The exchanges that leave only when a user has seen what would leave, and said so. */
public final class ToConfirm {
    /** The exchange waits for a user's word from now on. */
    public void add(Connection tx, ExchangeId id) throws SQLException {
        change(tx, "insert into to_confirm (exchange) values (?)", id);
    }

    /** A user has said the word, or wants it no more. @return false if the exchange did not wait for one */
    public boolean remove(Connection tx, ExchangeId id) throws SQLException {
        return change(tx, "delete from to_confirm where exchange = ?", id) == 1;
    }

    /** Whether the exchange may not leave yet. One that no user started is never asked about. */
    public boolean holds(Connection tx, Journey journey) throws SQLException {
        if (journey.openedBy().isPresent() || journey.isOwnAccess() || journey.direction() == Journey.Direction.IN) {
            return false;
        }
        try (var statement = tx.prepareStatement("select 1 from to_confirm where exchange = ?")) {
            statement.setObject(1, journey.id().value());
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static int change(Connection tx, String sql, ExchangeId id) throws SQLException {
        try (var statement = tx.prepareStatement(sql)) {
            statement.setObject(1, id.value());
            return statement.executeUpdate();
        }
    }
}
