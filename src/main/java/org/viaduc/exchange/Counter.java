package org.viaduc.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.viaduc.exchange.desk.Account;
import org.viaduc.exchange.desk.Backlog;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.exchange.question.Wording;
import org.viaduc.exchange.rights.Rights;
import org.viaduc.exchange.shelter.Quarantine;
import org.viaduc.exchange.shelter.Shelter;
import org.viaduc.exchange.way.Collected;
import org.viaduc.exchange.way.Collecting;
import org.viaduc.exchange.way.Receiving;
import org.viaduc.exchange.way.Reopening;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Track;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Fact;
import org.viaduc.policy.Role;

/** What people and clients ask of a node: start an exchange, state a fact, read what became of it. */
public final class Counter {
    private static final Set<Detail> PLACES = Set.of(Detail.TO, Detail.PEER, Detail.KEY_IDS, Detail.AGENT);
    private final Desk desk;
    private final Collecting collecting;
    private final Receiving receiving;
    private final Readings readings;
    private final Collected collected;
    private final Rights rights;
    private final Shelter shelter;
    private final Quarantine quarantine;

    Counter(Desk desk, Collecting collecting, Receiving receiving, Collected collected, Rights rights) {
        this.desk = desk;
        this.collecting = collecting;
        this.receiving = receiving;
        this.readings = new Readings(desk);
        this.collected = collected;
        this.rights = rights;
        this.shelter = new Shelter(desk);
        this.quarantine = new Quarantine(desk, shelter);
    }

    /** Whom a fact is about: the person of an exchange, or of a local file that has opened one. */
    public sealed interface About {
        record Exchange(ExchangeId id) implements About {}

        record LocalFile(String connector, String localId) implements About {}

        /** Somebody whom this node knows, as their own login names them. */
        record Person(Pseudonym pseudonym) implements About {}
    }

    /**
     * Starts an exchange: the file is taken at its next collection, and the question is decided then.
     *
     * @param wording what is asked besides the track; {@link Wording#USUAL} where the track says it
     * @throws NoSuchElementException when the node has no such connector
     * @throws NoNeighbour            when this node does not know that department's
     * @throws Wording.Unworded       when the wording leaves something open that the track does not say
     */
    public ExchangeId start(String connector, String localId, Track track, Department to, Role sender, Wording wording,
            Actor user) {
        return start(connector, localId, track, to, sender, wording, user, (tx, id) -> {
        });
    }

    /** What is written down besides, of an exchange that was started. */
    interface Besides {
        void of(Connection tx, ExchangeId id) throws SQLException;
    }

    ExchangeId start(String connector, String localId, Track track, Department to, Role sender, Wording wording,
            Actor user, Besides besides) {
        var through = Optional.ofNullable(desk.settings().connectors().get(connector)).filter(Connector::collects)
                .orElseThrow(() -> new NoSuchElementException("no connector of that name collects here"));
        if (desk.peers().peer(to).isEmpty()) {
            throw new NoNeighbour(to);
        }
        var question = desk.decider().question(track, wording, sender, to);
        return desk.transactions().run(tx -> {
            var now = desk.clock().instant();
            var id = ExchangeId.next(desk.clock());
            var journey = Journey.opened(id, Journey.Direction.OUT, to, track, QuestionText.write(question), now)
                    .change().collected(connector, localId, "").awaiting(Journey.COLLECTION, Optional.empty()).at(now);
            desk.journeys().open(tx, journey);
            besides.of(tx, id);
            collected.forget(tx, through.system(), localId);
            collected.mark(tx, connector, "");
            desk.pages(user).say(id, Step.ASKED, entry -> entry.with(Detail.CONNECTOR, connector)
                    .with(Detail.TRACK, track.word()).with(Detail.TO, to.code())
                    .with(Detail.PURPOSE, question.purpose().word())
                    .with(Detail.MISSION, question.to().boundFor().stream().toList())
                    .with(Detail.TO_ROLE, question.to().role().word())).into(desk.journal(), tx);
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
        recordAll(tx, person, quarantine.sift(tx, person, facts, user), user, more);
    }

    /** The same of facts that an officer has let count. */
    void recordAll(Connection tx, Pseudonym person, List<Fact> facts, Actor user, UnaryOperator<Entry> more)
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
            case About.Person(var pseudonym) -> Optional.of(pseudonym);
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
            var account = desk.journeys().account(tx, id);
            return Optional.of(shelter.hidden(tx, List.of(id), reader).isEmpty()
                    ? new Seen(journey.get(), account, steps(tx, id))
                    : new Seen(journey.get().withoutPeer(), account.withoutPeer(), withoutPlaces(steps(tx, id))));
        });
    }

    /** The latest exchanges, newest first; that they were read is an entry. */
    public List<Journey> latest(int limit, Actor reader) {
        return desk.transactions().run(tx -> {
            var latest = desk.journeys().latest(tx, limit);
            readings.of(tx, reader, "exchanges", latest.size());
            var hidden = shelter.hidden(tx, latest.stream().map(Journey::id).toList(), reader);
            return latest.stream().map(each -> hidden.contains(each.id()) ? each.withoutPeer() : each).toList();
        });
    }

    /** Of somebody who must not be found, only a named officer reads where the file went. */
    private static List<Entry> withoutPlaces(List<Entry> steps) {
        return steps.stream().map(entry -> {
            var details = new HashMap<>(entry.details());
            PLACES.forEach(key -> details.remove(key.word()));
            var actor = entry.actor().kind() == Actor.Kind.PEER ? Actor.peer(Department.UNKNOWN) : entry.actor();
            return new Entry(entry.exchange(), actor, entry.step(), entry.at(), details);
        }).toList();
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

    /** What waits behind each connector, by its name; none for one that has done nothing yet. */
    public Map<String, Backlog> backlogs() {
        var delivering = desk.settings().delivering().map(Connector::name).orElse("");
        return desk.transactions().run(tx -> Backlog.all(tx, desk.settings().connectors().keySet(), delivering,
                desk.clock().instant()));
    }
}
