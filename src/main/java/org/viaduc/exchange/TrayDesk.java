package org.viaduc.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.Origin;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.request.Answering;
import org.viaduc.exchange.rights.Rights;
import org.viaduc.exchange.way.Collected;
import org.viaduc.exchange.way.Collecting;
import org.viaduc.exchange.way.Receiving;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Track;
import org.viaduc.person.LocalId;
import org.viaduc.person.MatchedRecord;
import org.viaduc.person.Pseudonym;
import org.viaduc.person.Traits;
import org.viaduc.trust.Offer;

/** What waits for a person, and what the person says of it: who a file is about, or that what failed is tried again. */
public final class TrayDesk {
    private final Desk desk;
    private final Collecting collecting;
    private final Receiving receiving;
    private final Answering answering;
    private final WhatWaits waits;
    private final Refusals refusals;
    private final Readings readings;
    private final Gists gists;

    TrayDesk(Desk desk, Collecting collecting, Collected collected, Receiving receiving, Answering answering,
            Rights rights) {
        this.desk = desk;
        this.collecting = collecting;
        this.receiving = receiving;
        this.answering = answering;
        this.waits = new WhatWaits(desk, rights);
        this.refusals = new Refusals(desk, collected);
        this.readings = new Readings(desk);
        this.gists = new Gists(desk);
    }

    /**
     * One thing that waits.
     *
     * @param what       {@code awaiting} a fact, {@code parked} for a person, {@code ready} to be handed to one, {@code to-do} after an emergency, {@code quarantined} for an officer,
     *                   {@code disagreement} with a neighbour, {@code rewritten} of a neighbour's journal, {@code own-rewritten} of this node's, or what a {@link Rights.ToDo} is
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
            var waiting = waits.all(tx);
            readings.of(tx, reader, "tray", waiting.size());
            return waiting;
        });
    }

    /**
     * What one of them is about, as far as a tray may say: nothing of a person.
     *
     * @param track     empty while no question is opened about a file
     * @param peer      the other department; empty where there is none, or this reader may not know it
     * @param connector that collected the file; empty for what came from a neighbour
     */
    public record Gist(Optional<Track> track, Optional<Department> peer, String connector) {
        Gist withoutPeer() {
            return new Gist(track, Optional.empty(), connector);
        }
    }

    /** What those of them are about that are an exchange, a parked file or a follow-up. */
    public Map<ExchangeId, Gist> gists(Collection<ExchangeId> ids, Actor reader) {
        return desk.transactions().run(tx -> gists.of(tx, ids, reader));
    }

    /**
     * A file of which it is not certain whom it is about.
     *
     * @param localId under which it was collected here; empty for what came from a neighbour
     * @param person  the traits that the file gives; empty where one is missing or unreadable
     */
    public record Doubtful(ExchangeId id, Journey.Direction direction, List<String> reasons, String localId,
            Optional<Traits> person, List<Known> candidates) {
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
            return waits.doubtful(tx, parked);
        });
    }

    /**
     * A user has looked at what was found against a neighbour's journal; it stays proof.
     *
     * @return false when nothing of that kind waits under that id
     */
    public boolean looked(ExchangeId id, String kind, Actor user) {
        return desk.transactions().run(tx -> {
            if (desk.journal().witnesses().charges(tx).stream().noneMatch(
                    each -> each.id().equals(id.value()) && each.kind().word().equals(kind))) {
                return false;
            }
            var looked = desk.journal().witnesses().looked(tx, id.value(), user).orElseThrow();
            desk.pages(user).say(Step.RESOLVED, entry -> entry.with(Detail.PART, "witnesses")
                    .with(Detail.PEER, looked.origin().code()).with(Detail.REASON, kind)).into(desk.journal(), tx);
            return true;
        });
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
            if (parked.isRequest()) {
                answer(tx, id, person, offer, user);
                return null;
            }
            // The system that the ledger names read it, whether or not the connector is still there.
            var local = parked.localId().isEmpty()
                    ? Optional.<LocalId>empty()
                    : Optional.of(new LocalId(desk.settings().department() + "/"
                            + offer.ledger().orElseThrow().system(), parked.localId()));
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
     * @throws NobodyDelivers         while the node has no connector that delivers
     */
    public void acceptLoss(ExchangeId id, Actor user) {
        desk.transactions().run(tx -> {
            refusals.accept(tx, id, user);
            return null;
        });
    }

    /**
     * What loses more than the connector's budget allows does not go on, nor what waits behind a connector that is there no
     * more. A collected file is shredded here and looked at again when it or the mapping changes, or its connector is back; a
     * delivery has failed, and its sender is told so. What goes to a department that is not understood or no neighbour, or not
     * where the family moved, stays withheld and is shredded here.
     *
     * @throws NoSuchElementException when nothing of that kind is parked
     */
    public void refuse(ExchangeId id, Actor user) {
        desk.transactions().run(tx -> {
            refusals.refuse(tx, id, user);
            return null;
        });
    }

    static NoSuchElementException nothing() {
        return new NoSuchElementException("nothing of that kind is parked");
    }

    /**
     * What failed is tried again.
     *
     * @throws NoSuchElementException when nothing of that kind is parked
     * @throws NobodyDelivers         when it is a delivery and the node has no connector that delivers; it stays parked
     */
    public void retry(ExchangeId id, Actor user) {
        desk.transactions().run(tx -> {
            var journey = desk.journeys().locked(tx, id).filter(each -> each.state() == State.PARKED)
                    .orElseThrow(TrayDesk::nothing);
            var errand = errand(tx, journey).orElseThrow(TrayDesk::nothing);
            if (errand == Errand.DELIVER) {
                refusals.mayBeDelivered();
            }
            desk.pages(user).say(id, Step.RETRIED).into(desk.journal(), tx);
            var now = desk.clock().instant();
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
