package org.viaduc.exchange.way;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.Origin;
import org.viaduc.exchange.desk.Tray;
import org.viaduc.exchange.desk.Wire;
import org.viaduc.exchange.glass.EmergencyCards;
import org.viaduc.exchange.node.Waypoint;
import org.viaduc.exchange.question.Decider;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.exchange.shelter.Quarantine;
import org.viaduc.exchange.shelter.Shelter;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.mapping.Translation;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.Track;
import org.viaduc.person.LocalId;
import org.viaduc.person.Match;
import org.viaduc.person.MatchedRecord;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Fact;
import org.viaduc.policy.Outcome;
import org.viaduc.trust.Offer;

/**
 * The way out, its first half: from what a department handed over to an exchange that is decided.
 *
 * <pre>
 *   {@link #accept}  1 accept · 2 translate · 3 match · 4 decide · 5 queue
 * </pre>
 */
public final class Collecting {
    private final Desk desk;
    private final EmergencyCards cards;
    private final Collected collected;
    private final Settling settling;
    private final Shelter shelter;
    private final Quarantine quarantine;
    private final Reopening reopening;
    private final Wire wire;

    public Collecting(Desk desk, Collected collected) {
        this.desk = desk;
        this.cards = new EmergencyCards(desk);
        this.collected = collected;
        this.settling = new Settling(desk);
        this.shelter = new Shelter(desk);
        this.quarantine = new Quarantine(desk, shelter);
        this.reopening = new Reopening(desk, collected);
        this.wire = new Wire(desk);
    }

    /** Steps 1 to 5. A record that was the same when last collected changes nothing. @return the exchanges it opened */
    public List<ExchangeId> accept(LocalRecord local, String connector) {
        var opened = desk.transactions().run(tx -> accept(tx, local, connector));
        opened.forEach(id -> desk.watcher().reached(Waypoint.ACCEPTED, id));
        return opened;
    }

    /** As above, within an act. */
    List<ExchangeId> accept(Connection tx, LocalRecord local, String connector) throws SQLException {
        if (!collected.isNew(tx, local, desk.translator().content(local.system()), desk.clock().instant())) {
            return List.of();
        }
        var translation = desk.translator().translate(local);
        var origin = new Origin(connector, local.system(), local.localId(), local.household(), local.digest(),
                translation.ledger(), translation.mappingVersion(), translation.content());
        var known = Optional.of(localId(local.system(), local.localId()));
        var match = desk.matcher().match(tx, translation.record(), known);
        var doubts = doubts(translation);
        if (!doubts.isEmpty()) {
            return park(tx, origin, translation.record(), translation.facts(), asked(match, doubts));
        }
        return switch (match) {
            case Match.Found found -> filed(tx, origin, found.record(), translation.facts());
            case Match.None none ->
                filed(tx, origin, desk.index().open(tx, translation.record(), known), translation.facts());
            case Match.Several several -> park(tx, origin, translation.record(), translation.facts(), several);
        };
    }

    /** Why a person shall look at the translation, whoever it is about; with the names of fields, never what they hold. */
    private static List<String> doubts(Translation translation) {
        var doubts = new ArrayList<String>();
        if (!translation.doubts().isEmpty()) {
            doubts.add("unreadable-facts");
        }
        translation.overBudget().ifPresent(over -> {
            doubts.add(Tray.OVER_BUDGET);
            doubts.addAll(over.names());
        });
        return doubts;
    }

    private static Match.Several asked(Match match, List<String> doubts) {
        return switch (match) {
            case Match.Found found -> new Match.Several(List.of(new Match.Candidate(found.record().pseudonym(),
                    List.of(found.method().word()))), doubts);
            case Match.None none -> new Match.Several(List.of(), doubts);
            case Match.Several several -> new Match.Several(several.candidates(),
                    Stream.concat(doubts.stream(), several.reasons().stream()).toList());
        };
    }

    /** Something at a door could not be read: how much, and at which. */
    public void refusedAtDoor(String connector, int faults) {
        desk.transactions().run(tx -> {
            desk.pages().say(Step.REFUSED_AT_DOOR, entry -> entry.with(Detail.CONNECTOR, connector)
                    .with(Detail.RECORDS, faults)).into(desk.journal(), tx);
            return null;
        });
    }

    /** How far a door has read, in its own words; a look of it begins. */
    public Optional<String> mark(String connector) {
        return desk.transactions().run(tx -> collected.mark(tx, connector));
    }

    /** Remembers how far a door's look has read, unless somebody had the door begin anew meanwhile. */
    public void mark(String connector, String mark) {
        desk.transactions().run(tx -> {
            collected.cameTo(tx, connector, mark);
            return null;
        });
    }

    private LocalId localId(String system, String id) {
        return new LocalId(desk.settings().department() + "/" + system, id);
    }

    private List<ExchangeId> park(Connection tx, Origin origin, org.viaduc.model.CommonRecord record, List<Fact> facts,
            Match.Several several) throws SQLException {
        var id = ExchangeId.next(desk.clock());
        desk.shelf().put(tx, id, wire.kept(record, origin.system(), Optional.of(origin.ledger())));
        desk.tray().park(tx, id, origin, facts, several);
        var pages = origin.collected(desk.pages(), id);
        pages.say(id, Step.PARKED, entry -> entry
                .with(Detail.REASON, several.reasons().stream().filter(word -> !word.contains(":")).toList())
                .with(Detail.CANDIDATES, several.candidates().stream().map(Match.Candidate::pseudonym).toList()));
        pages.into(desk.journal(), tx);
        return List.of();
    }

    /** A person has decided who a parked file is about: the journey goes on from there. */
    public List<ExchangeId> resolved(Connection tx, Origin origin, MatchedRecord matched, List<Fact> facts)
            throws SQLException {
        return filed(tx, origin, matched, facts);
    }

    /** The file is about this person: its facts are recorded, and may open questions or change the answer of open ones. */
    private List<ExchangeId> filed(Connection tx, Origin origin, MatchedRecord matched, List<Fact> stated)
            throws SQLException {
        shelter.remember(tx, matched.pseudonym(), matched.record());
        var recorded = desk.facts().add(tx, matched.pseudonym(), desk.settings().department(),
                quarantine.sift(tx, matched.pseudonym(), stated, Actor.node(desk.settings().department())));
        cards.keep(tx, matched);
        var known = desk.decider().ownFacts(tx, matched, recorded);
        var file = wire.kept(matched.record(), origin.system(), Optional.of(origin.ledger()));
        var asking = new HashSet<Asking>();
        for (var journey : matched.isNew() ? List.<Journey>of() : desk.journeys().open(tx, matched.pseudonym())) {
            if (journey.direction() == Journey.Direction.OUT && !journey.awaits().equals(Journey.COLLECTION)) {
                asking.add(new Asking(journey.track(), reask(tx, journey, matched, known, file)));
            }
        }
        var opened = new ArrayList<ExchangeId>();
        for (var asked : desk.journeys().asked(tx, origin.connector(), origin.localId())) {
            started(tx, asked, origin, matched, known, file);
            asking.add(new Asking(asked.track(), asked.peer()));
            opened.add(asked.id());
        }
        for (var move : Decider.moves(known).reversed().stream().limit(1).toList()) {
            for (var track : Track.values()) {
                open(tx, origin, matched, known, file, move, track, asking).ifPresent(opened::add);
            }
        }
        if (!matched.isNew()) {
            for (var withheld : reopening.withheld(tx, matched.pseudonym(), recorded).values()) {
                reopen(tx, withheld, origin, matched, known, file, asking).ifPresent(opened::add);
            }
        }
        if (opened.isEmpty()) {
            origin.collected(desk.pages(), matched).into(desk.journal(), tx);
        }
        return opened;
    }

    /** What was withheld is asked as a new exchange when the file brings a fact that changes the answer. */
    private Optional<ExchangeId> reopen(Connection tx, Journey withheld, Origin origin, MatchedRecord matched,
            List<Fact> known, Offer file, Set<Asking> asking) throws SQLException {
        var question = QuestionText.read(withheld.question());
        if (!asking.add(new Asking(withheld.track(), withheld.peer()))
                || desk.decider().outgoing(question, matched, known).outcome() instanceof Outcome.Withhold) {
            return Optional.empty();
        }
        var again = Journey.opened(ExchangeId.next(desk.clock()), Journey.Direction.OUT, withheld.peer(),
                withheld.track(), withheld.question(), desk.clock().instant());
        desk.journeys().open(tx, again);
        reopening.holdLike(tx, withheld, again);
        desk.pages().say(again.id(), Step.QUESTION_OPENED, entry -> entry.with(Detail.TRACK, withheld.track().word())
                .with(Detail.TO, withheld.peer().code()).with(Detail.RELATED, withheld.id().toString()))
                .into(desk.journal(), tx);
        started(tx, again, origin, matched, known, file);
        return Optional.of(again.id());
    }

    /** A question about the person that is open already: the same is not opened a second time. */
    private record Asking(Track track, Department to) {}

    private Optional<ExchangeId> open(Connection tx, Origin origin, MatchedRecord matched, List<Fact> known, Offer file,
            Fact move, Track track, Set<Asking> asking) throws SQLException {
        var question = desk.decider().question(track, matched.record(), known);
        if (question.isEmpty() || asking.contains(new Asking(track, question.get().to().department()))) {
            return Optional.empty();
        }
        var decision = desk.decider().outgoing(question.get(), matched, known);
        if (!Decider.opens(decision)) {
            return Optional.empty();
        }
        var now = desk.clock().instant();
        var journey = Journey
                .opened(ExchangeId.next(desk.clock()), Journey.Direction.OUT, question.get().to().department(), track,
                        QuestionText.write(question.get()), now)
                .change().openedBy(move.id()).about(matched.pseudonym())
                .collected(origin.connector(), origin.localId(), origin.household())
                .translated(origin.ledger()).at(now);
        if (!desk.journeys().open(tx, settling.settled(journey, decision))) {
            return Optional.empty();
        }
        var pages = origin.collected(desk.pages(), journey.id());
        origin.matched(pages, journey.id(), matched);
        pages.say(journey.id(), Step.QUESTION_OPENED, entry -> entry.with(Detail.TRACK, track.word())
                .with(Detail.TO, question.get().to().department().code()));
        settling.follow(tx, journey, file, decision, pages);
        pages.into(desk.journal(), tx);
        return Optional.of(journey.id());
    }

    /** A user had asked for this file to be sent: now it is here. */
    private void started(Connection tx, Journey asked, Origin origin, MatchedRecord matched, List<Fact> known,
            Offer file)
            throws SQLException {
        var journey = asked.change().about(matched.pseudonym())
                .collected(origin.connector(), origin.localId(), origin.household())
                .translated(origin.ledger()).at(desk.clock().instant());
        var pages = origin.collected(desk.pages(), journey.id());
        origin.matched(pages, journey.id(), matched);
        settling.settle(tx, journey, file,
                desk.decider().outgoing(QuestionText.read(journey.question()), matched, known),
                pages);
        pages.into(desk.journal(), tx);
    }

    /**
     * Something has changed: the question is asked again, to the department where the family is known to be now.
     *
     * @return that department
     */
    private Department reask(Connection tx, Journey journey, MatchedRecord matched, List<Fact> known, Offer file)
            throws SQLException {
        var question = journey.openedBy()
                .filter(fact -> !journey.isHostAsked())
                .flatMap(fact -> desk.decider().question(journey.track(), matched.record(), known))
                .orElseGet(() -> QuestionText.read(journey.question()));
        var decision = desk.decider().outgoing(question, matched, known);
        var change = journey.change().asks(QuestionText.write(question), question.to().department());
        if (journey.openedBy().isPresent() && !journey.isHostAsked()) {
            Decider.moves(known).reversed().stream().findFirst().ifPresent(move -> change.openedBy(move.id()));
        }
        var asked = change.at(desk.clock().instant());
        var pages = desk.pages();
        settling.settle(tx, asked, file, decision, pages);
        pages.into(desk.journal(), tx);
        return question.to().department();
    }

    /** A new fact about a person re-asks every question that is open here. */
    public void factRecorded(Connection tx, Pseudonym person) throws SQLException {
        for (var journey : desk.journeys().open(tx, person)) {
            if (journey.direction() == Journey.Direction.OUT) {
                var file = desk.shelf().take(tx, journey.id());
                if (file.isPresent()) {
                    var matched = desk.index().restore(tx, file.get().document().record(), person);
                    reask(tx, journey, matched, desk.decider().ownFacts(tx, matched), file.get());
                }
            }
        }
    }
}
