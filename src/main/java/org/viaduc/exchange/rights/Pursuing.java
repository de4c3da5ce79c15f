package org.viaduc.exchange.rights;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.viaduc.exchange.desk.Breaches;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.NotBelieved;
import org.viaduc.exchange.desk.Pages;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.exchange.question.DecisionText;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.exchange.retention.Archive;
import org.viaduc.exchange.rights.FollowUp.Stage;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.UnknownCode;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactKind;
import org.viaduc.trust.SignedStatement;
import org.viaduc.trust.Statement;
import org.viaduc.trust.VerifiedStatement;

/**
 * Goes after the copies that left this node: each past recipient is told what has happened, by a signed notice, until it
 * has signed what became of its copy.
 */
final class Pursuing {
    /** How long after a word that was not the last the host is asked again. */
    private static final Duration ASK_AGAIN = Duration.ofDays(1);
    private static final Map<FactKind, Matter> MATTERS = new EnumMap<>(Map.of(
            FactKind.AGREEMENT_WITHDRAWN, Matter.AGREEMENT_WITHDRAWN,
            FactKind.AGREEMENT_REFUSED, Matter.AGREEMENT_WITHDRAWN, FactKind.OPPOSITION, Matter.OPPOSITION));

    private final Desk desk;
    private final FollowUps followUps;
    private final Breaches breaches;
    private final PeerLine line;
    private final Archive archive;

    Pursuing(Desk desk, FollowUps followUps, Breaches breaches, PeerLine line) {
        this.desk = desk;
        this.followUps = followUps;
        this.breaches = breaches;
        this.line = line;
        this.archive = new Archive(desk);
    }

    /** A fact that takes back what a copy was released on is told to whoever has one; one that changes nothing is not. */
    void factRecorded(Connection tx, Pseudonym person, Fact fact) throws SQLException {
        var matter = MATTERS.get(fact.kind());
        if (matter == null) {
            return;
        }
        var known = desk.decider().ownFacts(tx, person);
        for (var copy : desk.journeys().copies(tx, person)) {
            var pieces = DecisionText.released(desk.journeys().account(tx, copy.id()).decision());
            if (desk.decider().heeds(QuestionText.read(copy.question()), pieces, known, fact)) {
                open(tx, copy, matter, Optional.empty(), desk.pages());
            } else {
                desk.pages().say(copy.id(), Step.WITHDRAWN, entry -> entry.with(Detail.REASON, matter.word())
                        .with(Detail.ANSWER, Fate.NO_EFFECT.word())).into(desk.journal(), tx);
            }
        }
    }

    /**
     * A user says what follows a copy.
     *
     * @param related the exchange that carries the file as it should have been
     * @throws NoSuchElementException when nothing was carried under that id from here
     */
    FollowUp pursue(ExchangeId exchange, Matter matter, Optional<ExchangeId> related, Actor user) {
        return desk.transactions().run(tx -> {
            var copy = desk.journeys().locked(tx, exchange).filter(Pursuing::isCopied)
                    .orElseThrow(() -> new NoSuchElementException("no copy of that exchange has left this node"));
            if (matter == Matter.WRONG_PERSON) {
                breaches.open(tx, exchange, Breaches.Cause.WRONG_PERSON, desk.clock().instant());
            }
            return open(tx, copy, matter, related, desk.pages(user));
        });
    }

    private static boolean isCopied(Journey journey) {
        return journey.direction() == Journey.Direction.OUT && !journey.receivedDigest().isEmpty();
    }

    private FollowUp open(Connection tx, Journey copy, Matter matter, Optional<ExchangeId> related, Pages pages)
            throws SQLException {
        var known = followUps.locked(tx, copy.id(), Journey.Direction.OUT, matter);
        if (known.isPresent()) {
            return known.get();
        }
        var now = desk.clock().instant();
        var fresh = FollowUp.told(ExchangeId.next(desk.clock()), copy, matter, related, now);
        followUps.open(tx, fresh);
        desk.outbox().queue(Errand.NOTICE, fresh.id(), now);
        pages.say(copy.id(), matter.step(), entry -> entry.with(Detail.PEER, copy.peer().code())
                .with(Detail.REASON, matter.word()).with(Detail.UNTIL, fresh.due().toString()))
                .into(desk.journal(), tx);
        return fresh;
    }

    /** Tells the peer, or asks it again. */
    Next carry(ExchangeId id) {
        var ready = desk.transactions().run(tx -> prepare(tx, id));
        if (ready.isEmpty()) {
            return new Next.Done();
        }
        var peer = desk.peers().peer(ready.get().header().to()).orElseThrow();
        var answer = line.carry(peer, ready.get().bytes());
        return desk.transactions().run(tx -> answered(tx, id, answer));
    }

    private Optional<SignedStatement> prepare(Connection tx, ExchangeId id) throws SQLException {
        var found = followUps.locked(tx, id).filter(each -> each.direction() == Journey.Direction.OUT)
                .filter(each -> !each.isSettled());
        var peer = found.flatMap(each -> desk.peers().peer(each.peer()));
        if (peer.isEmpty()) {
            if (found.isPresent()) {
                stopped(tx, found.get(), Stage.REFUSED, "unknown-peer");
            }
            return Optional.empty();
        }
        var next = found.get().triedAgain(desk.clock().instant());
        followUps.save(tx, next);
        var notice = new Statement.Notice(next.exchange(), next.matter().message(), next.matter().word(),
                Optional.empty(), next.related());
        var signed = desk.sealer().sign(notice, peer.get());
        desk.pages().say(next.exchange(), Step.SENDING, entry -> entry.with(Detail.TO, next.peer().code())
                .with(Detail.MESSAGE, next.matter().message().word()).with(Detail.ATTEMPT, next.attempts())
                .with(Detail.DIGEST, Digest.of(signed.bytes()).hex())).into(desk.journal(), tx);
        return Optional.of(signed);
    }

    private Next answered(Connection tx, ExchangeId id, PeerLine.Answer answer) throws SQLException {
        var told = followUps.locked(tx, id).orElseThrow();
        return switch (answer) {
            case PeerLine.Answer.Message(VerifiedStatement signed) when signed
                    .statement() instanceof Statement.Notice notice && answers(told, notice) -> {
                var now = answered(tx, told, notice, signed);
                yield now.isSettled() ? new Next.Done() : new Next.Again(desk.clock().instant().plus(ASK_AGAIN));
            }
            case PeerLine.Answer.Disbelief(var reason) -> {
                stopped(tx, told, Stage.REFUSED, Detail.listed(reason));
                yield new Next.Done();
            }
            case PeerLine.Answer.Message other -> throw new LineBroken(
                    "the answer of " + told.peer() + " to a notice cannot be believed", null);
            case PeerLine.Answer.Silence silence -> throw new LineBroken(
                    told.peer() + " took a notice and said nothing", null);
        };
    }

    private static boolean answers(FollowUp told, Statement.Notice notice) {
        return notice.exchange().equals(told.exchange()) && notice.type() == told.matter().message()
                && notice.matter().equals(told.matter().word()) && notice.answer().isPresent();
    }

    /** The host's word, which it sent by itself or in answer. Words about nothing that was told change nothing. */
    void taken(Statement.Notice notice, VerifiedStatement signed) {
        desk.transactions().run(tx -> {
            var told = followUps.locked(tx, notice.exchange(), Journey.Direction.OUT, matter(notice))
                    .filter(each -> each.peer().equals(signed.header().from()))
                    .filter(each -> answers(each, notice)).filter(each -> !each.isSettled());
            return told.isPresent() ? taken(tx, told.get(), notice, signed) : null;
        });
    }

    private FollowUp answered(Connection tx, FollowUp told, Statement.Notice notice, VerifiedStatement signed)
            throws SQLException {
        try {
            return taken(tx, told, notice, signed);
        } catch (NotBelieved e) {
            throw new LineBroken("the word of " + told.peer() + " on a copy is not one of the agreed ones", e);
        }
    }

    private FollowUp taken(Connection tx, FollowUp told, Statement.Notice notice, VerifiedStatement signed)
            throws SQLException {
        var fate = notice.answer().map(Pursuing::fate).orElseThrow();
        var isNews = !told.fate().equals(Optional.of(fate));
        var now = told.with(fate, desk.clock().instant());
        followUps.save(tx, now);
        followUps.keep(tx, now, signed.evidence());
        if (fate == Fate.DELETED && told.matter() == Matter.ERASED) {
            var pages = desk.pages();
            archive.destroy(tx, told.exchange(), told.matter().word(), pages);
            pages.into(desk.journal(), tx);
        }
        if (isNews) {
            desk.pages().say(told.exchange(), Step.ANSWERED, entry -> entry.with(Detail.PEER, told.peer().code())
                    .with(Detail.REASON, told.matter().word()).with(Detail.ANSWER, fate.word())
                    .with(Detail.FINAL, String.valueOf(fate.isLastWord()))
                    .with(Detail.RECEIPT, Digest.of(signed.evidence().bytes()).hex())).into(desk.journal(), tx);
        }
        return now;
    }

    private static Matter matter(Statement.Notice notice) {
        try {
            return Matter.of(notice.matter());
        } catch (UnknownCode e) {
            throw new NotBelieved("unknown-message", e);
        }
    }

    private static Fate fate(String word) {
        try {
            return Fate.of(word);
        } catch (UnknownCode e) {
            throw new NotBelieved("malformed", e);
        }
    }

    /** The last retry has failed: a person has to look, and the peer is asked again the next day. */
    void giveUp(ExchangeId id) {
        desk.transactions().run(tx -> {
            var told = followUps.locked(tx, id).filter(each -> !each.isSettled());
            if (told.isPresent()) {
                stopped(tx, told.get(), Stage.UNANSWERED, "retries-exhausted");
                desk.outbox().queue(Errand.NOTICE, id, desk.clock().instant().plus(ASK_AGAIN));
            }
            return null;
        });
    }

    private void stopped(Connection tx, FollowUp told, Stage stage, String reason) throws SQLException {
        followUps.save(tx, told.at(stage, desk.clock().instant()));
        desk.pages().say(told.exchange(), Step.PARKED, entry -> entry.with(Detail.PEER, told.peer().code())
                .with(Detail.MESSAGE, told.matter().message().word()).with(Detail.REASON, reason))
                .into(desk.journal(), tx);
    }
}
