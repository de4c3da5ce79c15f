package org.viaduc.exchange.request;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Ending;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.Pages;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.desk.Wire;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.exchange.question.Road;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Track;
import org.viaduc.person.Traits;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Party;
import org.viaduc.policy.Question;
import org.viaduc.policy.Recipient;
import org.viaduc.policy.Role;
import org.viaduc.trust.Envelope;
import org.viaduc.trust.NamedAgent;
import org.viaduc.trust.Opening;
import org.viaduc.trust.Peer;
import org.viaduc.trust.Request;
import org.viaduc.trust.Statement;
import org.viaduc.trust.VerifiedStatement;

/**
 * Asks a neighbour for the file of a person who has come here. What the neighbour answers is always the same receipt;
 * the file, if the neighbour may and will send it, comes as an offer under the request's id.
 *
 * <pre>
 *   {@link #ask}   asked · queued
 *   {@link #send}  sealed, sent, its receipt taken; from then on it awaits an offer
 * </pre>
 */
public final class Requesting {
    private static final String OFFER = "offer";
    /** A file is transmitted within a month (CASF L122-4); after that the tray says that nothing has come. */
    private static final Period TERM = Period.ofMonths(1);

    private final Desk desk;
    private final PeerLine line;
    private final Wire wire;

    public Requesting(Desk desk, PeerLine line) {
        this.desk = desk;
        this.line = line;
        this.wire = new Wire(desk);
    }

    /**
     * What a user wants.
     *
     * @param of      the department that has the file
     * @param asker   the role of the agent who will hold the file here
     * @param arrived the day since when the family lives here, if that is to be stated to the neighbour
     */
    public record Wanted(Department of, Track track, Role asker, Traits person, Optional<LocalDate> arrived) {}

    /**
     * Queues the request; it is carried as soon as the neighbour can be reached.
     *
     * @return the id under which the file will come, if it comes
     * @throws NoSuchElementException when there is no such neighbour, no such road, or no agent here of that role who is
     *                                habilitated for the road's mission
     */
    public ExchangeId ask(Wanted wanted, Actor user) {
        var road = Road.of(wanted.track).orElseThrow(() -> new NoSuchElementException("no user asks on that track"));
        if (desk.peers().peer(wanted.of).isEmpty()) {
            throw new NoSuchElementException("no such neighbour");
        }
        if (desk.decider().named(wanted.asker, road.mission()).isEmpty()) {
            throw new NoSuchElementException("no agent of that role is habilitated for it");
        }
        var question = new Question(wanted.track, road.purpose(), new Party(wanted.of, wanted.asker),
                new Recipient(desk.settings().department(), wanted.asker, true, Optional.of(road.mission())));
        return desk.transactions().run(tx -> {
            var now = desk.clock().instant();
            var id = ExchangeId.next(desk.clock());
            desk.journeys().open(tx, Journey.opened(id, Journey.Direction.IN, wanted.of, wanted.track,
                    QuestionText.write(question), now).change().to(State.QUEUED).at(now));
            desk.shelf().put(tx, id, wire.request(wanted.person.record(), arrival(wanted, user)));
            desk.outbox().queue(Errand.ASK, id, now);
            desk.pages(user).say(id, Step.ASKED, entry -> entry.with(Detail.MESSAGE, "request")
                    .with(Detail.PEER, wanted.of.code()).with(Detail.TRACK, wanted.track.word())
                    .with(Detail.PURPOSE, road.purpose().word()).with(Detail.MISSION, road.mission().name())
                    .with(Detail.TO_ROLE, wanted.asker.word())).say(id, Step.QUEUED).into(desk.journal(), tx);
            return id;
        });
    }

    /**
     * A user no longer waits: the request ends here. What the neighbour may still send under its id is answered as withheld,
     * and not read.
     *
     * @throws NoSuchElementException when no request is open under that id
     */
    public void close(ExchangeId id, Actor user) {
        desk.transactions().run(tx -> {
            var journey = desk.journeys().locked(tx, id)
                    .filter(each -> each.isRequest() && !each.state().isEnding())
                    .orElseThrow(() -> new NoSuchElementException("no request is open under that id"));
            desk.shelf().clear(tx, id);
            desk.journeys().conclude(tx, journey.change().ended(new Ending.Withheld()).at(desk.clock().instant()));
            desk.pages(user).say(id, Step.WITHHELD, entry -> entry.with(Detail.ANSWER, "none")
                    .with(Detail.REASON, "cancelled-by-user")).say(id, Step.SHREDDED).into(desk.journal(), tx);
            return null;
        });
    }

    private List<Fact> arrival(Wanted wanted, Actor user) {
        return wanted.arrived.map(day -> FactCodec.fact(new FactId(UUID.randomUUID().toString()),
                FactKind.FAMILY_MOVED, day, Map.of("to", desk.settings().department().code(), "address", "known"),
                user.id(), desk.clock().instant(), "api", Optional.empty())).stream().toList();
    }

    /** Carries the request. */
    public Next send(ExchangeId id) {
        var ready = desk.transactions().run(tx -> prepare(tx, id));
        if (ready.isPresent()) {
            var answer = line.carry(ready.get().peer(), ready.get().envelope(), id);
            desk.transactions().run(tx -> {
                answered(tx, id, answer);
                return null;
            });
        }
        return new Next.Done();
    }

    private record Ready(Peer peer, Envelope envelope) {}

    private Optional<Ready> prepare(Connection tx, ExchangeId id) throws SQLException {
        var found = queued(tx, id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var journey = found.get();
        var question = QuestionText.read(journey.question());
        var mission = question.to().boundFor().orElseThrow();
        var kept = desk.shelf().take(tx, id).orElseThrow().document();
        var peer = desk.peers().peer(journey.peer())
                .filter(each -> each.sealingKey(desk.clock().instant()).isPresent());
        var agent = desk.decider().named(question.to().role(), mission);
        if (peer.isEmpty() || agent.isEmpty()) {
            park(tx, journey, peer.isEmpty() ? "unknown-peer" : "no-recipient", desk.pages());
            return Optional.empty();
        }
        var request = new Request(question.track(), question.purpose(),
                new NamedAgent(agent.get().id(), question.to().role()), mission,
                Traits.of(kept.record()).orElseThrow(), kept.facts());
        var envelope = desk.sealer().seal(request, peer.get(), id);
        desk.journeys().save(tx, journey.change().triedAgain().at(desk.clock().instant()));
        desk.pages().say(id, Step.SENDING, entry -> entry.with(Detail.MESSAGE, "request")
                .with(Detail.TO, journey.peer().code()).with(Detail.ATTEMPT, journey.attempts() + 1L)
                .with(Detail.DIGEST, envelope.digest().hex()).with(Detail.BYTES, envelope.length()))
                .into(desk.journal(), tx);
        return Optional.of(new Ready(peer.get(), envelope));
    }

    private void answered(Connection tx, ExchangeId id, PeerLine.Answer answer) throws SQLException {
        var found = queued(tx, id);
        if (found.isEmpty()) {
            return;
        }
        var journey = found.get();
        var pages = desk.pages();
        switch (answer) {
            case PeerLine.Answer.Message(VerifiedStatement signed) when signed
                    .statement() instanceof Statement.Receipt receipt && receipt.exchange().equals(id) -> {
                pages.say(id, Step.RECEIPTED, entry -> entry.with(Detail.PEER, journey.peer().code())
                        .with(Detail.NUMBER, receipt.number()).with(Detail.STATE, receipt.state().word())
                        .with(Detail.FINAL, String.valueOf(receipt.isFinal()))
                        .with(Detail.RECEIVED, receipt.received().hex()));
                var due = desk.decider().today().plus(TERM);
                desk.journeys().save(tx,
                        journey.change().awaiting(OFFER, Optional.of(due)).at(desk.clock().instant()));
                desk.shelf().clear(tx, id);
                pages.say(id, Step.AWAITING, entry -> entry.with(Detail.AWAITS, OFFER)
                        .with(Detail.DUE, due.toString())).say(id, Step.SHREDDED);
            }
            case PeerLine.Answer.Disbelief(String reason) -> {
                pages.say(id, Step.REFUSED, entry -> entry.with(Detail.PEER, desk.settings().department().code())
                        .with(Detail.REASON, Detail.listed(reason)));
                park(tx, journey, "refused-by-peer", pages);
            }
            case PeerLine.Answer.Message(Opening other) -> throw unbelievable(journey);
            case PeerLine.Answer.Silence silence -> throw unbelievable(journey);
        }
        pages.into(desk.journal(), tx);
    }

    private static LineBroken unbelievable(Journey journey) {
        return new LineBroken("the answer of " + journey.peer() + " to request " + journey.id()
                + " is not a receipt that can be believed", null);
    }

    private Optional<Journey> queued(Connection tx, ExchangeId id) throws SQLException {
        return desk.journeys().locked(tx, id)
                .filter(journey -> journey.isRequest() && journey.state() == State.QUEUED);
    }

    /** The last retry has failed: a person has to look. */
    public void giveUp(ExchangeId id) {
        desk.transactions().run(tx -> {
            var journey = queued(tx, id);
            if (journey.isPresent()) {
                park(tx, journey.get(), "retries-exhausted", desk.pages());
            }
            return null;
        });
    }

    private void park(Connection tx, Journey journey, String reason, Pages pages) throws SQLException {
        desk.journeys().save(tx, journey.change().parked(reason).at(desk.clock().instant()));
        pages.say(journey.id(), Step.PARKED, entry -> entry.with(Detail.REASON, reason)).into(desk.journal(), tx);
    }
}
