package org.viaduc.exchange.handover;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.handover.HandOver.Stage;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.journal.Actor;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.trust.Statement;

/**
 * Hands the responsibility for a person's follow-up from one department to the next, one person at a time: offered,
 * accepted or refused, withdrawn while it is pending, and offered back when it returns.
 */
public final class HandingOver {
    /** Why a department may refuse. */
    public static final Set<String> REASONS = Set.of("not-resident", "not-competent", "incomplete-file",
            "kept-by-judge", "other-reason");

    private final Desk desk;
    private final HandOvers handOvers;
    private final Telling telling;
    private final Hearing hearing;

    public HandingOver(Desk desk, PeerLine line) {
        this.desk = desk;
        this.handOvers = new HandOvers(desk);
        this.telling = new Telling(desk, line, handOvers);
        this.hearing = new Hearing(desk, handOvers);
    }

    /**
     * Offers the responsibility to the department at the other end of an exchange, or offers it back.
     *
     * @throws NoSuchElementException when the file was not delivered, or the responsibility is not ours to offer
     */
    public HandOver offer(ExchangeId exchange, Actor user) {
        return desk.transactions().run(tx -> {
            var journey = desk.journeys().locked(tx, exchange).filter(each -> each.state() == State.DELIVERED)
                    .filter(each -> !each.isOwnAccess())
                    .orElseThrow(HandingOver::nothing);
            var now = desk.clock().instant();
            var before = handOvers.locked(tx, exchange);
            if (before.isPresent()
                    ? !before.get().isOurs() || before.get().stage() == Stage.OFFERED
                    : journey.direction() == Journey.Direction.IN) {
                throw nothing();
            }
            var latest = handOvers.latest(tx, journey);
            var offered = before.map(each -> each.again(HandOver.Side.GIVING, latest, now))
                    .orElseGet(() -> new HandOver(exchange, HandOver.Side.GIVING, journey.peer(), Stage.OFFERED, "",
                            latest, 1, now, now));
            return moved(tx, offered, user);
        });
    }

    /** Takes an offer back that nobody has accepted. @throws NoSuchElementException when none is pending here */
    public HandOver withdraw(ExchangeId exchange, Actor user) {
        return act(exchange, HandOver.Side.GIVING, Stage.WITHDRAWN, "", user);
    }

    /** Accepts what is offered; it is ours once the giver has confirmed. @throws NoSuchElementException as above */
    public HandOver accept(ExchangeId exchange, Actor user) {
        return act(exchange, HandOver.Side.TAKING, Stage.ACCEPTING, "", user);
    }

    /** @param reason one of {@link #REASONS} @throws NoSuchElementException as above */
    public HandOver refuse(ExchangeId exchange, String reason, Actor user) {
        if (!REASONS.contains(reason)) {
            throw new IllegalArgumentException("the reasons are " + REASONS.stream().sorted().toList());
        }
        return act(exchange, HandOver.Side.TAKING, Stage.REFUSED, reason, user);
    }

    private HandOver act(ExchangeId exchange, HandOver.Side side, Stage next, String reason, Actor user) {
        return desk.transactions().run(tx -> {
            var open = handOvers.locked(tx, exchange)
                    .filter(each -> each.side() == side && each.stage() == Stage.OFFERED)
                    .orElseThrow(HandingOver::nothing);
            return moved(tx, open.to(next, reason, desk.clock().instant()), user);
        });
    }

    private static NoSuchElementException nothing() {
        return new NoSuchElementException("nothing of that kind can be handed over here");
    }

    /** Where the responsibility for the file of an exchange stands; empty when nobody has offered it. */
    public Optional<HandOver> of(ExchangeId exchange) {
        return desk.transactions().run(tx -> handOvers.locked(tx, exchange));
    }

    /** What is offered or on its way, oldest first. */
    public List<HandOver> open() {
        return desk.transactions().run(handOvers::open);
    }

    private HandOver moved(Connection tx, HandOver now, Actor by) throws SQLException {
        handOvers.moved(tx, now, by);
        desk.outbox().queue(Errand.HAND_OVER, now.exchange(), desk.clock().instant());
        return now;
    }

    /** Tells the other side where it stands here. @throws org.viaduc.exchange.node.LineBroken when it cannot be told now */
    public Next carry(ExchangeId exchange) {
        return telling.carry(exchange);
    }

    /** The other side could not be reached for hours: it is tried again, for as long as it stands. */
    public void giveUp(ExchangeId exchange) {
        telling.giveUp(exchange);
    }

    /** What the other side says. @return our signed word */
    public byte[] take(Statement.Notice notice, Department from) {
        return hearing.take(notice, from);
    }
}
