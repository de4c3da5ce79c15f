package org.viaduc.exchange.notification;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.exchange.node.Notifications.Correspondent;
import org.viaduc.exchange.node.Notifications.Hook;
import org.viaduc.exchange.node.Notifications.Mailbox;
import org.viaduc.exchange.proof.Round;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.trust.TlsMaterial;

/**
 * Writes to those whom node.yaml names when something waits that they were not told of, or its day comes near: one letter for all of
 * it, and no more than one in the interval that is set.
 */
public final class Corresponding implements Round.Work {
    private static final Logger LOG = LoggerFactory.getLogger(Corresponding.class);

    private final Desk desk;
    private final Waits waits;
    private final Letters letters = new Letters();
    private final Carrier mail;
    private final Carrier hooks;

    public Corresponding(Desk desk, TlsMaterial tls, Waits waits) {
        this.desk = desk;
        this.waits = waits;
        this.mail = new MailCarrier(tls, desk.settings().contacts().notifications().every());
        this.hooks = new HookCarrier(tls);
    }

    /** All that waits at the node, as it was committed. */
    @FunctionalInterface
    public interface Waits {
        List<Item> now(Connection tx) throws SQLException;
    }

    /** Composes what is to be written. @return false: there is no more */
    @Override
    public boolean once() {
        var now = desk.clock().instant();
        for (var each : correspondents()) {
            desk.transactions().run(tx -> {
                compose(tx, each, now);
                return null;
            });
        }
        return false;
    }

    private List<Correspondent> correspondents() {
        return desk.settings().contacts().notifications().to();
    }

    private void compose(Connection tx, Correspondent to, Instant now) throws SQLException {
        var last = letters.lock(tx, to.name());
        if (last.isEmpty() || now.isBefore(last.get().plus(desk.settings().contacts().notifications().every()))) {
            return;
        }
        var items = waits.now(tx).stream().filter(each -> each.concerns(to)).toList();
        var keys = items.stream().map(Item::told).toList();
        var told = letters.told(tx, to.name(), keys);
        var fresh = (int) keys.stream().filter(key -> !told.contains(key)).count();
        if (fresh > 0) {
            var letter = Letter.of(ExchangeId.next(desk.clock()), desk.settings().department(), now, fresh, items);
            letters.add(tx, to.name(), letter, keys);
            desk.outbox().queue(Errand.NOTIFY, letter.id(), now);
        }
    }

    /** The errand: carries a letter, and says so in the journal. What cannot be carried is tried again, with growing pauses. */
    public Next carry(ExchangeId id) {
        var waiting = desk.transactions().run(tx -> letters.find(tx, id));
        var to = waiting.flatMap(each -> correspondents().stream().filter(one -> one.name().equals(each.to()))
                .findFirst());
        if (waiting.isPresent() && to.isPresent()) {
            carry(waiting.get().letter(), to.get());
        } else {
            // Whoever node.yaml no longer names is not written to.
            giveUp(id);
        }
        return new Next.Done();
    }

    private void carry(Letter letter, Correspondent to) {
        try {
            switch (to.way()) {
                case Mailbox box -> mail.carry(letter, to);
                case Hook hook -> hooks.carry(letter, to);
            }
        } catch (NotCarried e) {
            failed(letter, to, e);
            throw e;
        }
        desk.transactions().run(tx -> {
            if (letters.sent(tx, letter.id(), desk.clock().instant())) {
                desk.pages().say(Step.NOTIFIED, entry -> entry.with(Detail.METHOD, to.way().word())
                        .with(Detail.RECORDS, letter.waiting())).into(desk.journal(), tx);
            }
            return null;
        });
    }

    private void failed(Letter letter, Correspondent to, NotCarried e) {
        var isFirst = desk.transactions()
                .run(tx -> letters.failed(tx, letter.id(), e.why(), desk.clock().instant()));
        if (isFirst) {
            LOG.atWarn().addKeyValue("way", to.way().word()).addKeyValue("fault", e.why())
                    .log("a notification cannot be carried; it is tried again and no exchange waits for it: check the server");
        }
    }

    /** The last try has failed: the letter goes, and the next one tells what it would have told. */
    public void giveUp(ExchangeId id) {
        desk.transactions().run(tx -> {
            letters.drop(tx, id);
            return null;
        });
    }

    /**
     * How things stand with one whom node.yaml names.
     *
     * @param failing since when a letter to them could not be carried; empty when none waits for that
     * @param why     one word; empty when nothing fails
     */
    public record Standing(Correspondent correspondent, Optional<Instant> carried, Optional<Instant> failing,
            String why) {}

    /** Of all, in the order of the file. */
    public List<Standing> standing() {
        var all = desk.transactions().run(letters::standing);
        return correspondents().stream().map(each -> {
            var known = Optional.ofNullable(all.get(each.name()));
            var failing = known.flatMap(Letters.Standing::failing);
            return new Standing(each, known.flatMap(Letters.Standing::carried), failing.map(Letters.Failing::since),
                    failing.map(Letters.Failing::why).orElse(""));
        }).toList();
    }

    /**
     * A letter that was written: kinds and counts, and whether it arrived.
     *
     * @param to      its correspondent, also one whom node.yaml names no more
     * @param carried when it was taken; empty while it is not
     * @param failing since when it could not be carried
     * @param why     one word; empty when nothing fails
     */
    public record Written(String to, Letter letter, Optional<Instant> carried, Optional<Instant> failing,
            String why) {}

    /** The newest first; those that were carried are kept for 90 days. */
    public List<Written> latest(int most) {
        return desk.transactions().run(tx -> letters.latest(tx, most)).stream()
                .map(each -> new Written(each.to(), each.letter(), each.carried(),
                        each.failing().map(Letters.Failing::since),
                        each.failing().map(Letters.Failing::why).orElse("")))
                .toList();
    }
}
