package org.viaduc.exchange.retention;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Pages;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.policy.Decision;
import org.viaduc.trust.Kept;
import org.viaduc.trust.Offer;
import org.viaduc.trust.OfferContent;
import org.viaduc.trust.ShreddedContent;

/**
 * What was exchanged, for as long as the decision's retention says: exactly what a decision released, never the file that it
 * was released from.
 *
 * <pre>
 *   {@link #put}  while it is under way ─{@link #keep}─► for its term ─{@link #destroy}─► the key is gone
 * </pre>
 *
 * What was put and never kept is shredded with the shelf, by whichever ending the exchange takes.
 */
public final class Archive {
    private final Desk desk;

    public Archive(Desk desk) {
        this.desk = desk;
    }

    /** Whether a decision obliges to keep what it released. */
    public static boolean keeps(Decision decision) {
        return Term.ofContent(decision.obligations()).isPresent();
    }

    /** Puts what leaves or is handed over aside, under a key of its own, when the decision obliges to keep it at all. */
    public void put(Connection tx, ExchangeId id, OfferContent content, Decision decision) throws SQLException {
        var term = Term.ofContent(decision.obligations());
        if (term.isEmpty()) {
            dropEarlier(tx, id);
            return;
        }
        var kept = desk.sealer().keep(id, content.toJson());
        try (var insert = tx.prepareStatement("""
                insert into retention (exchange, matter, rule, until, wrapped_key, content, attachments, digest, put_at)
                values (?, 'content', ?, ?, ?, ?, ?, ?, ?)
                on conflict (exchange, matter) do update set rule = excluded.rule, until = excluded.until,
                    wrapped_key = excluded.wrapped_key, content = excluded.content, attachments = excluded.attachments,
                    digest = excluded.digest, put_at = excluded.put_at where retention.kept_at is null""")) {
            insert.setObject(1, id.value());
            insert.setString(2, term.get().rule().word());
            insert.setObject(3, term.get().until());
            insert.setBytes(4, kept.wrappedKey());
            insert.setBytes(5, kept.content());
            insert.setArray(6, tx.createArrayOf("text", content.ciphers().stream().map(Digest::hex).toArray()));
            insert.setString(7, digest(kept).hex());
            insert.setTimestamp(8, Timestamp.from(desk.clock().instant()));
            insert.executeUpdate();
        }
    }

    /** What an earlier decision had put aside is not what was exchanged. Its documents still stand on the shelf. */
    public void dropEarlier(Connection tx, ExchangeId id) throws SQLException {
        try (var delete = tx.prepareStatement(
                "delete from retention where exchange = ? and matter = 'content' and kept_at is null")) {
            delete.setObject(1, id.value());
            delete.executeUpdate();
        }
    }

    /** Of the sealed bytes: it proves what was kept while the key is there, and says nothing once it is not. */
    private static Digest digest(Kept kept) {
        var sealed = new ByteArrayOutputStream();
        sealed.writeBytes(kept.wrappedKey());
        sealed.writeBytes(kept.content());
        return Digest.of(sealed.toByteArray());
    }

    /** It has been delivered: what was put aside, if anything was, is kept for its term. Before the shelf is cleared. */
    public void keep(Connection tx, ExchangeId id, Pages pages) throws SQLException {
        try (var update = tx.prepareStatement("""
                update retention set kept_at = ? where exchange = ? and matter = 'content' and kept_at is null
                returning rule, until, digest""")) {
            update.setTimestamp(1, Timestamp.from(desk.clock().instant()));
            update.setObject(2, id.value());
            try (var row = update.executeQuery()) {
                if (row.next()) {
                    var rule = row.getString(1);
                    var until = row.getString(2);
                    var digest = row.getString(3);
                    pages.say(id, Step.RETAINED, entry -> entry.with(Detail.PART, Held.Matter.CONTENT.word())
                            .with(Detail.OBLIGATIONS, List.of(rule)).with(Detail.DUE, until)
                            .with(Detail.DIGEST, digest));
                }
            }
        }
    }

    /** Whether what is kept would open, where it is content: proof that nobody can open any more is none. */
    boolean opens(Connection tx, Held held) throws SQLException {
        try {
            return held.matter() != Held.Matter.CONTENT || open(tx, held.exchange()).isPresent();
        } catch (ShreddedContent lost) {
            return false;
        }
    }

    /** What was exchanged, while its key is there. @throws ShreddedContent when the key does not open it */
    public Optional<Offer> open(Connection tx, ExchangeId id) throws SQLException {
        try (var select = tx.prepareStatement("""
                select wrapped_key, content from retention
                 where exchange = ? and matter = 'content' and wrapped_key is not null""")) {
            select.setObject(1, id.value());
            try (var row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(Offer.ofKept(
                                desk.sealer().unkeep(id, new Kept(row.getBytes(1), row.getBytes(2))),
                                desk.attachments()))
                        : Optional.empty();
            }
        }
    }

    /**
     * Destroys the key of what was exchanged, and with it the content; documents go unless another exchange still has them. A
     * second call does nothing.
     *
     * @param reason why now, in a code word: {@code overdue} when its term is over
     * @return whether there was anything
     */
    public boolean destroy(Connection tx, ExchangeId id, String reason, Pages pages) throws SQLException {
        try (var update = tx.prepareStatement("""
                with gone as (select exchange, matter, attachments from retention
                               where exchange = ? and matter = 'content' and wrapped_key is not null for update)
                update retention r set wrapped_key = null, content = null, attachments = '{}', destroyed_at = ?
                  from gone where r.exchange = gone.exchange and r.matter = gone.matter
                returning r.rule, r.until, r.digest, gone.attachments""")) {
            update.setObject(1, id.value());
            update.setTimestamp(2, Timestamp.from(desk.clock().instant()));
            try (var row = update.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                var rule = row.getString(1);
                var until = row.getString(2);
                var digest = row.getString(3);
                var ciphers = (String[]) row.getArray(4).getArray();
                desk.shelf().forget(tx, ciphers);
                pages.say(id, Step.DESTROYED, entry -> entry.with(Detail.PART, Held.Matter.CONTENT.word())
                        .with(Detail.OBLIGATIONS, List.of(rule)).with(Detail.DUE, until)
                        .with(Detail.DIGEST, digest).with(Detail.ATTACHMENTS, ciphers.length)
                        .with(Detail.REASON, reason));
                return true;
            }
        }
    }
}
