package org.viaduc.exchange.glass;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.policy.ObligationCode;
import org.viaduc.trust.Kept;

/** The emergencies that were declared here or at a neighbour's, and what has to be done about each. */
public final class GlassBook {
    GlassBook() {
    }

    /** At which end this node was. */
    public enum Side {
        HOST,
        ORIGIN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What came of it. */
    public enum Seen {
        DECLARED,
        SEEN,
        NOTHING,
        UNREACHABLE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One emergency. @param declaredBy the user here, or the neighbour's agent */
    public record Glass(ExchangeId id, Side side, Department peer, String declaredBy, String role, Instant declaredAt,
            Instant until, Seen outcome) {
        /** Whether anything was shown, or nobody knows. */
        boolean mayHaveBeenSeen() {
            return outcome == Seen.SEEN || outcome == Seen.DECLARED;
        }
    }

    /** One thing to do. @param done who did it; empty while nobody has. @param finding of a review: a word */
    public record Duty(ExchangeId id, ObligationCode code, Instant due, Optional<String> done, String finding,
            boolean isOverdue) {}

    void add(Connection tx, Glass glass, Optional<Kept> emergency) throws SQLException {
        try (var statement = tx.prepareStatement("""
                insert into broken_glass (exchange, side, peer, declared_by, role, declared_at, until, outcome,
                    emergency, emergency_key) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            statement.setObject(1, glass.id().value());
            statement.setString(2, glass.side().word());
            statement.setString(3, glass.peer().code());
            statement.setString(4, glass.declaredBy());
            statement.setString(5, glass.role());
            statement.setTimestamp(6, Timestamp.from(glass.declaredAt()));
            statement.setTimestamp(7, Timestamp.from(glass.until()));
            statement.setString(8, glass.outcome().word());
            statement.setBytes(9, emergency.map(Kept::content).orElse(null));
            statement.setBytes(10, emergency.map(Kept::wrappedKey).orElse(null));
            statement.executeUpdate();
        }
    }

    void ends(Connection tx, ExchangeId id, Seen outcome) throws SQLException {
        update(tx, "update broken_glass set outcome = ? where exchange = ?", outcome.word(), id.value());
    }

    Optional<Glass> find(Connection tx, ExchangeId id) throws SQLException {
        return glasses(tx, "where exchange = ?", id.value()).stream().findFirst();
    }

    List<Glass> latest(Connection tx, int limit) throws SQLException {
        return glasses(tx, "order by declared_at desc limit ?", limit);
    }

    /** Those whose day is over and that nobody has closed. */
    List<Glass> over(Connection tx, Instant now) throws SQLException {
        return glasses(tx, "where shredded_at is null and until <= ? for update skip locked",
                Timestamp.from(now));
    }

    void shredded(Connection tx, ExchangeId id, Instant now) throws SQLException {
        update(tx, "update broken_glass set shredded_at = ? where exchange = ?", Timestamp.from(now), id.value());
    }

    /** The fact with its motive as it was declared here; empty at the other end. */
    Optional<Kept> emergency(Connection tx, ExchangeId id) throws SQLException {
        try (var statement = tx.prepareStatement(
                "select emergency_key, emergency from broken_glass where exchange = ? and emergency is not null")) {
            statement.setObject(1, id.value());
            try (var rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Kept(rows.getBytes(1), rows.getBytes(2)))
                        : Optional.empty();
            }
        }
    }

    /** Adds a duty; one that is there stays as it is. */
    void owes(Connection tx, ExchangeId id, ObligationCode code, Instant due) throws SQLException {
        update(tx, "insert into glass_duty (exchange, duty, due) values (?, ?, ?) on conflict do nothing", id.value(),
                code.word(), Timestamp.from(due));
    }

    List<Duty> duties(Connection tx, ExchangeId id) throws SQLException {
        return duties(tx, "where exchange = ? order by due, duty", id.value());
    }

    /** Everything that nobody has done yet, the most urgent first. */
    List<Duty> undone(Connection tx) throws SQLException {
        return duties(tx, "where done_at is null order by due, duty");
    }

    /** What is late and was not said to be. */
    List<Duty> late(Connection tx, Instant now) throws SQLException {
        return duties(tx, "where done_at is null and not overdue and due < ? for update skip locked",
                Timestamp.from(now));
    }

    void overdue(Connection tx, Duty duty) throws SQLException {
        update(tx, "update glass_duty set overdue = true where exchange = ? and duty = ?", duty.id().value(),
                duty.code().word());
    }

    /** @return false when there is no such duty or it is done */
    boolean done(Connection tx, ExchangeId id, ObligationCode code, String by, String finding, Instant now)
            throws SQLException {
        return update(tx, """
                update glass_duty set done_at = ?, done_by = ?, finding = ?
                where exchange = ? and duty = ? and done_at is null""", Timestamp.from(now), by, finding, id.value(),
                code.word()) == 1;
    }

    private static int update(Connection tx, String sql, Object... values) throws SQLException {
        try (var statement = tx.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private static List<Glass> glasses(Connection tx, String where, Object value) throws SQLException {
        try (var statement = tx.prepareStatement("select * from broken_glass " + where)) {
            statement.setObject(1, value);
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<Glass>();
                while (rows.next()) {
                    found.add(glass(rows));
                }
                return found;
            }
        }
    }

    private static Glass glass(ResultSet row) throws SQLException {
        return new Glass(new ExchangeId(row.getObject("exchange", UUID.class)),
                Side.valueOf(row.getString("side").toUpperCase(Locale.ROOT)), new Department(row.getString("peer")),
                row.getString("declared_by"), row.getString("role"), row.getTimestamp("declared_at").toInstant(),
                row.getTimestamp("until").toInstant(),
                Seen.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)));
    }

    private static List<Duty> duties(Connection tx, String where, Object... values) throws SQLException {
        try (var statement = tx.prepareStatement("select * from glass_duty " + where)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<Duty>();
                while (rows.next()) {
                    found.add(new Duty(new ExchangeId(rows.getObject("exchange", UUID.class)),
                            ObligationCode.of(rows.getString("duty")), rows.getTimestamp("due").toInstant(),
                            Optional.of(rows.getString("done_by")).filter(by -> !by.isEmpty()),
                            rows.getString("finding"), rows.getBoolean("overdue")));
                }
                return found;
            }
        }
    }
}
