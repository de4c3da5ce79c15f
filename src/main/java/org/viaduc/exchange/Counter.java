package org.viaduc.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.viaduc.exchange.desk.Account;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.Origin;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.desk.Tray;
import org.viaduc.exchange.glass.GlassDuties;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.exchange.question.Road;
import org.viaduc.exchange.request.Answering;
import org.viaduc.exchange.rights.Rights;
import org.viaduc.exchange.way.Collected;
import org.viaduc.exchange.way.Collecting;
import org.viaduc.exchange.way.Receiving;
import org.viaduc.exchange.way.Reopening;
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
import org.viaduc.trust.Offer;

/** What people and clients ask of a node: start an exchange, state a fact, see what waits, decide who a file is about. */
public final class Counter {
    private final Desk desk;
    private final Collecting collecting;
    private final Receiving receiving;
    private final Readings readings;
    private final Answering answering;
    private final Collected collected;
    private final Rights rights;

    Counter(Desk desk, Collecting collecting, Receiving receiving, Answering answering, Collected collected,
            Rights rights) {
        this.desk = desk;
        this.collecting = collecting;
        this.receiving = receiving;
        this.readings = new Readings(desk);
        this.answering = answering;
        this.collected = collected;
        this.rights = rights;
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
                    .change().collected(connector, localId, "").awaiting(Journey.COLLECTION, Optional.empty()).at(now);
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
            for (var fact : fresh) {
                rights.factRecorded(tx, person, fact);
            }
            collecting.factRecorded(tx, person);
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

    /**
     * One exchange as a reader sees it.
     *
     * @param steps what the journal says of it, oldest first
     */
    public record Seen(Journey journey, Account account, List<Entry> steps) {}

    /** Shows an exchange; that it was read is an entry of its own. Empty for one that is not known. */
    public Optional<Seen> read(ExchangeId id, Actor reader) {
        return desk.transactions().run(tx -> {
            var journey = desk.journeys().find(tx, id);
            if (journey.isEmpty()) {
                return Optional.empty();
            }
            readings.of(tx, reader, id);
            return Optional.of(new Seen(journey.get(), desk.journeys().account(tx, id), steps(tx, id)));
        });
    }

    /** The latest exchanges, newest first; that they were read is an entry. */
    public List<Journey> latest(int limit, Actor reader) {
        return desk.transactions().run(tx -> {
            var latest = desk.journeys().latest(tx, limit);
            readings.of(tx, reader, "exchanges", latest.size());
            return latest;
        });
    }

    Optional<Journey> find(ExchangeId id) {
        return desk.transactions().run(tx -> desk.journeys().find(tx, id));
    }

    List<Entry> steps(ExchangeId id) {
        return desk.transactions().run(tx -> steps(tx, id));
    }

    private List<Entry> steps(Connection tx, ExchangeId id) throws SQLException {
        return desk.journal().of(tx, id).stream().map(org.viaduc.journal.Journal.Placed::entry).toList();
    }

    /**
     * One thing that waits.
     *
     * @param what       {@code awaiting} a fact, {@code parked} for a person, {@code to-do} after an emergency, or what a
     *                   {@link Rights.ToDo} is
     * @param on         the awaited facts, or the words of doubt or failure, or what happened to a copy, comma-separated
     * @param candidates who the file may be about; empty unless that is the question
     */
    public record Waiting(ExchangeId id, String what, Journey.Direction direction, String on,
            Optional<java.time.LocalDate> due, List<Candidate> candidates, java.time.Instant since) {}

    /** Someone whom a parked file may be about. */
    public record Candidate(Pseudonym person, List<String> reasons) {}

    /** What waits here, oldest first; that it was read is an entry. */
    public List<Waiting> tray(Actor reader) {
        return desk.transactions().run(tx -> {
            var waiting = waiting(tx);
            readings.of(tx, reader, "tray", waiting.size());
            return waiting;
        });
    }

    private List<Waiting> waiting(Connection tx) throws SQLException {
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
        rights.toDo().forEach(each -> waiting.add(new Waiting(each.id(), each.what(), each.direction(),
                each.isOverdue() ? each.on() + ",overdue" : each.on(), Optional.of(desk.settings().day(each.due())),
                List.of(), each.since())));
        GlassDuties.toDo(tx).forEach(each -> waiting.add(new Waiting(each.id(), "to-do", each.direction(),
                each.what().word(), Optional.of(desk.settings().day(each.due())), List.of(), each.since())));
        return waiting;
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
                                Digest.of(List.of(parked.localId())), ledger, parked.mapping()),
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

    /** What failed is tried again. @throws NoSuchElementException when nothing of that kind is parked */
    public void retry(ExchangeId id, Actor user) {
        desk.transactions().run(tx -> {
            var journey = desk.journeys().locked(tx, id).filter(each -> each.state() == State.PARKED)
                    .orElseThrow(() -> new NoSuchElementException("nothing of that kind is parked"));
            desk.pages(user).say(id, Step.RETRIED).into(desk.journal(), tx);
            var now = desk.clock().instant();
            var errand = errand(tx, journey)
                    .orElseThrow(() -> new NoSuchElementException("nothing of that kind is parked"));
            var change = journey.change();
            desk.journeys().save(tx, (switch (errand) {
                case SEND, ASK -> change.to(State.QUEUED);
                case SEEK -> change.awaiting(Answering.MATCH, Optional.empty());
                case DELIVER -> change.to(State.DELIVERING).notYetTried();
                case RECEIPT, NOTICE, HAND_OVER, REASK ->
                    throw new IllegalStateException("no parked exchange waits for " + errand);
            }).at(now));
            desk.outbox().queue(errand, id, now);
            return null;
        });
    }
}
