package org.viaduc.exchange.way;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.NotBelieved;
import org.viaduc.exchange.desk.Origin;
import org.viaduc.exchange.desk.Wire;
import org.viaduc.exchange.node.DepartmentLine;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.exchange.node.Waypoint;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Match;
import org.viaduc.person.MatchedRecord;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Fact;
import org.viaduc.policy.Question;
import org.viaduc.trust.Offer;
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
    private final Desk desk;
    private final Wire wire;
    private final Admitting admitting;
    private final Receipting receipts;
    private final Delivering delivering;

    public Receiving(Desk desk, DepartmentLine line, PeerLine peers) {
        this.desk = desk;
        this.wire = new Wire(desk);
        this.admitting = new Admitting(desk);
        this.receipts = new Receipting(desk, peers);
        this.delivering = new Delivering(desk, line, admitting, receipts);
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
        var ending = deliverable.flatMap(each -> delivering.attempt(id, each));
        desk.watcher().reached(Waypoint.CONCLUDED, id);
        return ending.map(SignedStatement::bytes)
                .orElseGet(() -> desk.transactions().run(tx -> receipts.latest(tx, id, sender)));
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
            if (known.state().isEnding()) {
                desk.journeys().save(tx, known.change().sealedAs(verified.received().hex()).at(now));
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
        return delivering.isCutOff(journey) ? delivering.resume(tx, journey) : Optional.empty();
    }

    /** Step 11. */
    private Optional<DeliverableRecord> identify(Connection tx, Journey journey, Offer offer, List<Fact> facts)
            throws SQLException {
        var record = offer.document().record();
        return switch (desk.matcher().match(tx, record, Optional.empty())) {
            case Match.Found found -> identified(tx, journey, found.record(), offer, facts, admitting::now);
            case Match.None none ->
                identified(tx, journey, desk.index().open(tx, record, Optional.empty()), offer, facts, admitting::now);
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
        identified(tx, journey, matched, offer, stated, admitting::later);
    }

    /** It is certain who the file is about. */
    private Optional<DeliverableRecord> identified(Connection tx, Journey journey, MatchedRecord matched, Offer offer,
            List<Fact> stated, Admitting.Going going) throws SQLException {
        var recorded = desk.facts().add(tx, matched.pseudonym(), journey.peer(), stated);
        var facts = desk.decider().factsForIncoming(tx, matched, journey.peer(), recorded);
        var pages = desk.pages();
        pages.say(journey.id(), matched.method() == Match.Method.OPENED ? Step.OPENED : Step.MATCHED,
                entry -> Origin.matched(entry, matched));
        var known = journey.change().about(matched.pseudonym()).at(desk.clock().instant());
        var deliverable = going.on(tx, admitting.decide(tx, known, matched, offer, facts, pages), pages);
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
                    admitting.later(tx, admitting.decide(tx, journey, matched, offer.get(), facts, pages), pages);
                    pages.into(desk.journal(), tx);
                }
            }
        }
    }

    /** Steps 14 and 15 as an errand: what waits to be handed over. @see Delivering#deliver */
    public Next deliver(ExchangeId id) {
        return delivering.deliver(id);
    }

    /** Carries our latest receipt to the sender. */
    public Next carryReceipt(ExchangeId id) {
        return receipts.carry(id);
    }

    /** Queues every delivery that was cut off. @return how many */
    public int resumeCutOff() {
        return delivering.resumeCutOff();
    }

    /** The last retry has failed: a person has to look. */
    public void giveUp(ExchangeId id) {
        delivering.giveUp(id);
    }
}
