package org.viaduc.exchange.desk;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.viaduc.journal.Checkpoint;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.trust.Peer;
import org.viaduc.trust.ReceiptState;
import org.viaduc.trust.Sealer;
import org.viaduc.trust.SignedStatement;
import org.viaduc.trust.Statement;

/** The receipts that were given and taken, numbered within their exchange; one of them is final, and it is the last. */
public final class Receipts {
    private final Sealer sealer;
    private final Supplier<Optional<Checkpoint>> head;
    private final Clock clock;

    /** @param head the journal's latest signed head */
    public Receipts(Sealer sealer, Supplier<Optional<Checkpoint>> head, Clock clock) {
        this.sealer = sealer;
        this.head = head;
        this.clock = clock;
    }

    /** Gives the next receipt of an exchange that arrived here. */
    public SignedStatement give(Connection tx, Journey journey, Peer sender, ReceiptState state,
            Optional<Digest> ledger)
            throws SQLException {
        return signed(tx, journey, sender, state, ledger, last(tx, journey.id()) + 1);
    }

    /**
     * The one receipt that every request gets. It is not kept among the exchange's numbered ones: those are the asker's to
     * give, when an offer comes under the same id.
     */
    public SignedStatement acknowledge(ExchangeId id, Digest received, Peer asker) {
        return sealer.sign(new Statement.Receipt(id, 1, false, received, ReceiptState.RECEIVED, Optional.empty(),
                head.get()), asker);
    }

    /** Signs a receipt that was given long ago anew, under its number: nobody believes a message of the day before. */
    public SignedStatement giveAgain(Connection tx, Journey journey, Peer sender, ReceiptState state,
            Optional<Digest> ledger,
            int number) throws SQLException {
        try (var statement = tx.prepareStatement("delete from receipt where exchange = ? and number = ?")) {
            statement.setObject(1, journey.id().value());
            statement.setInt(2, number);
            statement.executeUpdate();
        }
        return signed(tx, journey, sender, state, ledger, number);
    }

    private SignedStatement signed(Connection tx, Journey journey, Peer sender, ReceiptState state,
            Optional<Digest> ledger, int number) throws SQLException {
        var receipt = new Statement.Receipt(journey.id(), number, state != ReceiptState.RECEIVED,
                new Digest(journey.receivedDigest()), state, ledger, head.get());
        var signed = sealer.sign(receipt, sender);
        store(tx, journey.id(), number, receipt.isFinal(), signed);
        return signed;
    }

    /** The latest receipt's bytes; empty before the first. */
    public Optional<Given> latest(Connection tx, ExchangeId id) throws SQLException {
        return list(tx, id, "order by number desc limit 1").stream().findFirst();
    }

    /** All of an exchange, the first first. */
    public List<Given> all(Connection tx, ExchangeId id) throws SQLException {
        return list(tx, id, "order by number");
    }

    private static List<Given> list(Connection tx, ExchangeId id, String which) throws SQLException {
        try (var statement = tx.prepareStatement(
                "select number, final, body, at from receipt where exchange = ? " + which)) {
            statement.setObject(1, id.value());
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<Given>();
                while (rows.next()) {
                    found.add(new Given(rows.getInt(1), rows.getBoolean(2),
                            rows.getString(3).getBytes(StandardCharsets.US_ASCII),
                            rows.getTimestamp(4).toInstant()));
                }
                return found;
            }
        }
    }

    /** A receipt as it was given. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Given(int number, boolean isFinal, byte[] bytes, Instant at) {
        @Override
        public String toString() {
            return "Receipt " + number;
        }
    }

    /** Keeps a receipt that a peer gave. @return false when that number is known already */
    public boolean take(Connection tx, Statement.Receipt receipt, SignedStatement evidence) throws SQLException {
        return store(tx, receipt.exchange(), receipt.number(), receipt.isFinal(), evidence);
    }

    private boolean store(Connection tx, ExchangeId id, int number, boolean isFinal, SignedStatement signed)
            throws SQLException {
        try (var statement = tx.prepareStatement(
                "insert into receipt (exchange, number, final, body, at) values (?, ?, ?, ?, ?) on conflict do nothing")) {
            statement.setObject(1, id.value());
            statement.setInt(2, number);
            statement.setBoolean(3, isFinal);
            statement.setString(4, new String(signed.bytes(), StandardCharsets.US_ASCII));
            statement.setTimestamp(5, Timestamp.from(clock.instant()));
            return statement.executeUpdate() == 1;
        }
    }

    private static int last(Connection tx, ExchangeId id) throws SQLException {
        try (var statement = tx.prepareStatement("select coalesce(max(number), 0) from receipt where exchange = ?")) {
            statement.setObject(1, id.value());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
