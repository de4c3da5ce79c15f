package org.viaduc.exchange.way;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.viaduc.exchange.desk.Account;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Ending;
import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.Journeys;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.desk.Wire;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.exchange.node.Waypoint;
import org.viaduc.exchange.proof.Witnesses;
import org.viaduc.exchange.question.DecisionText;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.exchange.retention.Archive;
import org.viaduc.journal.Checkpoint;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.mapping.LossLedger;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.fhir.SocialDocument;
import org.viaduc.policy.ReleasedRecord;
import org.viaduc.trust.Envelope;
import org.viaduc.trust.OfferContent;
import org.viaduc.trust.Opening;
import org.viaduc.trust.Peer;
import org.viaduc.trust.ReceiptState;
import org.viaduc.trust.Statement;
import org.viaduc.trust.VerifiedStatement;

/**
 * The way out, its second half: from the outbox to the other department's final receipt.
 *
 * <pre>
 *   {@link #send}       6 decide again · 7 filter · 8 seal and send
 *   {@link #receipted}  15 the receipt
 * </pre>
 */
public final class Sending {
    /** How long after a receipt that is not final the sender asks again. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(10);
    /** What was signed is signed anew before its date is too old to be believed. */
    static final Duration FRESH = Duration.ofHours(20);

    private final Desk desk;
    private final PeerLine line;
    private final Settling settling;
    private final Wire wire;
    private final Archive archive;
    private final Witnesses witnesses;
    /** The head that was kept last, by peer: many receipts bring the same one. */
    private final Map<Department, Checkpoint> witnessed = new ConcurrentHashMap<>();

    public Sending(Desk desk, PeerLine line) {
        this.desk = desk;
        this.line = line;
        this.settling = new Settling(desk);
        this.wire = new Wire(desk);
        this.archive = new Archive(desk);
        this.witnesses = new Witnesses(desk);
    }

    /** Steps 6 to 8, and asking again for a receipt that was not final. */
    public Next send(ExchangeId id) {
        var ready = desk.transactions().run(tx -> prepare(tx, id));
        if (ready.isEmpty()) {
            return new Next.Done();
        }
        desk.watcher().reached(Waypoint.PREPARED, id);
        var answer = line.carry(ready.get().peer(), ready.get().envelope(), id);
        desk.watcher().reached(Waypoint.CARRIED, id);
        var next = desk.transactions().run(tx -> answered(tx, id, answer));
        desk.watcher().reached(Waypoint.ANSWERED, id);
        if (answer instanceof PeerLine.Answer.Message(VerifiedStatement signed)) {
            desk.outbox().heard(signed.header().from(), desk.clock().instant());
        }
        return next;
    }

    private record Ready(Peer peer, Envelope envelope) {}

    private Optional<Ready> prepare(Connection tx, ExchangeId id) throws SQLException {
        var found = desk.journeys().locked(tx, id)
                .filter(journey -> journey.state() == State.QUEUED || journey.state() == State.SENT)
                .filter(journey -> !journey.isOwnAccess());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var journey = found.get();
        var peer = desk.peers().peer(journey.peer());
        var file = desk.shelf().take(tx, id);
        if (file.isEmpty() || peer.isEmpty()) {
            return parked(tx, journey, file.isEmpty() ? "content-shredded" : "unknown-peer");
        }
        var matched = desk.index().restore(tx, file.get().document().record(), journey.person().orElseThrow());
        var known = desk.decider().ownFacts(tx, matched);
        var decision = desk.decider().outgoing(QuestionText.read(journey.question()), matched, known);
        var pages = desk.pages();
        if (!decision.isRelease()) {
            settling.settle(tx, journey, file.get(), decision, pages);
            pages.into(desk.journal(), tx);
            return Optional.empty();
        }
        if (!decision.digest().hex().equals(journey.decisionDigest())) {
            pages.decided(id, decision);
            desk.journeys().tell(tx, id, new Account(DecisionText.write(decision), "", ""));
        }
        pages.say(id, Step.CONFIRMED, entry -> entry.with(Detail.DECISION, decision.digest().hex()));
        if (peer.get().sealingKey(desk.clock().instant()).isEmpty()) {
            return parked(tx, journey, "expired-key");
        }
        var released = desk.decider().release(matched, decision);
        var told = file.get().ledger().map(ledger -> desk.translator().told(ledger, released.record()));
        var sealed = sealed(tx, journey, released, wire.beside(decision, known), told, peer.get());
        var envelope = sealed.envelope();
        pages.released(id, decision, told);
        pages.say(id, Step.SENDING, entry -> entry.with(Detail.TO, journey.peer().code())
                .with(Detail.ATTEMPT, journey.attempts() + 1L).with(Detail.DIGEST, envelope.digest().hex())
                .with(Detail.BYTES, envelope.length()).with(Detail.ATTACHMENTS, envelope.attachments().size()));
        desk.journeys().save(tx, journey.change().decided(decision).sealedAs(envelope.digest().hex()).triedAgain()
                .at(desk.clock().instant()), sealed);
        pages.into(desk.journal(), tx);
        return Optional.of(new Ready(peer.get(), envelope));
    }

    private Optional<Ready> parked(Connection tx, Journey journey, String reason) throws SQLException {
        desk.journeys().save(tx, journey.change().parked(reason).at(desk.clock().instant()));
        desk.pages().say(journey.id(), Step.PARKED, entry -> entry.with(Detail.REASON, reason))
                .into(desk.journal(), tx);
        return Optional.empty();
    }

    /** The same bytes while decision and key stand, otherwise new ones. */
    private Journeys.Sealed sealed(Connection tx, Journey journey, ReleasedRecord released, SocialDocument beside,
            Optional<LossLedger> told, Peer peer) throws SQLException {
        var now = desk.clock().instant();
        var key = peer.sealingKey(now).map(each -> each.id()).orElse("");
        var under = released.decision().digest().hex() + " " + key;
        var before = journey.receivedDigest().isEmpty()
                ? Optional.<Journeys.Sealed>empty()
                : desk.journeys().sealed(tx, journey.id());
        if (before.isPresent() && before.get().under().startsWith(under)
                && before.get().at().isAfter(now.minus(FRESH))) {
            return before.get();
        }
        try {
            var content = desk.sealer().attested(OfferContent.of(released, beside, told, desk.attachments()),
                    journey.id());
            archive.put(tx, journey.id(), content, released.decision());
            return new Journeys.Sealed(desk.sealer().seal(content, peer, journey.id()), under, now);
        } catch (IOException e) {
            throw new UncheckedIOException("an attachment of exchange " + journey.id() + " cannot be read", e);
        }
    }

    private Next answered(Connection tx, ExchangeId id, PeerLine.Answer answer) throws SQLException {
        var journey = desk.journeys().locked(tx, id).orElseThrow();
        if (journey.state().isEnding()) {
            return new Next.Done();
        }
        return switch (answer) {
            case PeerLine.Answer.Message(VerifiedStatement signed) when signed
                    .statement() instanceof Statement.Receipt receipt
                    && receipt.exchange().equals(id) -> {
                if (journey.state() == State.QUEUED && !receipt.isFinal()) {
                    journey = journey.change().to(State.SENT).at(desk.clock().instant());
                    desk.journeys().save(tx, journey);
                }
                receipted(tx, journey, receipt, signed);
                yield receipt.isFinal() ? new Next.Done() : new Next.Again(desk.clock().instant().plus(ASK_AGAIN));
            }
            case PeerLine.Answer.Message(Opening other) -> throw new LineBroken(
                    "the answer of " + journey.peer() + " to exchange " + id + " is not a receipt that can be believed",
                    null);
            case PeerLine.Answer.Silence silence -> throw new LineBroken(
                    "the answer of " + journey.peer() + " to exchange " + id + " holds no receipt", null);
            case PeerLine.Answer.Disbelief(String reason) -> {
                parked(tx, journey, Detail.listed("refused-by-peer"));
                desk.pages().say(id, Step.REFUSED, entry -> entry.with(Detail.PEER, desk.settings().department().code())
                        .with(Detail.REASON, Detail.listed(reason))).into(desk.journal(), tx);
                yield new Next.Done();
            }
        };
    }

    /** Step 15. A receipt that the peer sent by itself, or in answer. Unknown exchanges and numbers change nothing. */
    public void receipted(Statement.Receipt receipt, VerifiedStatement evidence) {
        desk.transactions().run(tx -> {
            var journey = desk.journeys().locked(tx, receipt.exchange())
                    .filter(each -> each.direction() == Journey.Direction.OUT)
                    .filter(each -> each.peer().equals(evidence.header().from()));
            if (journey.isPresent()) {
                receipted(tx, journey.get(), receipt, evidence);
            }
            return null;
        });
    }

    private void receipted(Connection tx, Journey journey, Statement.Receipt receipt, VerifiedStatement evidence)
            throws SQLException {
        if (journey.state().isEnding() || !desk.receipts().take(tx, receipt, evidence.evidence())) {
            return;
        }
        var pages = desk.pages();
        pages.say(journey.id(), Step.RECEIPTED, entry -> {
            var told = entry.with(Detail.PEER, journey.peer().code()).with(Detail.NUMBER, receipt.number())
                    .with(Detail.STATE, receipt.state().word()).with(Detail.FINAL, String.valueOf(receipt.isFinal()))
                    .with(Detail.RECEIVED, receipt.received().hex());
            told = receipt.ledger().isPresent() ? told.with(Detail.PEER_LEDGER, receipt.ledger().get().hex()) : told;
            return receipt.checkpoint().isPresent()
                    ? told.with(Detail.SIZE, receipt.checkpoint().get().size())
                            .with(Detail.ROOT, receipt.checkpoint().get().rootHash().hex())
                    : told;
        });
        if (receipt.isFinal()) {
            if (receipt.state() == ReceiptState.DELIVERED) {
                archive.keep(tx, journey.id(), pages);
            }
            desk.shelf().clear(tx, journey.id());
            pages.say(journey.id(), Step.SHREDDED);
            desk.journeys().conclude(tx, journey.change().ended(ending(receipt.state())).at(desk.clock().instant()));
        }
        pages.into(desk.journal(), tx);
        witness(tx, journey.peer(), receipt);
    }

    /**
     * A receipt brings the peer's signed head along: kept, it holds the peer to its journal. Each head once; one that does not
     * stand under the peer's key is no proof of anything and is left.
     */
    private void witness(Connection tx, Department peer, Statement.Receipt receipt) throws SQLException {
        var head = receipt.checkpoint().filter(checkpoint -> checkpoint.origin().equals(peer));
        if (head.isPresent() && !head.equals(Optional.ofNullable(witnessed.put(peer, head.get())))) {
            witnesses.keep(tx, head.get());
        }
    }

    private static Ending ending(ReceiptState state) {
        return switch (state) {
            case DELIVERED -> new Ending.Delivered();
            case WITHHELD -> new Ending.Withheld();
            case REFUSED -> new Ending.Refused("refused-by-peer");
            case FAILED, RECEIVED -> new Ending.Failed("failed-at-peer");
        };
    }

    /** The last retry has failed: a person has to look. */
    public void giveUp(ExchangeId id) {
        desk.transactions().run(tx -> {
            var journey = desk.journeys().locked(tx, id).filter(each -> !each.state().isEnding());
            return journey.isPresent() ? parked(tx, journey.get(), "retries-exhausted") : Optional.empty();
        });
    }
}
