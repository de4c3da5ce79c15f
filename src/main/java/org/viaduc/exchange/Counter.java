package org.viaduc.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.viaduc.exchange.NodeSettings.Connector;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Track;
import org.viaduc.person.LocalId;
import org.viaduc.person.MatchedRecord;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Fact;
import org.viaduc.policy.Role;

/** What people and clients ask of a node: start an exchange, state a fact, see what waits, decide who a file is about. */
public final class Counter {
    private final Desk desk;
    private final Sending sending;
    private final Receiving receiving;
    private final Collected collected;

    Counter(Desk desk, Sending sending, Receiving receiving, Collected collected) {
        this.desk = desk;
        this.sending = sending;
        this.receiving = receiving;
        this.collected = collected;
    }

    /** Whom a fact is about: the person of an exchange, or of a local file that has opened one. */
    public sealed interface About {
        record Exchange(ExchangeId id) implements About {}

        record LocalFile(String connector, String localId) implements About {}
    }

    /**
     * Starts an exchange: the file is taken at its next collection, and the question is decided then.
     *
     * @throws NoSuchElementException when the node has no such connector, or no road for the track
     */
    public ExchangeId start(String connector, String localId, Track track, Department to, Role sender, Actor user) {
        var through = Optional.ofNullable(desk.settings().connectors().get(connector)).filter(Connector::collects)
                .orElseThrow(() -> new NoSuchElementException("no connector of that name collects here"));
        var road = Road.of(track).orElseThrow(() -> new NoSuchElementException("no user starts that track"));
        var question = desk.decider().question(track, road, sender, to);
        return desk.transactions().run(tx -> {
            var now = desk.clock().instant();
            var id = ExchangeId.next(desk.clock());
            var journey = Journey.opened(id, Journey.Direction.OUT, to, track, QuestionText.write(question), now)
                    .change().collected(connector, localId, "").awaiting("collection", Optional.empty()).at(now);
            desk.journeys().open(tx, journey);
            collected.forget(tx, through.system(), localId);
            collected.mark(tx, connector, "");
            desk.pages(user).say(id, Step.ASKED, entry -> entry.with(Detail.CONNECTOR, connector)
                    .with(Detail.TRACK, track.word()).with(Detail.TO, to.code())).into(desk.journal(), tx);
            return id;
        });
    }

    /** Records a fact and asks every open question about the person again. @throws NoSuchElementException if unknown */
    public void state(About about, Fact fact, Actor user) {
        desk.transactions().run(tx -> {
            var person = person(tx, about).orElseThrow(() -> new NoSuchElementException("no such file"));
            record(tx, person, List.of(fact), user, entry -> entry);
            return null;
        });
    }

    /** Records what is new of these facts, and asks again what they may change. @param more what each entry says besides */
    void record(Connection tx, Pseudonym person, List<Fact> facts, Actor user, UnaryOperator<Entry> more)
            throws SQLException {
        var fresh = desk.facts().add(tx, person, desk.settings().department(), facts);
        if (!fresh.isEmpty()) {
            desk.journal().append(tx, fresh.stream()
                    .map(fact -> more.apply(Entry.of(user, Step.FACT_RECORDED, desk.clock().instant())
                            .with(Detail.FACT, fact.id().value()).with(Detail.FACT_KIND, fact.kind().word())
                            .with(Detail.ON, fact.on().toString())
                            .with(Detail.PSEUDONYM, person.value().toString())))
                    .toList());
            sending.factRecorded(tx, person);
            receiving.factRecorded(tx, person);
            new Reopening(desk, collected).after(tx, person, fresh, user);
        }
    }

    Optional<Pseudonym> person(Connection tx, About about) throws SQLException {
        return switch (about) {
            case About.Exchange(var id) -> desk.journeys().find(tx, id).flatMap(Journey::person);
            case About.LocalFile(var connector, var localId) -> desk.journeys().person(tx, connector, localId);
        };
    }

    public Optional<Journey> find(ExchangeId id) {
        return desk.transactions().run(tx -> desk.journeys().find(tx, id));
    }

    /** What is told of an exchange to those who ask why; nothing of one that is not known. */
    public Account account(ExchangeId id) {
        return desk.transactions().run(tx -> desk.journeys().account(tx, id));
    }

    /** The latest exchanges, newest first. */
    public List<Journey> latest(int limit) {
        return desk.transactions().run(tx -> desk.journeys().latest(tx, limit));
    }

    /** What the journal says of an exchange, oldest first. */
    public List<Entry> steps(ExchangeId id) {
        return desk.transactions()
                .run(tx -> desk.journal().of(tx, id).stream().map(org.viaduc.journal.Journal.Placed::entry).toList());
    }

    /**
     * One thing that waits.
     *
     * @param what       {@code awaiting} a fact, or {@code parked} for a person
     * @param on         the awaited facts, or the words of doubt or failure, comma-separated
     * @param candidates who the file may be about; empty unless that is the question
     */
    public record Waiting(ExchangeId id, String what, Journey.Direction direction, String on,
            Optional<java.time.LocalDate> due, List<Candidate> candidates, java.time.Instant since) {}

    /** Someone whom a parked file may be about. */
    public record Candidate(Pseudonym person, List<String> reasons) {}

    /** What waits here, oldest first. */
    public List<Waiting> tray() {
        return desk.transactions().run(tx -> {
            var waiting = new ArrayList<Waiting>();
            var parked = desk.tray().all(tx);
            parked.forEach(each -> waiting.add(new Waiting(each.id(), "parked", each.direction(), each.reasons(),
                    Optional.empty(), candidates(each), each.openedAt())));
            desk.journeys().waiting(tx).stream()
                    .filter(journey -> parked.stream().noneMatch(each -> each.id().equals(journey.id())))
                    .forEach(journey -> waiting.add(new Waiting(journey.id(), journey.state().word(),
                            journey.direction(),
                            journey.state() == State.AWAITING ? journey.awaits() : journey.reason(),
                            journey.due(), List.of(), journey.openedAt())));
            return waiting;
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
                    .orElseThrow(() -> new NoSuchElementException("nothing of that kind is parked"));
            var offer = desk.shelf().take(tx, id).orElseThrow();
            var record = offer.document().record();
            var local = parked.localId().isEmpty()
                    ? Optional.<LocalId>empty()
                    : Optional.of(new LocalId(desk.settings().department() + "/"
                            + desk.settings().connectors().get(parked.connector()).system(), parked.localId()));
            MatchedRecord matched = person.isPresent()
                    ? desk.index().resolve(tx, record, person.get(), local)
                    : desk.index().open(tx, record, local);
            desk.pages(user).say(id, Step.RESOLVED, entry -> Origin.matched(entry, matched)).into(desk.journal(), tx);
            desk.tray().done(tx, id);
            if (parked.direction() == Journey.Direction.OUT) {
                var ledger = offer.ledger().orElseThrow();
                sending.resolved(tx,
                        new Origin(parked.connector(), ledger.system(), parked.localId(), parked.household(),
                                Digest.of(List.of(parked.localId())), ledger, parked.mapping()),
                        matched, parked.facts());
                desk.shelf().clear(tx, id);
            } else {
                var journey = desk.journeys().locked(tx, id).orElseThrow();
                receiving.goOn(tx, id, () -> receiving.identified(tx, journey, matched, offer, parked.facts()));
            }
            return null;
        });
    }

    /** What failed is tried again. @throws NoSuchElementException when nothing of that kind is parked */
    public void retry(ExchangeId id, Actor user) {
        desk.transactions().run(tx -> {
            var journey = desk.journeys().locked(tx, id).filter(each -> each.state() == State.PARKED)
                    .filter(each -> each.person().isPresent())
                    .orElseThrow(() -> new NoSuchElementException("nothing of that kind is parked"));
            desk.pages(user).say(id, Step.RETRIED).into(desk.journal(), tx);
            var now = desk.clock().instant();
            var isOut = journey.direction() == Journey.Direction.OUT;
            desk.journeys().save(tx, isOut
                    ? journey.change().to(State.QUEUED).at(now)
                    : journey.change().to(State.DELIVERING).notYetTried().at(now));
            desk.outbox().queue(isOut ? Errand.SEND : Errand.DELIVER, id, now);
            return null;
        });
    }
}
