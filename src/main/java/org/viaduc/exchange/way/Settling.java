package org.viaduc.exchange.way;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

import org.viaduc.exchange.desk.Account;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Ending;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.Pages;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.desk.ToConfirm;
import org.viaduc.exchange.question.DecisionText;
import org.viaduc.exchange.question.Due;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.mapping.LossLedger;
import org.viaduc.policy.Decision;
import org.viaduc.policy.Outcome;
import org.viaduc.trust.Offer;

/** Where our decision leaves an exchange that goes out: queued, awaiting, withheld, or for a person to look at; what a person asked of their own is ready. */
final class Settling {
    private static final Period EXTRACT_LIES = Period.ofMonths(1);

    private final Desk desk;
    private final StandingDuties standing;
    private final Astray astray;
    private final ToConfirm toConfirm = new ToConfirm();

    Settling(Desk desk) {
        this.desk = desk;
        this.standing = new StandingDuties(desk);
        this.astray = new Astray(desk);
    }

    /** Leaves the exchange where the decision on its file says. */
    void settle(Connection tx, Journey journey, Offer file, Decision decision, Pages pages)
            throws SQLException {
        if (journey.attempts() > 0 && !decision.isRelease()) {
            changedOnTheWay(tx, journey, decision, pages);
        } else if (journey.isHostAsked() && !decision.isRelease() && !decision.wouldChange().isEmpty()) {
            openForFacts(tx, journey, file, decision, pages);
        } else if (decision.isRelease() && toConfirm.holds(tx, journey)) {
            hold(tx, journey, file, decision, pages);
        } else {
            desk.journeys().save(tx, settled(tx, journey, decision));
            follow(tx, journey, file, decision, pages);
        }
    }

    /**
     * Once an envelope may have reached the peer, nobody can say here that it stays: a person has to look, and the peer's
     * receipt still ends it.
     */
    private void changedOnTheWay(Connection tx, Journey journey, Decision decision, Pages pages) throws SQLException {
        pages.decided(journey.id(), decision);
        desk.journeys().tell(tx, journey.id(), new Account(DecisionText.write(decision), "", ""));
        desk.journeys().save(tx,
                journey.change().decided(decision).parked("decision-changed").at(desk.clock().instant()));
        pages.say(journey.id(), Step.PARKED, entry -> entry.with(Detail.REASON, "decision-changed"));
    }

    /** What a user wants to see first is kept as if it waited for a fact; the word of that user lets it be asked again. */
    private void hold(Connection tx, Journey journey, Offer file, Decision decision, Pages pages) throws SQLException {
        pages.decided(journey.id(), decision);
        desk.journeys().tell(tx, journey.id(), new Account(DecisionText.write(decision),
                file.ledger().map(LossLedger::toJson).orElse(""), ""));
        desk.shelf().put(tx, journey.id(), file);
        desk.journeys().save(tx, journey.change().decided(decision)
                .awaiting(Journey.CONFIRMATION, Optional.empty()).at(desk.clock().instant()));
        pages.say(journey.id(), Step.AWAITING, entry -> entry.with(Detail.AWAITS, Journey.CONFIRMATION));
    }

    /** What a neighbour asked for waits here for the facts that would let it leave: nobody but us can state them. */
    private void openForFacts(Connection tx, Journey journey, Offer file, Decision decision, Pages pages)
            throws SQLException {
        var facts = decision.wouldChange().stream().map(fact -> fact.word()).toList();
        pages.decided(journey.id(), decision);
        desk.journeys().tell(tx, journey.id(), new Account(DecisionText.write(decision),
                file.ledger().map(LossLedger::toJson).orElse(""), ""));
        desk.shelf().put(tx, journey.id(), file);
        desk.journeys().save(tx, journey.change().decided(decision)
                .awaiting(String.join(",", facts), Due.earliest(decision)).at(desk.clock().instant()));
        standing.note(tx, journey, file.document().record());
        pages.say(journey.id(), Step.AWAITING, entry -> entry.with(Detail.AWAITS, facts));
    }

    /** Where the decision leaves the exchange. */
    Journey settled(Connection tx, Journey journey, Decision decision) throws SQLException {
        var decided = journey.change().decided(decision);
        var why = astray.why(tx, journey, decision);
        if (why.isPresent()) {
            return decided.awaiting(why.get(), Optional.empty()).at(desk.clock().instant());
        }
        return (switch (decision.outcome()) {
            case Outcome.Release release when journey.isOwnAccess() -> decided.ready(lastDay(journey));
            case Outcome.Release release -> decided.to(State.QUEUED);
            case Outcome.Await await -> decided.awaiting(Due.words(decision), Due.earliest(decision));
            case Outcome.Withhold withhold -> decided.ended(new Ending.Withheld());
        }).at(desk.clock().instant());
    }

    /** An extract lies ready for a month from when it first did. */
    private LocalDate lastDay(Journey journey) {
        return journey.state() == State.READY
                ? journey.due().orElseThrow()
                : desk.decider().today().plus(EXTRACT_LIES);
    }

    /**
     * Step 4's three ways: release is queued (or ready for the person), await is kept, withhold is shredded; where only the
     * destination is amiss, it is kept as well.
     */
    void follow(Connection tx, Journey journey, Offer file, Decision decision, Pages pages) throws SQLException {
        var id = journey.id();
        pages.decided(id, decision);
        desk.journeys().tell(tx, id, new Account(DecisionText.write(decision),
                file.ledger().map(LossLedger::toJson).orElse(""), ""));
        if (!(decision.outcome() instanceof Outcome.Withhold)) {
            standing.note(tx, journey, file.document().record());
        }
        var why = astray.why(tx, journey, decision);
        if (why.isPresent()) {
            desk.shelf().put(tx, id, file);
            pages.say(id, Step.AWAITING, entry -> entry.with(Detail.AWAITS, why.get()));
            return;
        }
        switch (decision.outcome()) {
            case Outcome.Release release -> {
                desk.shelf().put(tx, id, file);
                if (journey.isOwnAccess()) {
                    pages.say(id, Step.READY, entry -> entry.with(Detail.DECISION, decision.digest().hex())
                            .with(Detail.DUE, lastDay(journey).toString()));
                } else {
                    desk.outbox().queue(Errand.SEND, id, desk.clock().instant());
                    pages.say(id, Step.QUEUED, entry -> entry.with(Detail.DECISION, decision.digest().hex()));
                }
            }
            case Outcome.Await await -> {
                desk.shelf().put(tx, id, file);
                pages.say(id, Step.AWAITING, entry -> Due.earliest(decision)
                        .map(day -> entry.with(Detail.DUE, day.toString())).orElse(entry)
                        .with(Detail.AWAITS, decision.awaits()));
            }
            case Outcome.Withhold(var answer) -> {
                desk.shelf().clear(tx, id, file);
                pages.say(id, Step.WITHHELD, entry -> entry.with(Detail.ANSWER, answer.word())
                        .with(Detail.OBLIGATIONS,
                                decision.obligations().stream().map(each -> each.code().word()).toList()));
                pages.say(id, Step.SHREDDED);
            }
        }
    }
}
