package org.viaduc.exchange.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.policy.ObligationCode;

/** What this node keeps of exchanges that have ended, until when and on which rule; and its going, every day. */
public final class Retention {
    private static final String OVER = "term-over";
    private static final String UNOPENABLE = "unopenable";

    private final Desk desk;
    private final Archive archive;
    private final HeldRows rows = new HeldRows();
    private final PostedRows posted = new PostedRows();
    private final ClaimedRows claimed = new ClaimedRows();

    public Retention(Desk desk) {
        this.desk = desk;
        this.archive = new Archive(desk);
    }

    /**
     * What is kept.
     *
     * @param rules   how much of what is kept on which rule
     * @param nearest those whose last day comes first, or has passed while something was open about them; of content that this
     *                node's keys do not open any more, {@code unopenable} is among what there is to look at
     * @param gone    what has been destroyed until now
     */
    public record Kept(LocalDate today, List<Rule> rules, List<Held> nearest, List<Gone> gone) {
        public Kept {
            rules = List.copyOf(rules);
            nearest = List.copyOf(nearest);
            gone = List.copyOf(gone);
        }
    }

    /** What was destroyed when its term was over. @param latest when that happened last */
    public record Gone(Held.Matter matter, String rule, long exchanges, java.time.Instant latest) {}

    /** @param next the first last day among them */
    public record Rule(Held.Matter matter, String rule, long exchanges, LocalDate next) {}

    /** What is kept, for an auditor, who learns whether it can still be opened and nothing of it. That it was read is an entry. */
    public Kept kept(int most, Actor reader) {
        return desk.transactions().run(tx -> {
            var nearest = new ArrayList<Held>();
            for (var each : rows.nearest(tx, most)) {
                nearest.add(archive.opens(tx, each) ? each : each.with(UNOPENABLE));
            }
            var kept = new Kept(desk.decider().today(), rows.rules(tx), nearest, rows.gone(tx));
            desk.pages(reader).say(Step.READ, entry -> entry.with(Detail.PART, "retention")
                    .with(Detail.RECORDS, kept.nearest().size())).into(desk.journal(), tx);
            return kept;
        });
    }

    /** Destroys what is due today and not held. @return what went */
    public List<Held> run(Actor actor) {
        note();
        desk.transactions().run(tx -> {
            destroyByDay(tx, actor);
            return null;
        });
        var gone = new ArrayList<Held>();
        for (var id : due()) {
            gone.addAll(desk.transactions().run(tx -> destroy(tx, id, actor)));
        }
        return gone;
    }

    /** Once a day: an errand for every exchange of which something is due. In the transaction that turns the day. */
    public int turn(Connection tx) throws SQLException {
        note(tx);
        destroyByDay(tx, Actor.node(desk.settings().department()));
        var due = rows.due(tx, desk.decider().today());
        for (var id : due) {
            desk.outbox().queue(Errand.DESTROY, id, desk.clock().instant());
        }
        return due.size();
    }

    /** The errand: what is due of one exchange is destroyed, unless something is open about it; then the next day asks again. */
    public Next destroy(ExchangeId id) {
        desk.transactions().run(tx -> destroy(tx, id, Actor.node(desk.settings().department())));
        return new Next.Done();
    }

    private void note() {
        desk.transactions().run(tx -> {
            note(tx);
            return null;
        });
    }

    /** What is told of exchanges that have ended since gets its term. */
    private void note(Connection tx) throws SQLException {
        for (var told : rows.withoutTerm(tx)) {
            var term = Term.ofTrace(told.obligations(), desk.settings().day(told.ended()));
            rows.note(tx, told.exchange(), term, Timestamp.from(desk.clock().instant()));
        }
    }

    /** What the department's own systems posted, and what persons claimed, goes by the day: no exchange of it ends. */
    private void destroyByDay(Connection tx, Actor actor) throws SQLException {
        var before = Term.beginOfTrace(desk.decider().today()).atStartOfDay(desk.settings().zone()).toInstant();
        var pages = desk.pages(actor);
        for (var gone : posted.destroy(tx, before)) {
            pages.say(Step.DESTROYED, entry -> overTrace(entry, gone.part(), gone.records())
                    .with(Detail.CONNECTOR, gone.connector()));
        }
        var claims = claimed.destroy(tx, before);
        if (claims > 0) {
            pages.say(Step.DESTROYED, entry -> overTrace(entry, "claims", claims));
        }
        pages.into(desk.journal(), tx);
    }

    private static Entry overTrace(Entry entry, String part, long records) {
        return entry.with(Detail.PART, part).with(Detail.RECORDS, records)
                .with(Detail.OBLIGATIONS, List.of(ObligationCode.LOG_36_MONTHS.word())).with(Detail.REASON, OVER);
    }

    private List<ExchangeId> due() {
        return desk.transactions().run(tx -> rows.due(tx, desk.decider().today()));
    }

    private List<Held> destroy(Connection tx, ExchangeId id, Actor actor) throws SQLException {
        desk.journeys().locked(tx, id);
        var today = desk.decider().today();
        var gone = new ArrayList<Held>();
        var pages = desk.pages(actor);
        for (var held : rows.of(tx, id)) {
            if (!held.isOver(today) || !held.holds().isEmpty()) {
                continue;
            }
            switch (held.matter()) {
                case CONTENT -> archive.destroy(tx, id, OVER, pages);
                case TRACE -> {
                    if (rows.keepsContent(tx, id)) {
                        continue;
                    }
                    rows.destroyTrace(tx, id, Timestamp.from(desk.clock().instant()));
                    pages.say(id, Step.DESTROYED, entry -> entry.with(Detail.PART, held.matter().word())
                            .with(Detail.OBLIGATIONS, List.of(held.term().rule().word()))
                            .with(Detail.DUE, held.term().until().toString()).with(Detail.REASON, OVER));
                }
            }
            gone.add(held);
        }
        pages.into(desk.journal(), tx);
        return gone;
    }
}
