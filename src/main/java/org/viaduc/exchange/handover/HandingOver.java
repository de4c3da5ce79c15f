package org.viaduc.exchange.handover;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.NotBelieved;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.handover.HandOver.Stage;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.trust.MessageType;
import org.viaduc.trust.Statement;
import org.viaduc.trust.VerifiedStatement;

/**
 * Hands the responsibility for a person's follow-up from one department to the next, one person at a time: offered,
 * accepted or refused, withdrawn while it is pending, and offered back when it returns.
 */
public final class HandingOver {
    /** Why a department may refuse. */
    public static final Set<String> REASONS = Set.of("not-resident", "not-competent", "incomplete-file",
            "kept-by-judge", "other-reason");
    private static final Duration LATER = Duration.ofHours(1);
    private static final String OFFERED = "offered";
    private static final String ACCEPTED = "accepted";
    private static final String WITHDRAWN = "withdrawn";
    private static final String REFUSED = "refused";
    private static final String CONFIRMED = "confirmed";
    private static final String ADDED = "added";
    private static final String NOTED = "noted";

    private final Desk desk;
    private final PeerLine line;
    private final HandOvers handOvers = new HandOvers();

    public HandingOver(Desk desk, PeerLine line) {
        this.desk = desk;
        this.line = line;
    }

    /**
     * Offers the responsibility to the department at the other end of an exchange, or offers it back.
     *
     * @throws NoSuchElementException when the file was not delivered, or the responsibility is not ours to offer
     */
    public HandOver offer(ExchangeId exchange, Actor user) {
        return desk.transactions().run(tx -> {
            var journey = desk.journeys().locked(tx, exchange).filter(each -> each.state() == State.DELIVERED)
                    .orElseThrow(HandingOver::nothing);
            var now = desk.clock().instant();
            var before = handOvers.locked(tx, exchange);
            if (before.isPresent()
                    ? !before.get().isOurs() || before.get().stage() == Stage.OFFERED
                    : journey.direction() == Journey.Direction.IN) {
                throw nothing();
            }
            var latest = latest(tx, journey);
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
        say(tx, now, by);
        desk.outbox().queue(Errand.HAND_OVER, now.exchange(), desk.clock().instant());
        return now;
    }

    private void say(Connection tx, HandOver now, Actor by) throws SQLException {
        handOvers.save(tx, now);
        desk.pages(by).say(now.exchange(), Step.HANDED_OVER, entry -> {
            var told = entry.with(Detail.PEER, now.peer().code()).with(Detail.PART, now.side().word())
                    .with(Detail.STATE, now.stage().word()).with(Detail.NUMBER, now.round())
                    .with(Detail.RELATED, now.latest().toString());
            return now.reason().isEmpty() ? told : told.with(Detail.REASON, now.reason());
        }).into(desk.journal(), tx);
    }

    /** Tells the other side where it stands here. */
    public Next carry(ExchangeId exchange) {
        var found = of(exchange);
        var peer = found.flatMap(each -> desk.peers().peer(each.peer()));
        var matter = found.flatMap(HandingOver::toTell);
        if (matter.isEmpty() || peer.isEmpty()) {
            return new Next.Done();
        }
        var notice = new Statement.Notice(exchange, MessageType.HAND_OVER, matter.get(), Optional.empty(),
                Optional.of(found.get().latest()));
        var answer = line.carry(peer.get(), desk.sealer().sign(notice, peer.get()).bytes());
        if (!(answer instanceof PeerLine.Answer.Message(VerifiedStatement signed))
                || !(signed.statement() instanceof Statement.Notice said) || !said.exchange().equals(exchange)
                || said.answer().isEmpty()) {
            throw new LineBroken("the answer of " + found.get().peer() + " to a hand-over cannot be believed", null);
        }
        desk.transactions().run(tx -> {
            answered(tx, found.get(), said);
            return null;
        });
        return new Next.Done();
    }

    /** The other side could not be reached for hours: it is tried again, for as long as it stands. */
    public void giveUp(ExchangeId exchange) {
        desk.transactions().run(tx -> {
            desk.outbox().queue(Errand.HAND_OVER, exchange, desk.clock().instant().plus(LATER));
            return null;
        });
    }

    private static Optional<String> toTell(HandOver each) {
        return switch (each.stage()) {
            case OFFERED -> each.side() == HandOver.Side.GIVING ? Optional.of(OFFERED) : Optional.empty();
            case ACCEPTING -> Optional.of(ACCEPTED);
            case WITHDRAWN -> each.side() == HandOver.Side.GIVING ? Optional.of(WITHDRAWN) : Optional.empty();
            case REFUSED -> each.side() == HandOver.Side.TAKING
                    ? Optional.of(REFUSED + "-" + each.reason())
                    : Optional.empty();
            case CONFIRMED -> Optional.empty();
        };
    }

    /** Only an acceptance has an answer that changes something, and only while it stands. */
    private void answered(Connection tx, HandOver told, Statement.Notice said) throws SQLException {
        var now = handOvers.locked(tx, told.exchange()).orElseThrow();
        if (!now.equals(told) || told.stage() != Stage.ACCEPTING) {
            return;
        }
        var at = desk.clock().instant();
        switch (said.answer().orElseThrow()) {
            case CONFIRMED -> say(tx, now.to(Stage.CONFIRMED, "", at), Actor.peer(now.peer()));
            case ADDED -> say(tx, now.to(Stage.OFFERED, ADDED, at).upTo(said.related().orElse(now.latest())),
                    Actor.peer(now.peer()));
            default -> say(tx, now.to(Stage.WITHDRAWN, "", at), Actor.peer(now.peer()));
        }
    }

    /** What the other side says. @return our signed word */
    public byte[] take(Statement.Notice notice, Department from) {
        return desk.transactions().run(tx -> {
            var answer = heeded(tx, notice, from);
            var signed = new Statement.Notice(notice.exchange(), MessageType.HAND_OVER, notice.matter(),
                    Optional.of(answer.word), answer.latest);
            return desk.sealer().sign(signed, desk.peers().peer(from).orElseThrow()).bytes();
        });
    }

    private record Word(String word, Optional<ExchangeId> latest) {
        Word(String word) {
            this(word, Optional.empty());
        }
    }

    private Word heeded(Connection tx, Statement.Notice notice, Department from) throws SQLException {
        var journey = desk.journeys().locked(tx, notice.exchange()).filter(each -> each.peer().equals(from));
        if (journey.isEmpty()) {
            return new Word("unknown");
        }
        var known = handOvers.locked(tx, notice.exchange());
        if (notice.matter().equals(OFFERED)) {
            return offered(tx, journey.get(), known, notice);
        }
        if (known.isEmpty()) {
            return new Word("unknown");
        }
        var matter = notice.matter();
        return switch (matter) {
            case ACCEPTED -> accepted(tx, journey.get(), known.get(), notice);
            case WITHDRAWN -> taken(tx, known.get(), HandOver.Side.TAKING, Stage.WITHDRAWN, "");
            default -> {
                var reason = matter.startsWith(REFUSED + "-") ? matter.substring(REFUSED.length() + 1) : "";
                if (!REASONS.contains(reason)) {
                    throw new NotBelieved("unknown-message", null);
                }
                yield taken(tx, known.get(), HandOver.Side.GIVING, Stage.REFUSED, reason);
            }
        };
    }

    /** One who is responsible for the file here takes no offer for it. */
    private Word offered(Connection tx, Journey journey, Optional<HandOver> known, Statement.Notice notice)
            throws SQLException {
        var latest = notice.related().orElse(journey.id());
        var isOurs = known.map(HandOver::isOurs).orElse(journey.direction() == Journey.Direction.OUT);
        if (isOurs) {
            return new Word("not-competent");
        }
        if (known.filter(each -> each.side() == HandOver.Side.TAKING
                && (each.stage() == Stage.OFFERED || each.stage() == Stage.ACCEPTING)).isEmpty()) {
            var now = desk.clock().instant();
            say(tx, known.map(each -> each.again(HandOver.Side.TAKING, latest, now)).orElseGet(() -> new HandOver(
                    journey.id(), HandOver.Side.TAKING, journey.peer(), Stage.OFFERED, "", latest, 1, now, now)),
                    Actor.peer(journey.peer()));
        }
        return new Word("pending");
    }

    private Word accepted(Connection tx, Journey journey, HandOver known, Statement.Notice notice)
            throws SQLException {
        if (known.side() != HandOver.Side.GIVING) {
            return new Word(WITHDRAWN);
        }
        if (known.stage() == Stage.CONFIRMED) {
            return new Word(CONFIRMED);
        }
        if (known.stage() != Stage.OFFERED) {
            return new Word(WITHDRAWN);
        }
        var latest = latest(tx, journey);
        if (!notice.related().equals(Optional.of(latest))) {
            handOvers.save(tx, known.upTo(latest));
            return new Word(ADDED, Optional.of(latest));
        }
        say(tx, known.to(Stage.CONFIRMED, "", desk.clock().instant()), Actor.peer(known.peer()));
        return new Word(CONFIRMED);
    }

    private Word taken(Connection tx, HandOver known, HandOver.Side side, Stage next, String reason)
            throws SQLException {
        if (known.side() == side && (known.stage() == Stage.OFFERED || known.stage() == Stage.ACCEPTING)) {
            say(tx, known.to(next, reason, desk.clock().instant()), Actor.peer(known.peer()));
        }
        return new Word(NOTED);
    }

    /** The last exchange by which the same person's file went to the same department on the same track. */
    private ExchangeId latest(Connection tx, Journey journey) throws SQLException {
        return journey.direction() == Journey.Direction.OUT
                ? desk.journeys().copies(tx, journey.person().orElseThrow()).stream()
                        .filter(each -> each.peer().equals(journey.peer()) && each.track() == journey.track())
                        .map(Journey::id).reduce(journey.id(), (first, second) -> second)
                : journey.id();
    }
}
