package org.viaduc.exchange.reconcile;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.viaduc.exchange.desk.Journey.Direction;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.trust.SignedStatement;

/** The findings of this node: each is found once, and stays when it has healed. */
public final class FindingBook {
    private static final int MOST = 10_000;

    /**
     * Writes a finding down.
     *
     * @param evidence what the neighbour said
     * @return false when the same stands there and has not healed
     */
    boolean found(Connection tx, Finding finding, SignedStatement evidence) throws SQLException {
        try (var insert = tx.prepareStatement("""
                insert into finding (exchange, kind, peer, direction, found_at, evidence) values (?, ?, ?, ?, ?, ?)
                on conflict do nothing""")) {
            insert.setObject(1, finding.exchange().value());
            insert.setString(2, finding.kind().word());
            insert.setString(3, finding.peer().code());
            insert.setString(4, finding.direction().word());
            insert.setTimestamp(5, Timestamp.from(finding.foundAt()));
            insert.setString(6, new String(evidence.bytes(), StandardCharsets.US_ASCII));
            return insert.executeUpdate() == 1;
        }
    }

    /** The two nodes agree on it again. */
    void healed(Connection tx, Finding finding, Instant now) throws SQLException {
        try (var update = tx.prepareStatement(
                "update finding set healed_at = ? where exchange = ? and kind = ? and healed_at is null")) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setObject(2, finding.exchange().value());
            update.setString(3, finding.kind().word());
            update.executeUpdate();
        }
    }

    /** What has not healed, oldest first. */
    public List<Finding> open(Connection tx) throws SQLException {
        return list(tx, "where healed_at is null order by found_at, exchange limit " + MOST);
    }

    /** What stood at some time of a period, oldest first. */
    public List<Finding> in(Connection tx, Instant from, Instant to) throws SQLException {
        return list(tx, "where found_at < ? and coalesce(healed_at, ?) >= ? order by found_at, exchange limit " + MOST,
                Timestamp.from(to), Timestamp.from(to), Timestamp.from(from));
    }

    private static List<Finding> list(Connection tx, String where, Object... values) throws SQLException {
        try (var select = tx.prepareStatement("select * from finding " + where)) {
            for (var at = 0; at < values.length; at++) {
                select.setObject(at + 1, values[at]);
            }
            var found = new ArrayList<Finding>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Finding(new ExchangeId(rows.getObject("exchange", UUID.class)),
                            Finding.Kind.of(rows.getString("kind")), new Department(rows.getString("peer")),
                            Direction.valueOf(rows.getString("direction").toUpperCase(Locale.ROOT)),
                            rows.getTimestamp("found_at").toInstant(),
                            Optional.ofNullable(rows.getTimestamp("healed_at")).map(Timestamp::toInstant)));
                }
            }
            return found;
        }
    }
}
