package org.viaduc.exchange.way;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;

import org.viaduc.exchange.desk.Account;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Ending;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.Pages;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.desk.Tray;
import org.viaduc.exchange.question.DecisionText;
import org.viaduc.exchange.question.Due;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.exchange.retention.Archive;
import org.viaduc.exchange.shelter.Shelter;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.LossLedger;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.MatchedRecord;
import org.viaduc.policy.Decision;
import org.viaduc.policy.Fact;
import org.viaduc.policy.Outcome;
import org.viaduc.policy.ReleasedRecord;
import org.viaduc.trust.Offer;
import org.viaduc.trust.OfferContent;

/** Where our decision leaves an exchange that comes in: handed over, awaiting, or withheld. The sender only offers. */
final class Admitting {
    private final Desk desk;
    private final Shelter shelter;
    private final StandingDuties standing;
    private final Archive archive;

    Admitting(Desk desk) {
        this.desk = desk;
        this.shelter = new Shelter(desk);
        this.standing = new StandingDuties(desk);
        this.archive = new Archive(desk);
    }

    /** What our own decision on an offer leaves to be done. */
    record Decided(Journey journey, MatchedRecord matched, Offer offer, Decision decision) {}

    /** How an exchange goes on once it is decided. */
    @FunctionalInterface
    interface Going {
        Optional<DeliverableRecord> on(Connection tx, Decided decided, Pages pages) throws SQLException;
    }

    /** Step 12: our own decision on what was offered. It may take less, never more. The same is not told twice. */
    Decided decide(Connection tx, Journey journey, MatchedRecord matched, Offer offer, Collection<Fact> facts,
            Pages pages) throws SQLException {
        var decision = desk.decider().incoming(QuestionText.read(journey.question()), matched, facts);
        if (!decision.digest().hex().equals(journey.decisionDigest())) {
            pages.decided(journey.id(), decision);
        }
        shelter.remember(tx, matched.pseudonym(), matched.record());
        if (!(decision.outcome() instanceof Outcome.Withhold)) {
            standing.note(tx, journey, matched.record());
        }
        var now = desk.clock().instant();
        var decided = journey.change().decided(decision);
        switch (decision.outcome()) {
            case Outcome.Release release -> {
                // What becomes of it depends on who asked: see now and later.
            }
            case Outcome.Await await -> {
                tell(tx, journey.id(), decision, "", offer);
                desk.shelf().put(tx, journey.id(), offer);
                desk.journeys().save(tx, decided.awaiting(Due.words(decision), Due.earliest(decision)).at(now));
                pages.say(journey.id(), Step.AWAITING, entry -> entry.with(Detail.AWAITS, decision.awaits()));
            }
            case Outcome.Withhold(var answer) -> {
                tell(tx, journey.id(), decision, "", offer);
                desk.shelf().clear(tx, journey.id(), offer);
                desk.journeys().conclude(tx, decided.ended(new Ending.Withheld()).at(now));
                pages.say(journey.id(), Step.WITHHELD, entry -> entry.with(Detail.ANSWER, answer.word()));
                pages.say(journey.id(), Step.SHREDDED);
            }
        }
        return new Decided(journey, matched, offer, decision);
    }

    /** The sender is on the line, or the errand is run: what may be held here is handed over at once. */
    Optional<DeliverableRecord> now(Connection tx, Decided decided, Pages pages) throws SQLException {
        return decided.decision.isRelease() ? translated(tx, decided, pages) : Optional.empty();
    }

    /** Nobody waits on the line: the delivery is queued, or the receipt of another ending. */
    Optional<DeliverableRecord> later(Connection tx, Decided decided, Pages pages) throws SQLException {
        var id = decided.journey.id();
        var now = desk.clock().instant();
        switch (decided.decision.outcome()) {
            case Outcome.Release release -> {
                tell(tx, id, decided.decision, "", decided.offer);
                desk.journeys().save(tx, decided.journey.change().decided(decided.decision).to(State.DELIVERING)
                        .notYetTried().at(now));
                desk.outbox().queue(Errand.DELIVER, id, now);
            }
            case Outcome.Await await -> {
                // The sender has its receipt, and nothing changes for it.
            }
            case Outcome.Withhold withhold -> desk.outbox().queue(Errand.RECEIPT, id, now);
        }
        return Optional.empty();
    }

    /** Step 13. Where too much would be lost, a person looks first. */
    private Optional<DeliverableRecord> translated(Connection tx, Decided decided, Pages pages) throws SQLException {
        var id = decided.journey.id();
        var decision = decided.decision;
        var offer = decided.offer;
        var connector = desk.settings().delivering().orElseThrow(() -> new IllegalStateException(
                "node.yaml names no connector that delivers, so nothing can be received"));
        var released = desk.decider().admit(decided.matched, decision);
        var deliverable = desk.translator().deliverable(released, connector.system(), id);
        tell(tx, id, decision, deliverable.ledger().toJson(), offer);
        desk.shelf().put(tx, id, offer);
        var change = decided.journey.change().decided(decision).through(connector.name())
                .translated(deliverable.ledger());
        if (deliverable.overBudget().isPresent() && !decided.journey.isLossAccepted()) {
            pages.translated(id, deliverable.ledger(), deliverable.content());
            pages.say(id, Step.PARKED, entry -> entry.with(Detail.REASON, Tray.OVER_BUDGET));
            desk.journeys().save(tx, change.parked(Tray.OVER_BUDGET).at(desk.clock().instant()));
            return Optional.empty();
        }
        putAside(tx, decided, released);
        change.to(State.DELIVERING);
        if (decided.journey.isLossAccepted()) {
            change.lossAccepted();
        }
        desk.journeys().save(tx, change.triedAgain().at(desk.clock().instant()));
        pages.released(id, decision).translated(id, deliverable.ledger(), deliverable.content());
        pages.say(id, Step.DELIVERING, entry -> entry.with(Detail.CONNECTOR, connector.name())
                .with(Detail.ROWS, deliverable.rows().size()));
        return Optional.of(deliverable);
    }

    private void putAside(Connection tx, Decided decided, ReleasedRecord released) throws SQLException {
        if (!Archive.keeps(decided.decision)) {
            archive.dropEarlier(tx, decided.journey.id());
            return;
        }
        try {
            archive.put(tx, decided.journey.id(), OfferContent.of(released, decided.offer.document(),
                    decided.offer.ledger(), desk.attachments()), decided.decision);
        } catch (IOException e) {
            throw new UncheckedIOException("an attachment of exchange " + decided.journey.id() + " cannot be read", e);
        }
    }

    private void tell(Connection tx, ExchangeId id, Decision decision, String ledger, Offer offer) throws SQLException {
        desk.journeys().tell(tx, id, new Account(DecisionText.write(decision), ledger,
                offer.ledger().map(LossLedger::toJson).orElse("")));
    }

}
