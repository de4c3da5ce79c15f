package org.viaduc.exchange.way;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.viaduc.exchange.desk.Account;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Ending;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.NotBelieved;
import org.viaduc.exchange.desk.Origin;
import org.viaduc.exchange.desk.Pages;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.desk.Wire;
import org.viaduc.exchange.node.DepartmentLine;
import org.viaduc.exchange.node.DepartmentRefuses;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.exchange.node.Waypoint;
import org.viaduc.exchange.question.DecisionText;
import org.viaduc.exchange.question.Due;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.LossLedger;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Match;
import org.viaduc.person.MatchedRecord;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Decision;
import org.viaduc.policy.Fact;
import org.viaduc.policy.Outcome;
import org.viaduc.policy.Question;
import org.viaduc.trust.Offer;
import org.viaduc.trust.Peer;
import org.viaduc.trust.ReceiptState;
import org.viaduc.trust.SignedStatement;
import org.viaduc.trust.VerifiedRecord;

/**
 * The way in: from a verified record to the department, and the receipt back.
 *
 * <pre>
 *   {@link #receive}  9 verified · 10 seen before? · 11 match · 12 decide again, filter · 13 translate back
 *   {@link #deliver}  14 deliver · 15 receipt
 * </pre>
 */
public final class Receiving {
    /** A delivery that nobody has ended for so long was cut off in the middle. */
    static final Duration CUT_OFF = Duration.ofSeconds(10);

    private final Desk desk;
    private final DepartmentLine line;
    private final PeerLine peers;
    private final Wire wire;
    /** What is being handed over by this process: it is not cut off, however long the department takes. */
    private final Set<ExchangeId> underWay = ConcurrentHashMap.newKeySet();

    public Receiving(Desk desk, DepartmentLine line, PeerLine peers) {
        this.desk = desk;
        this.line = line;
        this.peers = peers;
        this.wire = new Wire(desk);
    }

    /**
     * Steps 9 to 15 for one offer.
     *
     * @return the receipt's bytes; a repeat is answered with the latest
     * @throws NotBelieved when its question or facts cannot be read, or are not the sender's to put
     */
    public byte[] receive(VerifiedRecord verified) {
        var id = verified.header().exchange();
        var sender = desk.peers().peer(verified.header().from()).orElseThrow();
        var asked = asked(verified);
        var deliverable = desk.transactions().run(tx -> arrive(tx, verified, asked));
        desk.watcher().reached(Waypoint.ARRIVED, id);
        var ending = Optional.<SignedStatement>empty();
        if (deliverable.isPresent()) {
            try {
                ending = handOver(id, deliverable.get());
            } catch (LineBroken e) {
                retry(id);
            }
        }
        desk.watcher().reached(Waypoint.CONCLUDED, id);
        return ending.map(SignedStatement::bytes)
                .orElseGet(() -> desk.transactions().run(tx -> receipt(tx, id, sender)));
    }

    /** What is asked beside the record, and the facts that the sender states. */
    private record Asked(Question question, List<Fact> facts) {}

    private Asked asked(VerifiedRecord verified) {
        var from = verified.header().from();
        try {
            var asked = new Asked(Wire.question(verified.document()), wire.facts(verified.document(), from));
            if (!asked.question.from().department().equals(from)
                    || !asked.question.to().department().equals(desk.settings().department())) {
                throw new NotBelieved("misdirected", null);
            }
            return asked;
        } catch (IllegalArgumentException unreadable) {
            throw new NotBelieved("malformed", unreadable);
        }
    }

    private Optional<DeliverableRecord> arrive(Connection tx, VerifiedRecord verified, Asked asked)
            throws SQLException {
        var header = verified.header();
        var now = desk.clock().instant();
        var fresh = Journey.opened(header.exchange(), Journey.Direction.IN, header.from(), asked.question.track(),
                QuestionText.write(asked.question), now).change()
                .sealedAs(verified.received().hex()).at(now);
        if (!desk.journeys().open(tx, fresh)) {
            var known = desk.journeys().locked(tx, header.exchange()).filter(each -> each.cameFrom(header.from()))
                    .orElseThrow(() -> new NotBelieved("misdirected", null));
            if (!known.isRequest()) {
                return again(tx, known);
            }
            if (known.track() != fresh.track()) {
                throw new NotBelieved("misdirected", null);
            }
            desk.shelf().clear(tx, fresh.id());
            desk.journeys().save(tx, fresh);
        }
        var pages = desk.pages(Actor.peer(header.from()));
        pages.say(header.exchange(), Step.VERIFIED, bare -> verified.ledger()
                .map(ledger -> bare.with(Detail.PEER_LEDGER, ledger.digest().hex())).orElse(bare)
                .with(Detail.PEER, header.from().code())
                .with(Detail.KEY_IDS, header.key()).with(Detail.RECEIVED, verified.received().hex())
                .with(Detail.PIECES, verified.record().pieces().size()));
        pages.into(desk.journal(), tx);
        return identify(tx, fresh, verified.offer(), asked.facts);
    }

    /** Step 10: the same exchange again changes nothing, unless its delivery was cut off. */
    private Optional<DeliverableRecord> again(Connection tx, Journey journey) throws SQLException {
        desk.pages().say(journey.id(), Step.REPEATED, entry -> entry.with(Detail.PEER, journey.peer().code()))
                .into(desk.journal(), tx);
        var isCutOff = journey.state() == State.DELIVERING
                && journey.changedAt().isBefore(desk.clock().instant().minus(CUT_OFF));
        return isCutOff ? resume(tx, journey) : Optional.empty();
    }

    /** Step 11. */
    private Optional<DeliverableRecord> identify(Connection tx, Journey journey, Offer offer, List<Fact> facts)
            throws SQLException {
        var record = offer.document().record();
        return switch (desk.matcher().match(tx, record, Optional.empty())) {
            case Match.Found found -> identified(tx, journey, found.record(), offer, facts, this::now);
            case Match.None none ->
                identified(tx, journey, desk.index().open(tx, record, Optional.empty()), offer, facts, this::now);
            case Match.Several several -> {
                desk.shelf().put(tx, journey.id(), offer);
                desk.tray().park(tx, journey.id(), several, facts);
                desk.journeys().save(tx,
                        journey.change().parked(String.join(",", several.reasons())).at(desk.clock().instant()));
                desk.pages().say(journey.id(), Step.PARKED, entry -> entry.with(Detail.REASON, several.reasons())
                        .with(Detail.CANDIDATES,
                                several.candidates().stream().map(Match.Candidate::pseudonym).toList()))
                        .into(desk.journal(), tx);
                yield Optional.empty();
            }
        };
    }

    /** A person has said who a parked file is about. */
    public void resolved(Connection tx, Journey journey, MatchedRecord matched, Offer offer, List<Fact> stated)
            throws SQLException {
        identified(tx, journey, matched, offer, stated, this::later);
    }

    /** It is certain who the file is about. */
    private Optional<DeliverableRecord> identified(Connection tx, Journey journey, MatchedRecord matched, Offer offer,
            List<Fact> stated, Going going) throws SQLException {
        var recorded = desk.facts().add(tx, matched.pseudonym(), journey.peer(), stated);
        var facts = desk.decider().factsForIncoming(tx, matched, journey.peer(), recorded);
        var pages = desk.pages();
        pages.say(journey.id(), matched.method() == Match.Method.OPENED ? Step.OPENED : Step.MATCHED,
                entry -> Origin.matched(entry, matched));
        var known = journey.change().about(matched.pseudonym()).at(desk.clock().instant());
        var deliverable = going.on(tx, decide(tx, known, matched, offer, facts, pages), pages);
        pages.into(desk.journal(), tx);
        return deliverable;
    }

    /** What our own decision on an offer leaves to be done. */
    private record Decided(Journey journey, MatchedRecord matched, Offer offer, Decision decision) {}

    /** How an exchange goes on once it is decided. */
    @FunctionalInterface
    private interface Going {
        Optional<DeliverableRecord> on(Connection tx, Decided decided, Pages pages) throws SQLException;
    }

    /** Step 12: our own decision on what was offered. It may take less, never more. The same is not told twice. */
    private Decided decide(Connection tx, Journey journey, MatchedRecord matched, Offer offer, Collection<Fact> facts,
            Pages pages) throws SQLException {
        var decision = desk.decider().incoming(QuestionText.read(journey.question()), matched, facts);
        if (!decision.digest().hex().equals(journey.decisionDigest())) {
            pages.decided(journey.id(), decision);
        }
        var now = desk.clock().instant();
        var decided = journey.change().decided(decision);
        switch (decision.outcome()) {
            case Outcome.Release release -> {
                // What becomes of it depends on who asked: see now and later.
            }
            case Outcome.Await await -> {
                tell(tx, journey.id(), decision, "", offer);
                desk.shelf().put(tx, journey.id(), offer);
                desk.journeys().save(tx, decided.awaiting(Due.words(decision), Due.earliest(decision)).at(now));
                pages.say(journey.id(), Step.AWAITING, entry -> entry.with(Detail.AWAITS, decision.awaits()));
            }
            case Outcome.Withhold(var answer) -> {
                tell(tx, journey.id(), decision, "", offer);
                desk.shelf().clear(tx, journey.id(), offer);
                desk.journeys().conclude(tx, decided.ended(new Ending.Withheld()).at(now));
                pages.say(journey.id(), Step.WITHHELD, entry -> entry.with(Detail.ANSWER, answer.word()));
                pages.say(journey.id(), Step.SHREDDED);
            }
        }
        return new Decided(journey, matched, offer, decision);
    }

    /** The sender is on the line, or the errand is run: what may be held here is handed over at once. */
    private Optional<DeliverableRecord> now(Connection tx, Decided decided, Pages pages) throws SQLException {
        return decided.decision.isRelease() ? Optional.of(translated(tx, decided, pages)) : Optional.empty();
    }

    /** Nobody waits on the line: the delivery is queued, or the receipt of another ending. */
    private Optional<DeliverableRecord> later(Connection tx, Decided decided, Pages pages) throws SQLException {
        var id = decided.journey.id();
        var now = desk.clock().instant();
        switch (decided.decision.outcome()) {
            case Outcome.Release release -> {
                tell(tx, id, decided.decision, "", decided.offer);
                desk.journeys().save(tx, decided.journey.change().decided(decided.decision).to(State.DELIVERING)
                        .notYetTried().at(now));
                desk.outbox().queue(Errand.DELIVER, id, now);
            }
            case Outcome.Await await -> {
                // The sender has its receipt, and nothing changes for it.
            }
            case Outcome.Withhold withhold -> desk.outbox().queue(Errand.RECEIPT, id, now);
        }
        return Optional.empty();
    }

    /** Step 13. */
    private DeliverableRecord translated(Connection tx, Decided decided, Pages pages) throws SQLException {
        var id = decided.journey.id();
        var decision = decided.decision;
        var offer = decided.offer;
        var connector = desk.settings().delivering().orElseThrow(() -> new IllegalStateException(
                "node.yaml names no connector that delivers, so nothing can be received"));
        var released = desk.decider().release(decided.matched, decision);
        var deliverable = desk.translator().deliverable(released, connector.system(), id);
        tell(tx, id, decision, deliverable.ledger().toJson(), offer);
        desk.shelf().put(tx, id, offer);
        desk.journeys().save(tx,
                decided.journey.change().decided(decision).to(State.DELIVERING).through(connector.name())
                        .translated(deliverable.ledger())
                        .triedAgain().at(desk.clock().instant()));
        pages.released(id, decision).translated(id, deliverable.ledger());
        pages.say(id, Step.DELIVERING, entry -> entry.with(Detail.CONNECTOR, connector.name())
                .with(Detail.ROWS, deliverable.rows().size()));
        return deliverable;
    }

    private void tell(Connection tx, ExchangeId id, Decision decision, String ledger, Offer offer) throws SQLException {
        desk.journeys().tell(tx, id, new Account(DecisionText.write(decision), ledger,
                offer.ledger().map(LossLedger::toJson).orElse("")));
    }

    /**
     * Steps 14 and 15. @return the final receipt, if this ended the exchange
     *
     * @throws LineBroken when the outcome at the department is unknown
     */
    private Optional<SignedStatement> handOver(ExchangeId id, DeliverableRecord deliverable) {
        var connector = desk.settings().delivering().orElseThrow();
        underWay.add(id);
        try {
            var reference = line.deliver(connector, deliverable, id);
            desk.watcher().reached(Waypoint.HANDED_OVER, id);
            return desk.transactions().run(tx -> delivered(tx, id, reference));
        } catch (DepartmentRefuses e) {
            desk.transactions().run(tx -> {
                park(tx, id, "refused-by-department");
                return null;
            });
            return Optional.empty();
        } finally {
            underWay.remove(id);
        }
    }

    private Optional<SignedStatement> delivered(Connection tx, ExchangeId id, String reference) throws SQLException {
        var journey = desk.journeys().locked(tx, id).orElseThrow();
        if (journey.state() != State.DELIVERING) {
            return Optional.empty();
        }
        var pages = desk.pages();
        pages.say(id, Step.DELIVERED, entry -> reference.isEmpty()
                ? entry.with(Detail.CONNECTOR, journey.connector())
                : entry.with(Detail.CONNECTOR, journey.connector()).with(Detail.LOCAL_REFERENCE,
                        Detail.reference(reference)));
        desk.shelf().clear(tx, id);
        pages.say(id, Step.SHREDDED);
        var ended = journey.change().ended(new Ending.Delivered()).at(desk.clock().instant());
        desk.journeys().conclude(tx, ended);
        var receipt = conclude(tx, ended, ReceiptState.DELIVERED, pages);
        pages.into(desk.journal(), tx);
        return Optional.of(receipt);
    }

    private SignedStatement conclude(Connection tx, Journey journey, ReceiptState state, Pages pages)
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
    private byte[] receipt(Connection tx, ExchangeId id, Peer sender) throws SQLException {
        var journey = desk.journeys().locked(tx, id).orElseThrow();
        var latest = desk.receipts().latest(tx, id);
        if (latest.isPresent() && (latest.get().isFinal() || !journey.state().isEnding())) {
            return latest.get().at().isAfter(desk.clock().instant().minus(Sending.FRESH))
                    ? latest.get().bytes()
                    : desk.receipts().giveAgain(tx, journey, sender, state(journey.state()), ledger(journey),
                            latest.get().number()).bytes();
        }
        var pages = desk.pages();
        var signed = conclude(tx, journey, state(journey.state()), pages);
        pages.into(desk.journal(), tx);
        return signed.bytes();
    }

    private static ReceiptState state(State state) {
        return switch (state) {
            case DELIVERED -> ReceiptState.DELIVERED;
            case WITHHELD -> ReceiptState.WITHHELD;
            case REFUSED -> ReceiptState.REFUSED;
            case FAILED -> ReceiptState.FAILED;
            case AWAITING, PARKED, QUEUED, SENT, DELIVERING -> ReceiptState.RECEIVED;
        };
    }

    private void retry(ExchangeId id) {
        desk.transactions().run(tx -> {
            desk.outbox().queue(Errand.DELIVER, id, desk.clock().instant().plusSeconds(1));
            return null;
        });
    }

    /**
     * Hands over what waits to be handed over: after a failure, a cut-off, or a fact or a person's word that let it go on.
     * However it has ended, by now or when the node died before it could say so, the sender is told.
     */
    public Next deliver(ExchangeId id) {
        var deliverable = desk.transactions().run(tx -> {
            var journey = desk.journeys().locked(tx, id).filter(each -> each.state() == State.DELIVERING);
            return journey.isPresent() ? resume(tx, journey.get()) : Optional.<DeliverableRecord>empty();
        });
        deliverable.ifPresent(each -> handOver(id, each));
        desk.transactions().run(tx -> {
            if (desk.journeys().locked(tx, id).filter(journey -> journey.state().isEnding()).isPresent()) {
                desk.outbox().queue(Errand.RECEIPT, id, desk.clock().instant());
            }
            return null;
        });
        return new Next.Done();
    }

    /** A second try carries the same exchange id; where the department cannot recognise it, a person has to look. */
    private Optional<DeliverableRecord> resume(Connection tx, Journey journey) throws SQLException {
        var recognises = desk.settings().delivering().map(NodeSettings.Connector::recognises).orElse(false);
        if (!recognises && journey.attempts() > 0) {
            park(tx, journey.id(), "delivery-outcome-unknown");
            return Optional.empty();
        }
        var offer = desk.shelf().take(tx, journey.id()).orElseThrow();
        var matched = desk.index().restore(tx, offer.document().record(), journey.person().orElseThrow());
        var pages = desk.pages();
        if (journey.attempts() > 0) {
            pages.say(journey.id(), Step.RETRIED, entry -> entry.with(Detail.ATTEMPT, journey.attempts() + 1L));
        }
        var facts = desk.decider().factsForIncoming(tx, matched, journey.peer());
        var deliverable = now(tx, decide(tx, journey, matched, offer, facts, pages), pages);
        pages.into(desk.journal(), tx);
        return deliverable;
    }

    /** A new fact about a person re-asks what awaits here. */
    public void factRecorded(Connection tx, Pseudonym person) throws SQLException {
        for (var journey : desk.journeys().open(tx, person)) {
            if (journey.direction() == Journey.Direction.IN) {
                var offer = desk.shelf().take(tx, journey.id());
                if (offer.isPresent()) {
                    var matched = desk.index().restore(tx, offer.get().document().record(), person);
                    var pages = desk.pages();
                    var facts = desk.decider().factsForIncoming(tx, matched, journey.peer());
                    later(tx, decide(tx, journey, matched, offer.get(), facts, pages), pages);
                    pages.into(desk.journal(), tx);
                }
            }
        }
    }

    /** Carries our latest receipt to the sender. */
    public Next carryReceipt(ExchangeId id) {
        var journey = desk.transactions().run(tx -> desk.journeys().find(tx, id)).orElseThrow();
        var sender = desk.peers().peer(journey.peer()).orElseThrow();
        var bytes = desk.transactions().run(tx -> receipt(tx, id, sender));
        if (peers.carry(sender, bytes) instanceof PeerLine.Answer.Disbelief(var reason)) {
            throw new LineBroken("node " + journey.peer() + " does not believe a receipt: " + reason, null);
        }
        desk.watcher().reached(Waypoint.RECEIPT_CARRIED, id);
        return new Next.Done();
    }

    /** Queues every delivery that was cut off. @return how many */
    public int resumeCutOff() {
        return desk.transactions().run(tx -> {
            desk.journeys().stillDelivering(tx, Set.copyOf(underWay), desk.clock().instant());
            var stuck = desk.journeys().stuck(tx, desk.clock().instant().minus(CUT_OFF));
            stuck.forEach(journey -> desk.outbox().queue(Errand.DELIVER, journey.id(), desk.clock().instant()));
            return stuck.size();
        });
    }

    /** The last retry has failed: a person has to look. */
    public void giveUp(ExchangeId id) {
        desk.transactions().run(tx -> {
            park(tx, id, "retries-exhausted");
            return null;
        });
    }

    private void park(Connection tx, ExchangeId id, String reason) throws SQLException {
        var journey = desk.journeys().locked(tx, id).filter(each -> !each.state().isEnding());
        if (journey.isPresent()) {
            desk.journeys().save(tx, journey.get().change().parked(reason).at(desk.clock().instant()));
            desk.pages().say(id, Step.PARKED, entry -> entry.with(Detail.REASON, Detail.listed(reason)))
                    .into(desk.journal(), tx);
        }
    }
}
