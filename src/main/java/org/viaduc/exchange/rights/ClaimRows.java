package org.viaduc.exchange.rights;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;
import org.viaduc.trust.Kept;
import org.viaduc.trust.Sealer;

/** Claims as the node's database keeps them; words are sealed one by one, each under a key of its own. */
final class ClaimRows {
    private final Sealer sealer;

    ClaimRows(Sealer sealer) {
        this.sealer = sealer;
    }

    void add(Connection tx, Claim claim) throws SQLException {
        var said = sealer.keep(claim.id(), claim.said().getBytes(StandardCharsets.UTF_8));
        try (var insert = tx.prepareStatement("""
                insert into claim (id, person, kind, exchange, said, said_key, opened_at, due)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setObject(1, claim.id().value());
            insert.setObject(2, claim.person().value());
            insert.setString(3, claim.kind().word());
            insert.setObject(4, claim.exchange().map(ExchangeId::value).orElse(null));
            insert.setBytes(5, said.content());
            insert.setBytes(6, said.wrappedKey());
            insert.setTimestamp(7, Timestamp.from(claim.openedAt()));
            insert.setObject(8, claim.due());
            insert.executeUpdate();
        }
    }

    void answer(Connection tx, ExchangeId id, Claim.Answer answer) throws SQLException {
        var why = sealer.keep(id, answer.why().getBytes(StandardCharsets.UTF_8));
        try (var update = tx.prepareStatement(
                "update claim set outcome = ?, answer = ?, answer_key = ?, answered_at = ? where id = ?")) {
            update.setString(1, answer.word());
            update.setBytes(2, why.content());
            update.setBytes(3, why.wrappedKey());
            update.setTimestamp(4, Timestamp.from(answer.at()));
            update.setObject(5, id.value());
            update.executeUpdate();
        }
    }

    /** One that nobody has answered, locked until the transaction ends. */
    Optional<Claim> open(Connection tx, ExchangeId id) throws SQLException {
        return list(tx, "where id = ? and answered_at is null for update", id.value()).stream().findFirst();
    }

    /** What nobody has answered, what is due first on top. */
    List<Claim> open(Connection tx) throws SQLException {
        return list(tx, "where answered_at is null order by due, opened_at");
    }

    /** What waits, without words. */
    record Waiting(ExchangeId id, Claim.Kind kind, LocalDate due, Instant openedAt) {}

    /** What nobody has answered, without a look at what it says. */
    List<Waiting> waiting(Connection tx) throws SQLException {
        try (var select = tx.prepareStatement(
                "select id, kind, due, opened_at from claim where answered_at is null order by due, opened_at");
                var rows = select.executeQuery()) {
            var found = new ArrayList<Waiting>();
            while (rows.next()) {
                found.add(new Waiting(new ExchangeId(rows.getObject(1, UUID.class)), Claim.Kind.of(rows.getString(2)),
                        rows.getObject(3, LocalDate.class), rows.getTimestamp(4).toInstant()));
            }
            return found;
        }
    }

    /** The person's, newest first. */
    List<Claim> of(Connection tx, Pseudonym person) throws SQLException {
        return list(tx, "where person = ? order by opened_at desc", person.value());
    }

    private List<Claim> list(Connection tx, String where, UUID... values) throws SQLException {
        try (var select = tx.prepareStatement("select * from claim " + where)) {
            for (var at = 0; at < values.length; at++) {
                select.setObject(at + 1, values[at]);
            }
            var found = new ArrayList<Claim>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(row(rows));
                }
            }
            return found;
        }
    }

    private Claim row(ResultSet row) throws SQLException {
        var id = new ExchangeId(row.getObject("id", UUID.class));
        var claim = new Claim(id, new Pseudonym(row.getObject("person", UUID.class)),
                Claim.Kind.of(row.getString("kind")),
                Optional.ofNullable(row.getObject("exchange", UUID.class)).map(ExchangeId::new),
                unsealed(id, row.getBytes("said_key"), row.getBytes("said")),
                row.getTimestamp("opened_at").toInstant(), row.getObject("due", LocalDate.class), Optional.empty());
        var at = row.getTimestamp("answered_at");
        return at == null
                ? claim
                : claim.answered(new Claim.Answer(row.getString("outcome").equals("heeded"),
                        unsealed(id, row.getBytes("answer_key"), row.getBytes("answer")), at.toInstant()));
    }

    private String unsealed(ExchangeId id, byte[] key, byte[] content) {
        return new String(sealer.unkeep(id, new Kept(key, content)), StandardCharsets.UTF_8);
    }
}
