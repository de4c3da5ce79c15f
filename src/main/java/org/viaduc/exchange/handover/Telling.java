package org.viaduc.exchange.handover;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.exchange.handover.HandOver.Stage;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.journal.Actor;
import org.viaduc.model.ExchangeId;
import org.viaduc.trust.MessageType;
import org.viaduc.trust.Statement;
import org.viaduc.trust.VerifiedStatement;

/** Tells the other side where a hand-over stands here, and takes its answer. */
final class Telling {
    private static final Duration LATER = Duration.ofHours(1);

    private final Desk desk;
    private final PeerLine line;
    private final HandOvers handOvers;

    Telling(Desk desk, PeerLine line, HandOvers handOvers) {
        this.desk = desk;
        this.line = line;
        this.handOvers = handOvers;
    }

    /** Tells the other side where it stands here. */
    Next carry(ExchangeId exchange) {
        var found = desk.transactions().run(tx -> handOvers.locked(tx, exchange));
        var peer = found.flatMap(each -> desk.peers().peer(each.peer()));
        var matter = found.flatMap(Telling::toTell);
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
    void giveUp(ExchangeId exchange) {
        desk.transactions().run(tx -> {
            desk.outbox().queue(Errand.HAND_OVER, exchange, desk.clock().instant().plus(LATER));
            return null;
        });
    }

    private static Optional<String> toTell(HandOver each) {
        return switch (each.stage()) {
            case OFFERED -> each.side() == HandOver.Side.GIVING ? Optional.of(Word.OFFERED) : Optional.empty();
            case ACCEPTING -> Optional.of(Word.ACCEPTED);
            case WITHDRAWN -> each.side() == HandOver.Side.GIVING ? Optional.of(Word.WITHDRAWN) : Optional.empty();
            case REFUSED -> each.side() == HandOver.Side.TAKING
                    ? Optional.of(Word.REFUSED + "-" + each.reason())
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
            case Word.CONFIRMED -> handOvers.moved(tx, now.to(Stage.CONFIRMED, "", at), Actor.peer(now.peer()));
            case Word.ADDED ->
                handOvers.moved(tx, now.to(Stage.OFFERED, Word.ADDED, at).upTo(said.related().orElse(now.latest())),
                        Actor.peer(now.peer()));
            default -> handOvers.moved(tx, now.to(Stage.WITHDRAWN, "", at), Actor.peer(now.peer()));
        }
    }

}
