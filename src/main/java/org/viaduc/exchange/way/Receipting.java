package org.viaduc.exchange.way;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.Pages;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.exchange.node.Waypoint;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.trust.Peer;
import org.viaduc.trust.ReceiptState;
import org.viaduc.trust.SignedStatement;

/** Our signed word to a sender on what became of its offer: numbered, and the last one final. */
final class Receipting {
    private final Desk desk;
    private final PeerLine line;

    Receipting(Desk desk, PeerLine line) {
        this.desk = desk;
        this.line = line;
    }

    /** The next receipt, in the transaction of what it says. */
    SignedStatement give(Connection tx, Journey journey, ReceiptState state, Pages pages)
            throws SQLException {
        var sender = desk.peers().peer(journey.peer()).orElseThrow();
        var receipt = desk.receipts().give(tx, journey, sender, state, ledger(journey));
        pages.say(journey.id(), Step.RECEIPTED, entry -> entry.with(Detail.PEER, journey.peer().code())
                .with(Detail.STATE, state.word()).with(Detail.FINAL, String.valueOf(state != ReceiptState.RECEIVED)));
        return receipt;
    }

    private static Optional<Digest> ledger(Journey journey) {
        return journey.ledger().isEmpty() ? Optional.empty() : Optional.of(new Digest(journey.ledger()));
    }

    /** The latest receipt, or the next if the exchange has moved on since. */
    byte[] latest(Connection tx, ExchangeId id, Peer sender) throws SQLException {
        var journey = desk.journeys().locked(tx, id).orElseThrow();
        var latest = desk.receipts().latest(tx, id);
        if (latest.isPresent() && (latest.get().isFinal() || !journey.state().isEnding())) {
            return latest.get().at().isAfter(desk.clock().instant().minus(Sending.FRESH))
                    ? latest.get().bytes()
                    : desk.receipts().giveAgain(tx, journey, sender, state(journey.state()), ledger(journey),
                            latest.get().number()).bytes();
        }
        var pages = desk.pages();
        var signed = give(tx, journey, state(journey.state()), pages);
        pages.into(desk.journal(), tx);
        return signed.bytes();
    }

    private static ReceiptState state(State state) {
        return switch (state) {
            case DELIVERED -> ReceiptState.DELIVERED;
            case WITHHELD -> ReceiptState.WITHHELD;
            case REFUSED -> ReceiptState.REFUSED;
            case FAILED -> ReceiptState.FAILED;
            case AWAITING, PARKED, QUEUED, READY, SENT, DELIVERING -> ReceiptState.RECEIVED;
        };
    }

    /** Carries our latest receipt to the sender. */
    Next carry(ExchangeId id) {
        var journey = desk.transactions().run(tx -> desk.journeys().find(tx, id)).orElseThrow();
        var sender = desk.peers().peer(journey.peer()).orElseThrow();
        var bytes = desk.transactions().run(tx -> latest(tx, id, sender));
        if (line.carry(sender, bytes) instanceof PeerLine.Answer.Disbelief(var reason)) {
            throw new LineBroken("node " + journey.peer() + " does not believe a receipt: " + reason, null);
        }
        desk.watcher().reached(Waypoint.RECEIPT_CARRIED, id);
        return new Next.Done();
    }
}
