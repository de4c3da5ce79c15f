package org.viaduc.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.viaduc.exchange.Errand.Next;
import org.viaduc.journal.Checkpoint;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.mapping.LossLedger;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.Track;
import org.viaduc.model.fhir.SocialDocument;
import org.viaduc.person.LocalId;
import org.viaduc.person.Match;
import org.viaduc.person.MatchedRecord;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Decision;
import org.viaduc.policy.Fact;
import org.viaduc.policy.Outcome;
import org.viaduc.policy.ReleasedRecord;
import org.viaduc.trust.Envelope;
import org.viaduc.trust.Offer;
import org.viaduc.trust.OfferContent;
import org.viaduc.trust.Opening;
import org.viaduc.trust.Peer;
import org.viaduc.trust.ReceiptState;
import org.viaduc.trust.Statement;
import org.viaduc.trust.VerifiedStatement;

/**
 * The way out: from what a department handed over to the other department's final receipt.
 *
 * <pre>
 *   {@link #accept}  1 accept · 2 translate · 3 match · 4 decide · 5 queue
 *   {@link #send}    6 decide again · 7 filter · 8 seal and send
 *   {@link #receipted}  15 the receipt
 * </pre>
 */
public final class Sending {
    /** How long after a receipt that is not final the sender asks again. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(10);
    /** What was signed is signed anew before its date is too old to be believed. */
    static final Duration FRESH = Duration.ofHours(20);

    private final Desk desk;
    private final Collected collected;
    private final PeerLine line;
    private final Wire wire;
    private final Reopening reopening;
    /** The head that was kept last, by peer: many receipts bring the same one. */
    private final Map<Department, Checkpoint> witnessed = new ConcurrentHashMap<>();

    Sending(Desk desk, Collected collected, PeerLine line) {
        this.desk = desk;
        this.collected = collected;
        this.line = line;
        this.wire = new Wire(desk);
        this.reopening = new Reopening(desk, collected);
    }

    /** Steps 1 to 5. A record that was the same when last collected changes nothing. @return the exchanges it opened */
    public List<ExchangeId> accept(LocalRecord local, String connector) {
        var opened = desk.transactions().run(tx -> accept(tx, local, connector));
        opened.forEach(id -> desk.watcher().reached(Waypoint.ACCEPTED, id));
        return opened;
    }

    private List<ExchangeId> accept(Connection tx, LocalRecord local, String connector) throws SQLException {
        if (!collected.isNew(tx, local, desk.clock().instant())) {
            return List.of();
        }
        var translation = desk.translator().translate(local);
        var origin = new Origin(connector, local.system(), local.localId(), local.household(), local.digest(),
                translation.ledger(), translation.mappingVersion());
        var known = Optional.of(localId(local.system(), local.localId()));
        if (!translation.doubts().isEmpty()) {
            return park(tx, origin, translation.record(), translation.facts(),
                    new Match.Several(List.of(), List.of("unreadable-facts")));
        }
        return switch (desk.matcher().match(tx, translation.record(), known)) {
            case Match.Found found -> filed(tx, origin, found.record(), translation.facts());
            case Match.None none ->
                filed(tx, origin, desk.index().open(tx, translation.record(), known), translation.facts());
            case Match.Several several -> park(tx, origin, translation.record(), translation.facts(), several);
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

    /** How far a door has read, in its own words. */
    public Optional<String> mark(String connector) {
        return desk.transactions().run(tx -> collected.mark(tx, connector));
    }

    public void mark(String connector, String mark) {
        desk.transactions().run(tx -> {
            collected.mark(tx, connector, mark);
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
        pages.say(id, Step.PARKED, entry -> entry.with(Detail.REASON, several.reasons())
                .with(Detail.CANDIDATES, several.candidates().stream().map(Match.Candidate::pseudonym).toList()));
        pages.into(desk.journal(), tx);
        return List.of();
    }

    /** A person has decided who a parked file is about: the journey goes on from there. */
    List<ExchangeId> resolved(Connection tx, Origin origin, MatchedRecord matched, List<Fact> facts)
            throws SQLException {
        return filed(tx, origin, matched, facts);
    }

    /** The file is about this person: its facts are recorded, and may open questions or change the answer of open ones. */
    private List<ExchangeId> filed(Connection tx, Origin origin, MatchedRecord matched, List<Fact> stated)
            throws SQLException {
        var recorded = desk.facts().add(tx, matched.pseudonym(), desk.settings().department(), stated);
        var known = desk.decider().ownFacts(tx, matched, recorded);
        var file = wire.kept(matched.record(), origin.system(), Optional.of(origin.ledger()));
        var asking = new HashSet<Asking>();
        for (var journey : matched.isNew() ? List.<Journey>of() : desk.journeys().open(tx, matched.pseudonym())) {
            if (journey.direction() == Journey.Direction.OUT && !journey.awaits().equals("collection")) {
                asking.add(new Asking(journey.track(), reask(tx, journey, matched, known, file)));
            }
        }
        var opened = new java.util.ArrayList<ExchangeId>();
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
        if (!desk.journeys().open(tx, settled(journey, decision))) {
            return Optional.empty();
        }
        var pages = origin.collected(desk.pages(), journey.id());
        origin.matched(pages, journey.id(), matched);
        pages.say(journey.id(), Step.QUESTION_OPENED, entry -> entry.with(Detail.TRACK, track.word())
                .with(Detail.TO, question.get().to().department().code()));
        follow(tx, journey.id(), file, decision, pages);
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
        settle(tx, journey, file, desk.decider().outgoing(QuestionText.read(journey.question()), matched, known),
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
                .flatMap(fact -> desk.decider().question(journey.track(), matched.record(), known))
                .orElseGet(() -> QuestionText.read(journey.question()));
        var decision = desk.decider().outgoing(question, matched, known);
        var change = journey.change().asks(QuestionText.write(question), question.to().department());
        if (journey.openedBy().isPresent()) {
            Decider.moves(known).reversed().stream().findFirst().ifPresent(move -> change.openedBy(move.id()));
        }
        var asked = change.at(desk.clock().instant());
        var pages = desk.pages();
        settle(tx, asked, file, decision, pages);
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

    private void settle(Connection tx, Journey journey, Offer file, Decision decision, Pages pages)
            throws SQLException {
        if (journey.attempts() > 0 && !decision.isRelease()) {
            changedOnTheWay(tx, journey, decision, pages);
        } else {
            desk.journeys().save(tx, settled(journey, decision));
            follow(tx, journey.id(), file, decision, pages);
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

    /** Where the decision leaves the exchange. */
    private Journey settled(Journey journey, Decision decision) {
        var decided = journey.change().decided(decision);
        return (switch (decision.outcome()) {
            case Outcome.Release release -> decided.to(State.QUEUED);
            case Outcome.Await await -> decided.awaiting(Due.words(decision), Due.earliest(decision));
            case Outcome.Withhold withhold -> decided.ended(new Ending.Withheld());
        }).at(desk.clock().instant());
    }

    /** Step 4's three ways: release is queued, await is kept, withhold is shredded. */
    private void follow(Connection tx, ExchangeId id, Offer file, Decision decision, Pages pages) throws SQLException {
        pages.decided(id, decision);
        desk.journeys().tell(tx, id, new Account(DecisionText.write(decision),
                file.ledger().map(LossLedger::toJson).orElse(""), ""));
        switch (decision.outcome()) {
            case Outcome.Release release -> {
                desk.shelf().put(tx, id, file);
                desk.outbox().queue(Errand.SEND, id, desk.clock().instant());
                pages.say(id, Step.QUEUED, entry -> entry.with(Detail.DECISION, decision.digest().hex()));
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

    /** Steps 6 to 8, and asking again for a receipt that was not final. */
    Next send(ExchangeId id) {
        var ready = desk.transactions().run(tx -> prepare(tx, id));
        if (ready.isEmpty()) {
            return new Next.Done();
        }
        desk.watcher().reached(Waypoint.PREPARED, id);
        var answer = line.carry(ready.get().peer(), ready.get().envelope(), id);
        desk.watcher().reached(Waypoint.CARRIED, id);
        var next = desk.transactions().run(tx -> answered(tx, id, answer));
        desk.watcher().reached(Waypoint.ANSWERED, id);
        return next;
    }

    private record Ready(Peer peer, Envelope envelope) {}

    private Optional<Ready> prepare(Connection tx, ExchangeId id) throws SQLException {
        var found = desk.journeys().locked(tx, id)
                .filter(journey -> journey.state() == State.QUEUED || journey.state() == State.SENT);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var journey = found.get();
        var peer = desk.peers().peer(journey.peer());
        var file = desk.shelf().take(tx, id);
        if (file.isEmpty() || peer.isEmpty()) {
            return parked(tx, journey, file.isEmpty() ? "content-shredded" : "unknown-peer");
        }
        var matched = desk.index().restore(tx, file.get().document().record(), journey.person().orElseThrow());
        var known = desk.decider().ownFacts(tx, matched);
        var decision = desk.decider().outgoing(QuestionText.read(journey.question()), matched, known);
        var pages = desk.pages();
        if (!decision.isRelease()) {
            settle(tx, journey, file.get(), decision, pages);
            pages.into(desk.journal(), tx);
            return Optional.empty();
        }
        if (!decision.digest().hex().equals(journey.decisionDigest())) {
            pages.decided(id, decision);
            desk.journeys().tell(tx, id, new Account(DecisionText.write(decision), "", ""));
        }
        pages.say(id, Step.CONFIRMED, entry -> entry.with(Detail.DECISION, decision.digest().hex()));
        if (peer.get().sealingKey(desk.clock().instant()).isEmpty()) {
            return parked(tx, journey, "expired-key");
        }
        var released = desk.decider().release(matched, decision);
        var told = file.get().ledger().map(ledger -> desk.translator().told(ledger, released.record()));
        var sealed = sealed(tx, journey, released, wire.beside(decision, known), told, peer.get());
        var envelope = sealed.envelope();
        pages.released(id, decision, told);
        pages.say(id, Step.SENDING, entry -> entry.with(Detail.TO, journey.peer().code())
                .with(Detail.ATTEMPT, journey.attempts() + 1L).with(Detail.DIGEST, envelope.digest().hex())
                .with(Detail.BYTES, envelope.length()).with(Detail.ATTACHMENTS, envelope.attachments().size()));
        desk.journeys().save(tx, journey.change().decided(decision).sealedAs(envelope.digest().hex()).triedAgain()
                .at(desk.clock().instant()), sealed);
        pages.into(desk.journal(), tx);
        return Optional.of(new Ready(peer.get(), envelope));
    }

    private Optional<Ready> parked(Connection tx, Journey journey, String reason) throws SQLException {
        desk.journeys().save(tx, journey.change().parked(reason).at(desk.clock().instant()));
        desk.pages().say(journey.id(), Step.PARKED, entry -> entry.with(Detail.REASON, reason))
                .into(desk.journal(), tx);
        return Optional.empty();
    }

    /** The same bytes while decision and key stand, otherwise new ones. */
    private Journeys.Sealed sealed(Connection tx, Journey journey, ReleasedRecord released, SocialDocument beside,
            Optional<LossLedger> told, Peer peer) throws SQLException {
        var now = desk.clock().instant();
        var key = peer.sealingKey(now).map(each -> each.id()).orElse("");
        var under = released.decision().digest().hex() + " " + key;
        var before = journey.receivedDigest().isEmpty()
                ? Optional.<Journeys.Sealed>empty()
                : desk.journeys().sealed(tx, journey.id());
        if (before.isPresent() && before.get().under().startsWith(under)
                && before.get().at().isAfter(now.minus(FRESH))) {
            return before.get();
        }
        try {
            var content = OfferContent.of(released, beside, told, desk.attachments());
            return new Journeys.Sealed(desk.sealer().seal(content, peer, journey.id()), under, now);
        } catch (IOException e) {
            throw new UncheckedIOException("an attachment of exchange " + journey.id() + " cannot be read", e);
        }
    }

    private Next answered(Connection tx, ExchangeId id, PeerLine.Answer answer) throws SQLException {
        var journey = desk.journeys().locked(tx, id).orElseThrow();
        if (journey.state().isEnding()) {
            return new Next.Done();
        }
        return switch (answer) {
            case PeerLine.Answer.Message(VerifiedStatement signed) when signed
                    .statement() instanceof Statement.Receipt receipt
                    && receipt.exchange().equals(id) -> {
                if (journey.state() == State.QUEUED && !receipt.isFinal()) {
                    journey = journey.change().to(State.SENT).at(desk.clock().instant());
                    desk.journeys().save(tx, journey);
                }
                receipted(tx, journey, receipt, signed);
                yield receipt.isFinal() ? new Next.Done() : new Next.Again(desk.clock().instant().plus(ASK_AGAIN));
            }
            case PeerLine.Answer.Message(Opening other) -> throw new LineBroken(
                    "the answer of " + journey.peer() + " to exchange " + id + " is not a receipt that can be believed",
                    null);
            case PeerLine.Answer.Silence silence -> throw new LineBroken(
                    "the answer of " + journey.peer() + " to exchange " + id + " holds no receipt", null);
            case PeerLine.Answer.Disbelief(String reason) -> {
                parked(tx, journey, Detail.listed("refused-by-peer"));
                desk.pages().say(id, Step.REFUSED, entry -> entry.with(Detail.PEER, desk.settings().department().code())
                        .with(Detail.REASON, Detail.listed(reason))).into(desk.journal(), tx);
                yield new Next.Done();
            }
        };
    }

    /** Step 15. A receipt that the peer sent by itself, or in answer. Unknown exchanges and numbers change nothing. */
    public void receipted(Statement.Receipt receipt, VerifiedStatement evidence) {
        desk.transactions().run(tx -> {
            var journey = desk.journeys().locked(tx, receipt.exchange())
                    .filter(each -> each.direction() == Journey.Direction.OUT)
                    .filter(each -> each.peer().equals(evidence.header().from()));
            if (journey.isPresent()) {
                receipted(tx, journey.get(), receipt, evidence);
            }
            return null;
        });
    }

    private void receipted(Connection tx, Journey journey, Statement.Receipt receipt, VerifiedStatement evidence)
            throws SQLException {
        if (journey.state().isEnding() || !desk.receipts().take(tx, receipt, evidence.evidence())) {
            return;
        }
        var pages = desk.pages();
        pages.say(journey.id(), Step.RECEIPTED, entry -> {
            var told = entry.with(Detail.PEER, journey.peer().code()).with(Detail.NUMBER, receipt.number())
                    .with(Detail.STATE, receipt.state().word()).with(Detail.FINAL, String.valueOf(receipt.isFinal()))
                    .with(Detail.RECEIVED, receipt.received().hex());
            told = receipt.ledger().isPresent() ? told.with(Detail.PEER_LEDGER, receipt.ledger().get().hex()) : told;
            return receipt.checkpoint().isPresent()
                    ? told.with(Detail.SIZE, receipt.checkpoint().get().size())
                            .with(Detail.ROOT, receipt.checkpoint().get().rootHash().hex())
                    : told;
        });
        if (receipt.isFinal()) {
            desk.shelf().clear(tx, journey.id());
            pages.say(journey.id(), Step.SHREDDED);
            desk.journeys().conclude(tx, journey.change().ended(ending(receipt.state())).at(desk.clock().instant()));
        }
        pages.into(desk.journal(), tx);
        witness(tx, journey.peer(), receipt);
    }

    /** A receipt brings the peer's signed head along: kept, it holds the peer to its journal. Each head once. */
    private void witness(Connection tx, Department peer, Statement.Receipt receipt) throws SQLException {
        var head = receipt.checkpoint().filter(checkpoint -> checkpoint.origin().equals(peer));
        if (head.isPresent() && !head.equals(Optional.ofNullable(witnessed.put(peer, head.get())))) {
            desk.journal().witness(tx, head.get());
        }
    }

    private static Ending ending(ReceiptState state) {
        return switch (state) {
            case DELIVERED -> new Ending.Delivered();
            case WITHHELD -> new Ending.Withheld();
            case REFUSED -> new Ending.Refused("refused-by-peer");
            case FAILED, RECEIVED -> new Ending.Failed("failed-at-peer");
        };
    }

    /** The last retry has failed: a person has to look. */
    void giveUp(ExchangeId id) {
        desk.transactions().run(tx -> {
            var journey = desk.journeys().locked(tx, id).filter(each -> !each.state().isEnding());
            return journey.isPresent() ? parked(tx, journey.get(), "retries-exhausted") : Optional.empty();
        });
    }
}
