package org.viaduc.exchange.way;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.Origin;
import org.viaduc.exchange.desk.Wire;
import org.viaduc.exchange.glass.EmergencyCards;
import org.viaduc.exchange.question.Decider;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.exchange.shelter.Quarantine;
import org.viaduc.exchange.shelter.Shelter;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Track;
import org.viaduc.person.MatchedRecord;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Fact;
import org.viaduc.policy.Outcome;
import org.viaduc.trust.Offer;

/** Puts a collected file to its person: what it says is recorded, may open questions, and may change the answer of open ones. */
final class Filing {
    private final Desk desk;
    private final EmergencyCards cards;
    private final Settling settling;
    private final Shelter shelter;
    private final Quarantine quarantine;
    private final Reopening reopening;
    private final Wire wire;

    Filing(Desk desk, Collected collected) {
        this.desk = desk;
        this.cards = new EmergencyCards(desk);
        this.settling = new Settling(desk);
        this.shelter = new Shelter(desk);
        this.quarantine = new Quarantine(desk, shelter);
        this.reopening = new Reopening(desk, collected);
        this.wire = new Wire(desk);
    }

    /** The file is about this person: its facts are recorded, and may open questions or change the answer of open ones. */
    List<ExchangeId> file(Connection tx, Origin origin, MatchedRecord matched, List<Fact> stated)
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
        if (!desk.journeys().open(tx, settling.settled(tx, journey, decision))) {
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
    void factRecorded(Connection tx, Pseudonym person) throws SQLException {
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
