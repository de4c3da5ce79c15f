package org.viaduc.exchange.desk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.viaduc.exchange.question.DecisionText;
import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Track;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.FactId;
import org.viaduc.trust.Envelope;

/** The exchanges of this node, one row each. Every change happens in the transaction of the act that causes it. */
public final class Journeys {
    private static final String COLUMNS = """
            id, direction, peer, track, state, person, question, opened_by, connector, local_id, household,
            decision_digest, awaits, due, reason, ledger_digest, received_digest, mapping, attempts, opened_at,
            changed_at""";
    private static final String SAVE = """
            update exchange set peer = ?, state = ?, person = ?, question = ?, opened_by = ?, connector = ?,
                local_id = ?, household = ?, decision_digest = ?, awaits = ?, due = ?, reason = ?, ledger_digest = ?,
                received_digest = ?, mapping = ?, attempts = ?, changed_at = ?%s where id = ?""";

    private static final String TELL = """
            insert into account (exchange, decision, ledger, peer_ledger) values (?, ?, ?, ?)
            on conflict (exchange) do update set decision = coalesce(nullif(excluded.decision, ''), account.decision),
                ledger = coalesce(nullif(excluded.ledger, ''), account.ledger),
                peer_ledger = coalesce(nullif(excluded.peer_ledger, ''), account.peer_ledger)""";

    /** Adds an exchange unless its id, or the fact that opened it on this track, is known. @return false if it was */
    public boolean open(Connection tx, Journey journey) throws SQLException {
        try (var statement = tx.prepareStatement("insert into exchange (" + COLUMNS
                + ") values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) on conflict do nothing")) {
            var at = 1;
            statement.setObject(at++, journey.id().value());
            statement.setString(at++, journey.direction().word());
            statement.setString(at++, journey.peer().code());
            statement.setString(at++, journey.track().word());
            at = variable(statement, at, journey);
            statement.setTimestamp(at++, Timestamp.from(journey.openedAt()));
            statement.setTimestamp(at, Timestamp.from(journey.changedAt()));
            return statement.executeUpdate() == 1;
        }
    }

    private static int variable(PreparedStatement statement, int first, Journey journey) throws SQLException {
        var at = first;
        statement.setString(at++, journey.state().word());
        statement.setObject(at++, journey.person().map(Pseudonym::value).orElse(null));
        statement.setString(at++, journey.question());
        statement.setString(at++, journey.openedBy().map(FactId::value).orElse(null));
        statement.setString(at++, journey.connector());
        statement.setString(at++, journey.localId());
        statement.setString(at++, journey.household());
        statement.setString(at++, journey.decisionDigest());
        statement.setString(at++, journey.awaits());
        statement.setObject(at++, journey.due().orElse(null));
        statement.setString(at++, journey.reason());
        statement.setString(at++, journey.ledger());
        statement.setString(at++, journey.receivedDigest());
        statement.setString(at++, journey.mapping());
        statement.setInt(at++, journey.attempts());
        return at;
    }

    /** Writes everything that can change. */
    public void save(Connection tx, Journey journey) throws SQLException {
        try (var statement = tx.prepareStatement(SAVE.formatted(""))) {
            statement.setObject(saved(statement, journey), journey.id().value());
            statement.executeUpdate();
        }
    }

    /** The same with the envelope of this attempt, so that the next can repeat it. */
    public void save(Connection tx, Journey journey, Sealed sealed) throws SQLException {
        try (var statement = tx.prepareStatement(SAVE.formatted(
                ", envelope = ?, envelope_parts = ?, envelope_under = ?, envelope_at = ?"))) {
            var at = saved(statement, journey);
            statement.setBytes(at++, sealed.envelope().bytes());
            statement.setString(at++, sealed.envelope().attachments().stream().map(Digest::hex)
                    .collect(Collectors.joining(" ")));
            statement.setString(at++, sealed.under());
            statement.setTimestamp(at++, Timestamp.from(sealed.at()));
            statement.setObject(at, journey.id().value());
            statement.executeUpdate();
        }
    }

    /** Writes an ending: nothing of the envelope stays. */
    public void conclude(Connection tx, Journey journey) throws SQLException {
        try (var statement = tx.prepareStatement(SAVE.formatted(", envelope = null, envelope_parts = ''"))) {
            statement.setObject(saved(statement, journey), journey.id().value());
            statement.executeUpdate();
        }
    }

    private static int saved(PreparedStatement statement, Journey journey) throws SQLException {
        statement.setString(1, journey.peer().code());
        var at = variable(statement, 2, journey);
        statement.setTimestamp(at++, Timestamp.from(journey.changedAt()));
        return at;
    }

    /** Writes what is told of the exchange, and what the decision obliges to; what is empty leaves what was told before. */
    public void tell(Connection tx, ExchangeId id, Account account) throws SQLException {
        var isDecided = !account.decision().isEmpty();
        try (var statement = tx.prepareStatement(isDecided ? DutyBook.NOTING + TELL : TELL)) {
            var at = 1;
            if (isDecided) {
                DutyBook.note(statement, id, DecisionText.obligations(account.decision()));
                at += DutyBook.PLACES;
            }
            statement.setObject(at++, id.value());
            statement.setString(at++, account.decision());
            statement.setString(at++, account.ledger());
            statement.setString(at, account.peerLedger());
            statement.executeUpdate();
        }
    }

    /** What was told of the exchange so far. */
    public Account account(Connection tx, ExchangeId id) throws SQLException {
        try (var statement = tx.prepareStatement(
                "select decision, ledger, peer_ledger from account where exchange = ?")) {
            statement.setObject(1, id.value());
            try (var rows = statement.executeQuery()) {
                return rows.next()
                        ? new Account(rows.getString(1), rows.getString(2), rows.getString(3))
                        : Account.NOTHING;
            }
        }
    }

    /** The exchange, locked until the transaction ends. */
    public Optional<Journey> locked(Connection tx, ExchangeId id) throws SQLException {
        return one(tx, "where id = ? for update", id.value());
    }

    /** The exchange as it stands, for reading only: the row is not locked. */
    public Optional<Journey> find(Connection tx, ExchangeId id) throws SQLException {
        return one(tx, "where id = ?", id.value());
    }

    /** The person's exchanges that have no ending yet, oldest first, locked. */
    public List<Journey> open(Connection tx, Pseudonym person) throws SQLException {
        return list(tx, "where person = ? and state in ('awaiting', 'queued', 'ready') order by id "
                + "for update", person.value());
    }

    /** The person's exchanges of which a copy left this node, or may have, oldest first, locked. */
    public List<Journey> copies(Connection tx, Pseudonym person) throws SQLException {
        return list(tx, "where person = ? and direction = 'out' and received_digest <> '' "
                + "and state not in ('refused', 'failed') order by id for update", person.value());
    }

    /** Everything that was to leave about the person, oldest first. */
    public List<Journey> outgoing(Connection tx, Pseudonym person) throws SQLException {
        return list(tx, "where person = ? and direction = 'out' order by opened_at, id", person.value());
    }

    /** Those that wait for a fact or for a person, or to be handed over. */
    public List<Journey> waiting(Connection tx) throws SQLException {
        return list(tx, "where state in ('awaiting', 'parked', 'ready') order by opened_at");
    }

    /** The latest exchanges, newest first. */
    public List<Journey> latest(Connection tx, int limit) throws SQLException {
        return list(tx, "order by opened_at desc, id desc limit ?", limit);
    }

    /** These deliveries go on: some instance is at work on them now. */
    public void stillDelivering(Connection tx, Collection<ExchangeId> ids, Instant now) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (var statement = tx.prepareStatement(
                "update exchange set changed_at = ? where id = any (?) and state = 'delivering'")) {
            statement.setTimestamp(1, Timestamp.from(now));
            statement.setArray(2, tx.createArrayOf("uuid", ids.stream().map(ExchangeId::value).toArray()));
            statement.executeUpdate();
        }
    }

    /** Deliveries that were begun before a time and not ended: an instance died in the middle. */
    public List<Journey> stuck(Connection tx, Instant before) throws SQLException {
        return list(tx, "where state = 'delivering' and changed_at < ?", Timestamp.from(before));
    }

    /** The envelope of the last attempt, with what it was made under. */
    public Optional<Sealed> sealed(Connection tx, ExchangeId id) throws SQLException {
        try (var statement = tx.prepareStatement(
                "select envelope, envelope_parts, envelope_under, envelope_at from exchange where id = ?")) {
            statement.setObject(1, id.value());
            try (var rows = statement.executeQuery()) {
                if (!rows.next() || rows.getBytes(1) == null) {
                    return Optional.empty();
                }
                var attachments = Arrays.stream(rows.getString(2).split(" ")).filter(part -> !part.isEmpty())
                        .map(Digest::new).toList();
                return Optional.of(new Sealed(Envelope.stored(rows.getBytes(1), attachments), rows.getString(3),
                        rows.getTimestamp(4).toInstant()));
            }
        }
    }

    /** An envelope that can be repeated as it is. @param under decision digest and key id; it stands while they do */
    public record Sealed(Envelope envelope, String under, Instant at) {}

    /** The exchanges that a user started and that wait for their file to be collected, locked. */
    public List<Journey> asked(Connection tx, String connector, String localId) throws SQLException {
        return list(tx,
                "where state = 'awaiting' and awaits = 'collection' and connector = ? and local_id = ? for update",
                connector, localId);
    }

    /** The person whose file was last collected under a local id, if it ever opened an exchange. */
    public Optional<Pseudonym> person(Connection tx, String connector, String localId) throws SQLException {
        return list(tx, "where connector = ? and local_id = ? and person is not null order by id desc limit 1",
                connector,
                localId).stream().findFirst().flatMap(Journey::person);
    }

    private static Optional<Journey> one(Connection tx, String where, Object... values) throws SQLException {
        return list(tx, where, values).stream().findFirst();
    }

    private static List<Journey> list(Connection tx, String where, Object... values) throws SQLException {
        try (var statement = tx.prepareStatement("select " + COLUMNS + " from exchange " + where)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<Journey>();
                while (rows.next()) {
                    found.add(row(rows));
                }
                return found;
            }
        }
    }

    private static Journey row(ResultSet row) throws SQLException {
        return new Journey(new ExchangeId(row.getObject("id", UUID.class)),
                Journey.Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
                new Department(row.getString("peer")), Track.of(row.getString("track")),
                State.of(row.getString("state")),
                Optional.ofNullable(row.getObject("person", UUID.class)).map(Pseudonym::new),
                row.getString("question"), Optional.ofNullable(row.getString("opened_by")).map(FactId::new),
                row.getString("connector"), row.getString("local_id"), row.getString("household"),
                row.getString("decision_digest"), row.getString("awaits"),
                Optional.ofNullable(row.getObject("due", LocalDate.class)), row.getString("reason"),
                row.getString("ledger_digest"), row.getString("received_digest"), row.getString("mapping"),
                row.getInt("attempts"), row.getTimestamp("opened_at").toInstant(),
                row.getTimestamp("changed_at").toInstant());
    }
}
