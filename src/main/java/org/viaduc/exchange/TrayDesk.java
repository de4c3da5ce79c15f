package org.viaduc.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Ending;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.Origin;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.desk.Tray;
import org.viaduc.exchange.glass.GlassDuties;
import org.viaduc.exchange.reconcile.FindingBook;
import org.viaduc.exchange.request.Answering;
import org.viaduc.exchange.rights.Rights;
import org.viaduc.exchange.shelter.Quarantine;
import org.viaduc.exchange.shelter.Shelter;
import org.viaduc.exchange.way.Collected;
import org.viaduc.exchange.way.Collecting;
import org.viaduc.exchange.way.Receiving;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.LocalId;
import org.viaduc.person.MatchedRecord;
import org.viaduc.person.Pseudonym;
import org.viaduc.person.Traits;
import org.viaduc.policy.FactKind;
import org.viaduc.trust.Offer;

/** What waits for a person, and what the person says of it: who a file is about, or that what failed is tried again. */
public final class TrayDesk {
    private final Desk desk;
    private final Collecting collecting;
    private final Collected collected;
    private final Receiving receiving;
    private final Answering answering;
    private final Rights rights;
    private final Quarantine quarantine;
    private final Readings readings;

    TrayDesk(Desk desk, Collecting collecting, Collected collected, Receiving receiving, Answering answering,
            Rights rights) {
        this.desk = desk;
        this.collecting = collecting;
        this.collected = collected;
        this.receiving = receiving;
        this.answering = answering;
        this.rights = rights;
        this.quarantine = new Quarantine(desk, new Shelter(desk));
        this.readings = new Readings(desk);
    }

    /**
     * One thing that waits.
     *
     * @param what       {@code awaiting} a fact, {@code parked} for a person, {@code ready} to be handed to one, {@code to-do} after an emergency, {@code quarantined} for an officer,
     *                   {@code disagreement} with a neighbour, {@code rewritten} of a neighbour's journal, or what a {@link Rights.ToDo} is
     * @param on         the awaited facts, or the words of doubt or failure, or what happened to a copy, comma-separated
     * @param candidates who the file may be about; empty unless that is the question
     */
    public record Waiting(ExchangeId id, String what, Journey.Direction direction, String on,
            Optional<java.time.LocalDate> due, List<Candidate> candidates, java.time.Instant since) {}

    /** Someone whom a parked file may be about. */
    public record Candidate(Pseudonym person, List<String> reasons) {}

    /** What waits here, oldest first; that it was read is an entry. */
    public List<Waiting> waiting(Actor reader) {
        return desk.transactions().run(tx -> {
            var waiting = waiting(tx);
            readings.of(tx, reader, "tray", waiting.size());
            return waiting;
        });
    }

    /** The same for the node itself, which tells how much waits and nothing more: no entry. */
    List<Waiting> waiting(Connection tx) throws SQLException {
        var waiting = new ArrayList<Waiting>();
        var parked = desk.tray().all(tx);
        parked.forEach(each -> waiting.add(new Waiting(each.id(), "parked", each.direction(), each.reasons(),
                Optional.empty(), candidates(each), each.openedAt())));
        desk.journeys().waiting(tx).stream()
                .filter(journey -> parked.stream().noneMatch(each -> each.id().equals(journey.id())))
                .forEach(journey -> waiting.add(new Waiting(journey.id(), journey.state().word(),
                        journey.direction(),
                        journey.state() == State.PARKED ? journey.reason() : journey.awaits(),
                        journey.due(), List.of(), journey.openedAt())));
        rights.toDo().forEach(each -> waiting.add(new Waiting(each.id(), each.what(), each.direction(),
                each.isOverdue() ? each.on() + ",overdue" : each.on(), Optional.of(desk.settings().day(each.due())),
                List.of(), each.since())));
        GlassDuties.toDo(tx).forEach(each -> waiting.add(new Waiting(each.id(), "to-do", each.direction(),
                each.what().word(), Optional.of(desk.settings().day(each.due())), List.of(), each.since())));
        quarantine.held(tx).forEach(each -> waiting.add(new Waiting(each.id(), "quarantined", Journey.Direction.OUT,
                FactKind.ADDRESS_ANSWERED.word(), Optional.empty(), List.of(), each.since())));
        new FindingBook().open(tx).forEach(each -> waiting.add(new Waiting(each.exchange(), "disagreement",
                each.direction(), each.kind().word(), Optional.empty(), List.of(), each.foundAt())));
        desk.journal().charges(tx).forEach(each -> waiting.add(new Waiting(new ExchangeId(each.id()), "rewritten",
                Journey.Direction.IN, each.kind().word() + "," + each.origin().code(), Optional.empty(), List.of(),
                each.foundAt())));
        return waiting;
    }

    /**
     * A file of which it is not certain whom it is about.
     *
     * @param person the traits that the file gives; empty where one is missing or unreadable
     */
    public record Doubtful(ExchangeId id, Journey.Direction direction, List<String> reasons, Optional<Traits> person,
            List<Known> candidates) {
        @Override
        public String toString() {
            return "Doubtful[" + id + "]";
        }
    }

    /** Someone whom it may be about. @param files the local numbers under which exchanges were opened; none of who is sheltered */
    public record Known(Candidate candidate, List<String> files) {}

    /**
     * What a person needs to say who is meant: the traits of the file, and of nothing else in it. That it was read is an entry.
     *
     * @throws NoSuchElementException when nothing of that kind is parked under that id
     */
    public Doubtful doubtful(ExchangeId id, Actor reader) {
        return desk.transactions().run(tx -> {
            var parked = desk.tray().locked(tx, id)
                    .orElseThrow(() -> new NoSuchElementException("nothing of that kind is parked"));
            readings.of(tx, reader, id);
            var shelter = new Shelter(desk);
            var known = new ArrayList<Known>();
            for (var each : candidates(parked)) {
                known.add(new Known(each, shelter.covers(tx, each.person())
                        ? List.of()
                        : desk.journeys().outgoing(tx, each.person()).stream().map(Journey::localId)
                                .filter(local -> !local.isEmpty()).distinct().toList()));
            }
            var traits = desk.shelf().take(tx, id).flatMap(file -> Traits.of(file.document().record()));
            return new Doubtful(id, parked.direction(), List.of(parked.reasons().split(",")), traits, known);
        });
    }

    /**
     * A user has looked at what was found against a neighbour's journal; it stays proof.
     *
     * @return false when nothing of that kind waits under that id
     */
    public boolean looked(ExchangeId id, String kind, Actor user) {
        return desk.transactions().run(tx -> {
            if (desk.journal().charges(tx).stream().noneMatch(
                    each -> each.id().equals(id.value()) && each.kind().word().equals(kind))) {
                return false;
            }
            var looked = desk.journal().looked(tx, id.value(), user).orElseThrow();
            desk.pages(user).say(Step.RESOLVED, entry -> entry.with(Detail.PART, "witnesses")
                    .with(Detail.PEER, looked.origin().code()).with(Detail.REASON, kind)).into(desk.journal(), tx);
            return true;
        });
    }

    private static List<Candidate> candidates(Tray.Parked parked) {
        var candidates = new ArrayList<Candidate>();
        for (var each : parked.candidates()) {
            var reasons = new ArrayList<String>();
            each.path("reasons").forEach(reason -> reasons.add(reason.asText()));
            candidates.add(new Candidate(new Pseudonym(UUID.fromString(each.path("person").asText())), reasons));
        }
        return candidates;
    }

    /**
     * A person decides who a parked file is about, or that what failed is tried again.
     *
     * @param person one of the candidates; empty for somebody new
     * @throws NoSuchElementException when nothing is parked under that id, or the person is no candidate
     */
    public void resolve(ExchangeId id, Optional<Pseudonym> person, Actor user) {
        desk.transactions().run(tx -> {
            var parked = desk.tray().locked(tx, id)
                    .filter(each -> person.isEmpty() || each.names(person.get().value()))
                    .orElseThrow(TrayDesk::nothing);
            var offer = desk.shelf().take(tx, id).orElseThrow();
            var record = offer.document().record();
            var local = parked.localId().isEmpty()
                    ? Optional.<LocalId>empty()
                    : Optional.of(new LocalId(desk.settings().department() + "/"
                            + desk.settings().connectors().get(parked.connector()).system(), parked.localId()));
            if (parked.isRequest()) {
                answer(tx, id, person, offer, user);
                return null;
            }
            MatchedRecord matched = person.isPresent()
                    ? desk.index().resolve(tx, record, person.get(), local)
                    : desk.index().open(tx, record, local);
            desk.pages(user).say(id, Step.RESOLVED, entry -> Origin.matched(entry, matched)).into(desk.journal(), tx);
            desk.tray().done(tx, id);
            if (parked.direction() == Journey.Direction.OUT) {
                var ledger = offer.ledger().orElseThrow();
                collecting.resolved(tx,
                        new Origin(parked.connector(), ledger.system(), parked.localId(), parked.household(),
                                Digest.of(List.of(parked.localId())), ledger, parked.mapping(), parked.content()),
                        matched, parked.facts());
                desk.shelf().clear(tx, id);
            } else {
                var journey = desk.journeys().locked(tx, id).orElseThrow();
                receiving.resolved(tx, journey, matched, offer, parked.facts());
            }
            return null;
        });
    }

    /** What failed; nothing, where a person has to say first who is meant. */
    private Optional<Errand> errand(Connection tx, Journey journey) throws SQLException {
        if (journey.isRequest()) {
            return Optional.of(Errand.ASK);
        }
        if (journey.person().isPresent()) {
            return Optional.of(journey.direction() == Journey.Direction.OUT ? Errand.SEND : Errand.DELIVER);
        }
        return journey.isHostAsked() && desk.tray().locked(tx, journey.id()).isEmpty()
                ? Optional.of(Errand.SEEK)
                : Optional.empty();
    }

    /** Nothing is learnt of whom a neighbour's request is about: its traits are not ours to believe. */
    private void answer(Connection tx, ExchangeId id, Optional<Pseudonym> person, Offer request, Actor user)
            throws SQLException {
        var matched = person.isPresent()
                ? Optional.of(desk.index().restore(tx, request.document().record(), person.get()))
                : Optional.<MatchedRecord>empty();
        desk.pages(user).say(id, Step.RESOLVED, entry -> matched.map(each -> Origin.matched(entry, each))
                .orElse(entry.with(Detail.METHOD, "none"))).into(desk.journal(), tx);
        desk.tray().done(tx, id);
        answering.resolved(tx, desk.journeys().locked(tx, id).orElseThrow(), matched, request);
    }

    /**
     * A delivery goes on although more is lost in it than the connector's budget allows. A collected file goes on when a
     * person says who it is about.
     *
     * @throws NoSuchElementException when no delivery waits for that
     */
    public void acceptLoss(ExchangeId id, Actor user) {
        desk.transactions().run(tx -> {
            var journey = overBudget(tx, id).orElseThrow(TrayDesk::nothing);
            var now = desk.clock().instant();
            desk.pages(user).say(id, Step.RESOLVED,
                    entry -> entry.with(Detail.REASON, Tray.OVER_BUDGET).with(Detail.ANSWER, "yes"))
                    .into(desk.journal(), tx);
            desk.journeys().save(tx, journey.change().to(State.DELIVERING).notYetTried().lossAccepted().at(now));
            desk.outbox().queue(Errand.DELIVER, id, now);
            return null;
        });
    }

    /**
     * What loses more than the connector's budget allows does not go on. A collected file is shredded here and looked at again
     * when it or the mapping changes; a delivery has failed, and its sender is told so.
     *
     * @throws NoSuchElementException when nothing of that kind is parked
     */
    public void refuseLoss(ExchangeId id, Actor user) {
        desk.transactions().run(tx -> {
            var file = desk.tray().locked(tx, id).filter(Tray.Parked::isOverBudget);
            var delivery = file.isPresent() ? Optional.<Journey>empty() : overBudget(tx, id);
            if (file.isEmpty() && delivery.isEmpty()) {
                throw nothing();
            }
            var pages = desk.pages(user);
            pages.say(id, Step.RESOLVED,
                    entry -> entry.with(Detail.REASON, Tray.OVER_BUDGET).with(Detail.ANSWER, "no"));
            if (file.isPresent()) {
                collected.refused(tx, desk.settings().connectors().get(file.get().connector()).system(),
                        file.get().localId(), file.get().content());
                desk.tray().done(tx, id);
            } else {
                desk.journeys().conclude(tx, delivery.get().change().ended(new Ending.Failed(Tray.OVER_BUDGET))
                        .at(desk.clock().instant()));
                pages.say(id, Step.FAILED, entry -> entry.with(Detail.REASON, Tray.OVER_BUDGET));
                desk.outbox().queue(Errand.RECEIPT, id, desk.clock().instant());
            }
            desk.shelf().clear(tx, id);
            pages.say(id, Step.SHREDDED).into(desk.journal(), tx);
            return null;
        });
    }

    private Optional<Journey> overBudget(Connection tx, ExchangeId id) throws SQLException {
        return desk.journeys().locked(tx, id).filter(each -> each.state() == State.PARKED)
                .filter(each -> each.reason().equals(Tray.OVER_BUDGET));
    }

    private static NoSuchElementException nothing() {
        return new NoSuchElementException("nothing of that kind is parked");
    }

    /** What failed is tried again. @throws NoSuchElementException when nothing of that kind is parked */
    public void retry(ExchangeId id, Actor user) {
        desk.transactions().run(tx -> {
            var journey = desk.journeys().locked(tx, id).filter(each -> each.state() == State.PARKED)
                    .orElseThrow(TrayDesk::nothing);
            desk.pages(user).say(id, Step.RETRIED).into(desk.journal(), tx);
            var now = desk.clock().instant();
            var errand = errand(tx, journey)
                    .orElseThrow(TrayDesk::nothing);
            var change = journey.change();
            desk.journeys().save(tx, (switch (errand) {
                case SEND, ASK -> change.to(State.QUEUED);
                case SEEK -> change.awaiting(Answering.MATCH, Optional.empty());
                case DELIVER -> change.to(State.DELIVERING).notYetTried();
                case RECEIPT, NOTICE, HAND_OVER, REASK, DESTROY, NOTIFY ->
                    throw new IllegalStateException("no parked exchange waits for " + errand);
            }).at(now));
            desk.outbox().queue(errand, id, now);
            return null;
        });
    }
}
