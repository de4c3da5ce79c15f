package org.viaduc.exchange.rights;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.viaduc.exchange.desk.Journey;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.trust.SignedStatement;

/** What follows copies, as the node's database keeps it. */
final class FollowUps {
    /** Adds one. @return false when the same matter of the same copy is known already */
    boolean open(Connection tx, FollowUp each) throws SQLException {
        try (var insert = tx.prepareStatement("""
                insert into follow_up (id, exchange, direction, peer, matter, state, fate, reference, related, due,
                    attempts, opened_at, changed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")) {
            var at = 1;
            insert.setObject(at++, each.id().value());
            insert.setObject(at++, each.exchange().value());
            insert.setString(at++, each.direction().word());
            insert.setString(at++, each.peer().code());
            insert.setString(at++, each.matter().word());
            insert.setString(at++, each.stage().word());
            insert.setString(at++, each.fate().map(Fate::word).orElse(""));
            insert.setString(at++, each.reference());
            insert.setObject(at++, each.related().map(ExchangeId::value).orElse(null));
            insert.setTimestamp(at++, Timestamp.from(each.due()));
            insert.setInt(at++, each.attempts());
            insert.setTimestamp(at++, Timestamp.from(each.openedAt()));
            insert.setTimestamp(at, Timestamp.from(each.changedAt()));
            return insert.executeUpdate() == 1;
        }
    }

    void save(Connection tx, FollowUp each) throws SQLException {
        try (var update = tx.prepareStatement(
                """
                        update follow_up set state = ?, fate = ?, reference = ?, attempts = ?, changed_at = ? where id = ?""")) {
            update.setString(1, each.stage().word());
            update.setString(2, each.fate().map(Fate::word).orElse(""));
            update.setString(3, each.reference());
            update.setInt(4, each.attempts());
            update.setTimestamp(5, Timestamp.from(each.changedAt()));
            update.setObject(6, each.id().value());
            update.executeUpdate();
        }
    }

    /** Keeps the peer's latest word as it signed it. */
    void keep(Connection tx, FollowUp each, SignedStatement evidence) throws SQLException {
        try (var update = tx.prepareStatement("update follow_up set evidence = ? where id = ?")) {
            update.setString(1, new String(evidence.bytes(), StandardCharsets.US_ASCII));
            update.setObject(2, each.id().value());
            update.executeUpdate();
        }
    }

    Optional<FollowUp> locked(Connection tx, ExchangeId id) throws SQLException {
        return list(tx, "where id = ? for update", id.value()).stream().findFirst();
    }

    /** The one about a matter of a copy, locked. */
    Optional<FollowUp> locked(Connection tx, ExchangeId exchange, Journey.Direction direction, Matter matter)
            throws SQLException {
        return list(tx, "where exchange = ? and direction = ? and matter = ? for update", exchange.value(),
                direction.word(), matter.word()).stream().findFirst();
    }

    /** All about one exchange, oldest first. */
    List<FollowUp> of(Connection tx, ExchangeId exchange) throws SQLException {
        return list(tx, "where exchange = ? order by opened_at, id", exchange.value());
    }

    /** What is not settled, by its due time. */
    List<FollowUp> open(Connection tx) throws SQLException {
        return list(tx, "where state <> 'settled' order by due, id");
    }

    private static List<FollowUp> list(Connection tx, String where, Object... values) throws SQLException {
        try (var select = tx.prepareStatement("select * from follow_up " + where)) {
            for (var i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<FollowUp>();
                while (rows.next()) {
                    found.add(row(rows));
                }
                return found;
            }
        }
    }

    private static FollowUp row(ResultSet row) throws SQLException {
        return new FollowUp(new ExchangeId(row.getObject("id", UUID.class)),
                new ExchangeId(row.getObject("exchange", UUID.class)),
                Journey.Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
                new Department(row.getString("peer")), Matter.of(row.getString("matter")),
                FollowUp.Stage.of(row.getString("state")),
                Optional.of(row.getString("fate")).filter(word -> !word.isEmpty()).map(Fate::of),
                row.getString("reference"),
                Optional.ofNullable(row.getObject("related", UUID.class)).map(ExchangeId::new),
                row.getTimestamp("due").toInstant(), row.getInt("attempts"), row.getTimestamp("opened_at").toInstant(),
                row.getTimestamp("changed_at").toInstant());
    }
}
