package org.viaduc.exchange.handover;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;

/** Where responsibilities stand, as the node's database keeps it. */
final class HandOvers {
    void save(Connection tx, HandOver each) throws SQLException {
        try (var upsert = tx.prepareStatement("""
                insert into hand_over (exchange, side, peer, state, reason, latest, round, opened_at, changed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (exchange) do update set side = excluded.side, state = excluded.state,
                    reason = excluded.reason, latest = excluded.latest, round = excluded.round,
                    changed_at = excluded.changed_at""")) {
            upsert.setObject(1, each.exchange().value());
            upsert.setString(2, each.side().word());
            upsert.setString(3, each.peer().code());
            upsert.setString(4, each.stage().word());
            upsert.setString(5, each.reason());
            upsert.setObject(6, each.latest().value());
            upsert.setInt(7, each.round());
            upsert.setTimestamp(8, Timestamp.from(each.openedAt()));
            upsert.setTimestamp(9, Timestamp.from(each.changedAt()));
            upsert.executeUpdate();
        }
    }

    Optional<HandOver> locked(Connection tx, ExchangeId exchange) throws SQLException {
        return list(tx, "where exchange = ? for update", exchange.value()).stream().findFirst();
    }

    /** What is offered or on its way, oldest first. */
    List<HandOver> open(Connection tx) throws SQLException {
        return list(tx, "where state in ('offered', 'accepting') order by opened_at");
    }

    private static List<HandOver> list(Connection tx, String where, Object... values) throws SQLException {
        try (var select = tx.prepareStatement("select * from hand_over " + where)) {
            for (var i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (var row = select.executeQuery()) {
                var found = new ArrayList<HandOver>();
                while (row.next()) {
                    found.add(new HandOver(new ExchangeId(row.getObject("exchange", UUID.class)),
                            HandOver.Side.valueOf(row.getString("side").toUpperCase(Locale.ROOT)),
                            new Department(row.getString("peer")),
                            HandOver.Stage.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                            row.getString("reason"), new ExchangeId(row.getObject("latest", UUID.class)),
                            row.getInt("round"), row.getTimestamp("opened_at").toInstant(),
                            row.getTimestamp("changed_at").toInstant()));
                }
                return found;
            }
        }
    }
}
