package org.viaduc.exchange.rights;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Ending;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.NotBelieved;
import org.viaduc.exchange.desk.Pages;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.exchange.question.DecisionText;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.exchange.retention.Archive;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.UnknownCode;
import org.viaduc.policy.Fact;
import org.viaduc.trust.SignedStatement;
import org.viaduc.trust.Statement;
import org.viaduc.trust.VerifiedStatement;

/**
 * Heeds what an origin says about a file that came from it: what has not reached the department is stopped and shredded,
 * what has is suspended until somebody here has chosen, and the origin gets our signed word on it.
 */
final class Heeding {
    private final Desk desk;
    private final FollowUps followUps;
    private final PeerLine line;
    private final Archive archive;

    Heeding(Desk desk, FollowUps followUps, PeerLine line) {
        this.desk = desk;
        this.followUps = followUps;
        this.line = line;
        this.archive = new Archive(desk);
    }

    /** @return our signed word; the same notice again gets the latest. @throws NotBelieved for a matter of no such message */
    byte[] take(Statement.Notice notice, VerifiedStatement signed) {
        var from = signed.header().from();
        var matter = matter(notice);
        return desk.transactions().run(tx -> {
            var journey = desk.journeys().locked(tx, notice.exchange()).filter(each -> each.cameFrom(from));
            var known = followUps.locked(tx, notice.exchange(), Journey.Direction.IN, matter)
                    .filter(each -> each.peer().equals(from));
            if (known.isPresent() || journey.isEmpty()) {
                return word(notice.exchange(), matter, known.flatMap(FollowUp::fate).orElse(Fate.NOTHING_HELD), from)
                        .bytes();
            }
            var fate = heed(tx, journey.get(), matter, notice, desk.pages(Actor.peer(from)));
            var word = word(notice.exchange(), matter, fate, from);
            var fresh = FollowUp.told(ExchangeId.next(desk.clock()), journey.get(), matter, notice.related(),
                    desk.clock().instant()).with(fate, desk.clock().instant());
            followUps.open(tx, fresh);
            followUps.keep(tx, fresh, signed.evidence());
            return word.bytes();
        });
    }

    private static Matter matter(Statement.Notice notice) {
        try {
            var matter = Matter.of(notice.matter());
            if (matter.message() == notice.type()) {
                return matter;
            }
        } catch (UnknownCode e) {
            throw new NotBelieved("unknown-message", e);
        }
        throw new NotBelieved("malformed", null);
    }

    private Fate heed(Connection tx, Journey journey, Matter matter, Statement.Notice notice, Pages pages)
            throws SQLException {
        var fate = switch (journey.state()) {
            case AWAITING, PARKED -> Fate.STOPPED;
            case DELIVERING, DELIVERED -> isSpared(tx, journey, matter) ? Fate.NO_EFFECT : Fate.SUSPENDED;
            case WITHHELD, REFUSED, FAILED, QUEUED, READY, SENT -> Fate.NOTHING_HELD;
        };
        pages.say(journey.id(), matter.step(), entry -> {
            var told = entry.with(Detail.PEER, journey.peer().code()).with(Detail.REASON, matter.word())
                    .with(Detail.ANSWER, fate.word());
            return notice.related().isPresent() ? told.with(Detail.RELATED, notice.related().get().toString()) : told;
        });
        if (fate == Fate.STOPPED) {
            stop(tx, journey, pages);
        }
        if (matter == Matter.WRONG_PERSON && journey.person().isPresent()
                && desk.facts().forget(tx, journey.person().get(), journey.peer(), journey.id()) > 0) {
            pages.say(journey.id(), Step.SHREDDED, entry -> entry.with(Detail.PART, "facts"));
        }
        pages.into(desk.journal(), tx);
        return fate;
    }

    /** Nothing of it goes on, and the sender's exchange ends. */
    private void stop(Connection tx, Journey journey, Pages pages) throws SQLException {
        desk.tray().done(tx, journey.id());
        desk.shelf().clear(tx, journey.id());
        desk.journeys().conclude(tx, journey.change().ended(new Ending.Withheld()).at(desk.clock().instant()));
        desk.outbox().queue(Errand.RECEIPT, journey.id(), desk.clock().instant());
        pages.say(journey.id(), Step.WITHHELD, entry -> entry.with(Detail.REASON, "stop-and-shred"))
                .say(journey.id(), Step.SHREDDED);
    }

    /** By our own book the track asks for no agreement. */
    private boolean isSpared(Connection tx, Journey journey, Matter matter) throws SQLException {
        if (matter != Matter.AGREEMENT_WITHDRAWN || journey.person().isEmpty()) {
            return false;
        }
        var pieces = DecisionText.released(desk.journeys().account(tx, journey.id()).decision());
        var known = desk.decider().factsForIncoming(tx, journey.person().get(), journey.peer());
        var question = QuestionText.read(journey.question());
        for (Fact withdrawal : desk.decider().withdrawals(journey.peer())) {
            if (desk.decider().heeds(question, pieces, known, withdrawal)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Somebody here says what becomes of a copy; the origin is told under our signature.
     *
     * @param proof the local system's reference of a deletion; stays here
     * @throws NoSuchElementException   when there is nothing to choose under that id
     * @throws IllegalArgumentException when the matter does not leave that choice, or a deletion has no proof
     */
    FollowUp choose(ExchangeId id, Fate fate, String proof, Actor user) {
        return desk.transactions().run(tx -> {
            var open = followUps.locked(tx, id).filter(each -> each.stage() == FollowUp.Stage.CHOOSING)
                    .orElseThrow(() -> new NoSuchElementException("there is nothing to choose under that id"));
            if (!open.matter().choices().contains(fate)) {
                throw new IllegalArgumentException("for `" + open.matter() + "` the choices are "
                        + open.matter().choices().stream().map(Fate::word).sorted().toList());
            }
            if (fate == Fate.DELETED && proof.isBlank()) {
                throw new IllegalArgumentException(
                        "a deletion is proven by the local system's reference: give it as `reference`");
            }
            var settled = open.with(fate, desk.clock().instant()).with(proof);
            followUps.save(tx, settled);
            var pages = desk.pages(user);
            if (fate == Fate.DELETED || fate == Fate.RETURNED) {
                archive.destroy(tx, open.exchange(), open.matter().word(), pages);
            }
            pages.say(open.exchange(), Step.RESOLVED, entry -> {
                var said = entry.with(Detail.REASON, open.matter().word()).with(Detail.ANSWER, fate.word());
                return proof.isBlank() ? said : said.with(Detail.LOCAL_REFERENCE, Detail.reference(proof));
            }).into(desk.journal(), tx);
            desk.outbox().queue(Errand.NOTICE, id, desk.clock().instant());
            return settled;
        });
    }

    /** Carries our word to the origin, which need not ask for it. */
    Next carry(FollowUp settled) {
        var peer = desk.peers().peer(settled.peer());
        if (peer.isPresent()) {
            line.carry(peer.get(), word(settled.exchange(), settled.matter(), settled.fate().orElseThrow(),
                    settled.peer()).bytes());
        }
        return new Next.Done();
    }

    private SignedStatement word(ExchangeId exchange, Matter matter, Fate fate, Department to) {
        return desk.sealer().sign(new Statement.Notice(exchange, matter.message(), matter.word(),
                Optional.of(fate.word()), Optional.empty()), desk.peers().peer(to).orElseThrow());
    }
}
