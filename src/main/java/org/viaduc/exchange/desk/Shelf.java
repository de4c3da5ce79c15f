package org.viaduc.exchange.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.trust.AttachmentStore;
import org.viaduc.trust.Kept;
import org.viaduc.trust.Offer;
import org.viaduc.trust.Sealer;

/**
 * What waits here, sealed under a key of its own in the node's database, its attachments beside it. Clearing the shelf
 * shreds what stood on it.
 */
public final class Shelf {
    private final Sealer sealer;
    private final AttachmentStore attachments;

    public Shelf(Sealer sealer, AttachmentStore attachments) {
        this.sealer = sealer;
        this.attachments = attachments;
    }

    /** Puts a file on the shelf, in the place of an earlier one. */
    public void put(Connection tx, ExchangeId id, Offer offer) throws SQLException {
        var kept = sealer.keep(id, offer.toJson());
        try (var statement = tx.prepareStatement("""
                insert into kept (id, wrapped_key, content, attachments) values (?, ?, ?, ?)
                on conflict (id) do update set wrapped_key = excluded.wrapped_key, content = excluded.content,
                    attachments = excluded.attachments""")) {
            statement.setObject(1, id.value());
            statement.setBytes(2, kept.wrappedKey());
            statement.setBytes(3, kept.content());
            statement.setArray(4, tx.createArrayOf("text",
                    offer.manifest().ciphers().stream().map(Digest::hex).toArray()));
            statement.executeUpdate();
        }
    }

    /** The file that stands there; empty when it was shredded or never was. */
    public Optional<Offer> take(Connection tx, ExchangeId id) throws SQLException {
        try (var statement = tx.prepareStatement("select wrapped_key, content from kept where id = ?")) {
            statement.setObject(1, id.value());
            try (var rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(Offer.ofKept(sealer.unkeep(id, new Kept(rows.getBytes(1), rows.getBytes(2))),
                                attachments))
                        : Optional.empty();
            }
        }
    }

    /**
     * Shreds what stands there, and what was put aside of it and is not kept: the key goes with the row, a sealed attachment
     * with the last exchange that has it.
     */
    public void clear(Connection tx, ExchangeId id) throws SQLException {
        try (var statement = tx.prepareStatement("""
                with aside as (delete from retention where exchange = ? and matter = 'content' and kept_at is null
                               returning attachments),
                     shelf as (delete from kept where id = ? returning attachments)
                select attachments from aside union all select attachments from shelf""")) {
            statement.setObject(1, id.value());
            statement.setObject(2, id.value());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    forget(tx, (String[]) rows.getArray(1).getArray());
                }
            }
        }
    }

    /** Shreds a file that was never put on the shelf, or was. */
    public void clear(Connection tx, ExchangeId id, Offer offer) throws SQLException {
        clear(tx, id);
        forget(tx, offer.manifest().ciphers().stream().map(Digest::hex).toArray(String[]::new));
    }

    /** Deletes sealed attachments that no exchange has any longer, once the transaction has committed. */
    public void forget(Connection tx, String... ciphers) throws SQLException {
        for (var cipher : ciphers) {
            if (!isKept(tx, cipher)) {
                Transactions.afterCommit(() -> delete(new Digest(cipher)));
            }
        }
    }

    private void delete(Digest cipher) {
        try {
            attachments.delete(cipher);
        } catch (IOException e) {
            throw new UncheckedIOException("a shredded exchange's attachment could not be deleted", e);
        }
    }

    private static boolean isKept(Connection tx, String cipher) throws SQLException {
        try (var statement = tx.prepareStatement("""
                select 1 from kept where ? = any (attachments)
                union all select 1 from retention where ? = any (attachments) limit 1""")) {
            statement.setString(1, cipher);
            statement.setString(2, cipher);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
