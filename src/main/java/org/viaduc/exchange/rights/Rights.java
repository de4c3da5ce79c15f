package org.viaduc.exchange.rights;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.viaduc.exchange.desk.Breaches;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Fact;
import org.viaduc.trust.Statement;
import org.viaduc.trust.VerifiedStatement;

/** The rights that follow a copy: withdrawal, opposition, rectification, restriction, erasure, and the recall of a file. */
public final class Rights {
    private final Desk desk;
    private final FollowUps followUps = new FollowUps();
    private final Breaches breaches = new Breaches();
    private final ClaimRows claims;
    private final Pursuing pursuing;
    private final Heeding heeding;

    public Rights(Desk desk, PeerLine line) {
        this.desk = desk;
        this.claims = new ClaimRows(desk.sealer());
        this.pursuing = new Pursuing(desk, followUps, breaches, line);
        this.heeding = new Heeding(desk, followUps, line);
    }

    /** Tells the past recipient of an exchange what has happened. @see Pursuing#pursue */
    public FollowUp pursue(ExchangeId exchange, Matter matter, Optional<ExchangeId> related, Actor user) {
        return pursuing.pursue(exchange, matter, related, user);
    }

    /** Says what became of a copy here. @see Heeding#choose */
    public FollowUp choose(ExchangeId id, Fate fate, String proof, Actor user) {
        return heeding.choose(id, fate, proof, user);
    }

    /** What follows one exchange, oldest first. */
    public List<FollowUp> of(ExchangeId exchange) {
        return desk.transactions().run(tx -> followUps.of(tx, exchange));
    }

    /** What is not settled, by its due time. */
    public List<FollowUp> open() {
        return desk.transactions().run(followUps::open);
    }

    /**
     * Closes the register's entry on a file that went to the wrong person's, or an access that was not justified.
     *
     * @param told whether the authority was told, or a person found that there is no risk
     * @throws NoSuchElementException when no entry is open about that exchange
     */
    public void closeBreach(ExchangeId exchange, boolean told, Actor user) {
        desk.transactions().run(tx -> {
            var outcome = told ? "authority-told" : "no-risk";
            if (!breaches.close(tx, exchange, outcome, desk.clock().instant())) {
                throw new NoSuchElementException("no breach is open about that exchange");
            }
            desk.pages(user).say(exchange, Step.RESOLVED, entry -> entry.with(Detail.REASON, "breach")
                    .with(Detail.ANSWER, outcome)).into(desk.journal(), tx);
            return null;
        });
    }

    /**
     * One thing that is to be done or watched.
     *
     * @param id   of the follow-up; of the exchange for a breach; of a person's claim
     * @param what {@code choosing}, {@code telling}, {@code refused}, {@code unanswered}, {@code breach}, {@code claim}
     */
    public record ToDo(ExchangeId id, ExchangeId exchange, String what, Journey.Direction direction, String on,
            Instant due, boolean isOverdue, Instant since) {}

    /** What is to be chosen here, what is chased, what the register waits for, and what persons claim. */
    public List<ToDo> toDo() {
        return desk.transactions().run(tx -> {
            var now = desk.clock().instant();
            var all = new ArrayList<ToDo>();
            followUps.open(tx).forEach(each -> all.add(new ToDo(each.id(), each.exchange(), each.stage().word(),
                    each.direction(), each.matter().word(), each.due(), each.due().isBefore(now), each.openedAt())));
            breaches.open(tx).forEach(each -> all.add(new ToDo(each.exchange(), each.exchange(), "breach",
                    each.direction(), each.cause().word(), each.due(), each.due().isBefore(now),
                    each.openedAt())));
            var today = desk.decider().today();
            claims.waiting(tx).forEach(each -> all.add(new ToDo(each.id(), each.id(), "claim", Journey.Direction.IN,
                    each.kind().word(), each.due().atStartOfDay(desk.settings().zone()).toInstant(),
                    each.due().isBefore(today), each.openedAt())));
            return all;
        });
    }

    /** A new fact may take back what was sent: past recipients are told. */
    public void factRecorded(java.sql.Connection tx, Pseudonym person, Fact fact) throws java.sql.SQLException {
        pursuing.factRecorded(tx, person, fact);
    }

    /** A notice, or a host's word on one. @return what is answered on the same connection, if anything is */
    public Optional<byte[]> take(Statement.Notice notice, VerifiedStatement signed) {
        if (notice.answer().isPresent()) {
            pursuing.taken(notice, signed);
            return Optional.empty();
        }
        return Optional.of(heeding.take(notice, signed));
    }

    /** Carries a notice to the peer, or our word on one that it sent. */
    public Next carry(ExchangeId id) {
        var settledHere = desk.transactions().run(tx -> followUps.locked(tx, id))
                .filter(each -> each.direction() == Journey.Direction.IN);
        return settledHere.isPresent() ? heeding.carry(settledHere.get()) : pursuing.carry(id);
    }

    /** The last retry of a notice has failed: a person has to look. */
    public void giveUp(ExchangeId id) {
        pursuing.giveUp(id);
    }
}
