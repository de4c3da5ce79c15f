package org.viaduc.exchange.glass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.viaduc.exchange.desk.Account;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Ending;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.NotBelieved;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.desk.Wire;
import org.viaduc.exchange.glass.GlassBook.Glass;
import org.viaduc.exchange.glass.GlassBook.Seen;
import org.viaduc.exchange.question.DecisionText;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Department;
import org.viaduc.model.Track;
import org.viaduc.model.fhir.SocialDocument;
import org.viaduc.person.Doubt;
import org.viaduc.person.Match;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Decision;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.FactResources;
import org.viaduc.policy.Party;
import org.viaduc.policy.Question;
import org.viaduc.policy.Recipient;
import org.viaduc.policy.Role;
import org.viaduc.trust.OfferContent;
import org.viaduc.trust.Peer;
import org.viaduc.trust.ReceiptState;
import org.viaduc.trust.VerifiedRequest;

/**
 * The department of origin answers a neighbour's emergency at once: with what the rule book lets be seen of the person's
 * card, sealed, or with a receipt that says `withheld`. Somebody who is not known here goes the same way with an empty file,
 * and gets the same receipt. Nothing is linked: what is shown is shown of the only person here who has all five traits, and
 * the index learns nothing of it.
 */
public final class GlassAnswer {
    private final Desk desk;
    private final Wire wire;
    private final GlassDuties duties;
    private final GlassBook book = new GlassBook();

    public GlassAnswer(Desk desk) {
        this.desk = desk;
        this.wire = new Wire(desk);
        this.duties = new GlassDuties(desk);
    }

    /** Whether a request is an emergency's, to be answered at once. */
    public static boolean concerns(VerifiedRequest request) {
        return request.request().track() == Track.BREAK_GLASS;
    }

    /** @return the sealed view or a receipt @throws NotBelieved when its facts cannot be read or its id was used before */
    public byte[] answer(VerifiedRequest verified) {
        var from = verified.header().from();
        var peer = desk.peers().peer(from).orElseThrow();
        var emergency = emergency(verified, from);
        var evenly = Evenly.begin();
        var answer = desk.transactions().run(tx -> answer(tx, verified, emergency, peer));
        if (!answer.isShown) {
            evenly.await();
        }
        return answer.bytes;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Answer(boolean isShown, byte[] bytes) {
        @Override
        public String toString() {
            return "Answer";
        }
    }

    private Answer answer(Connection tx, VerifiedRequest verified, List<Fact> emergency, Peer peer)
            throws SQLException {
        var request = verified.request();
        var person = whoseCard(tx, request.traits().record());
        var card = person.isPresent()
                ? new EmergencyCards(desk).of(tx, person.get(), desk.decider().today())
                : Optional.<CommonRecord>empty();
        var known = new ArrayList<Fact>(desk.settings().facts());
        if (person.isPresent()) {
            known.addAll(desk.facts().of(tx, person.get(), desk.settings().department()));
        }
        known.addAll(emergency);
        var decision = desk.decider().emergency(question(verified), card.orElse(new CommonRecord(List.of())),
                request.traits().birthDate(), known);
        var journey = opened(tx, verified, person.filter(someone -> card.isPresent()), decision);
        return decision.isRelease()
                ? new Answer(true, shown(tx, journey, card.orElseThrow(), decision, known, peer))
                : new Answer(false, nothing(tx, journey, peer));
    }

    /** What the neighbour states: that there is an emergency, by whom, and that a motive is recorded there. */
    private List<Fact> emergency(VerifiedRequest verified, Department from) {
        try {
            return wire.facts(verified.request().facts(), from).stream()
                    .filter(fact -> fact.kind() == FactKind.EMERGENCY).toList();
        } catch (IllegalArgumentException unreadable) {
            throw new NotBelieved("malformed", unreadable);
        }
    }

    /** The only person here who has all five traits; with two, nobody. */
    private Optional<Pseudonym> whoseCard(Connection tx, CommonRecord traits) throws SQLException {
        return switch (desk.matcher().match(tx, traits, Optional.empty())) {
            case Match.Found found -> Optional.of(found.record().pseudonym());
            case Match.Several several -> {
                var same = several.candidates().stream()
                        .filter(each -> each.reasons().equals(List.of(Doubt.NO_SECOND_FACTOR.word()))).toList();
                yield same.size() == 1 ? Optional.of(same.getFirst().pseudonym()) : Optional.empty();
            }
            case Match.None none -> Optional.empty();
        };
    }

    /** The neighbour's node answers by its signature for who is habilitated there; its register is its own. */
    private Question question(VerifiedRequest verified) {
        var request = verified.request();
        var sender = Optional.ofNullable(desk.settings().roles().get(Track.BREAK_GLASS)).map(Role::of);
        return new Question(Track.BREAK_GLASS, request.purpose(),
                new Party(desk.settings().department(), sender.orElse(Role.PCD_DEL)), new Recipient(
                        verified.header().from(), request.asker().role(), true, Optional.of(request.mission())));
    }

    private Journey opened(Connection tx, VerifiedRequest verified, Optional<Pseudonym> person, Decision decision)
            throws SQLException {
        var header = verified.header();
        var now = desk.clock().instant();
        var asker = verified.request().asker();
        var fresh = Journey.opened(header.exchange(), Journey.Direction.OUT, header.from(), Track.BREAK_GLASS,
                QuestionText.write(decision.question()), now).change().decided(decision)
                .sealedAs(verified.received().hex());
        var journey = person.map(fresh::about).orElse(fresh).at(now);
        if (!desk.journeys().open(tx, journey)) {
            throw new NotBelieved("replayed", null);
        }
        book.add(tx, new Glass(header.exchange(), GlassBook.Side.ORIGIN, header.from(), asker.id(),
                asker.role().word(), now, now.plus(GlassDuties.ACCESS),
                decision.isRelease() ? Seen.SEEN : Seen.NOTHING), Optional.empty());
        duties.begin(tx, header.exchange(), now);
        duties.follow(tx, header.exchange(), decision, now);
        desk.journeys().tell(tx, header.exchange(), new Account(DecisionText.write(decision), "", ""));
        desk.pages(Actor.peer(header.from())).say(header.exchange(), Step.BROKEN_GLASS, entry -> BreakGlass.agent(entry
                .with(Detail.PEER, header.from().code()).with(Detail.PURPOSE, verified.request().purpose().word())
                .with(Detail.TO_ROLE, asker.role().word()).with(Detail.MISSION, verified.request().mission().name())
                .with(Detail.KEY_IDS, header.key()).with(Detail.RECEIVED, verified.received().hex()), asker))
                .into(desk.journal(), tx);
        return journey;
    }

    private byte[] shown(Connection tx, Journey journey, CommonRecord card, Decision decision, List<Fact> known,
            Peer peer) throws SQLException {
        var matched = desk.index().restore(tx, card, journey.person().orElseThrow());
        var released = desk.decider().release(matched, decision);
        try {
            var envelope = desk.sealer().seal(OfferContent.of(released, beside(decision, known), Optional.empty(),
                    desk.attachments()), peer, journey.id());
            desk.journeys().save(tx, journey.change().to(State.SENT).sealedAs(envelope.digest().hex())
                    .at(desk.clock().instant()));
            var pages = desk.pages();
            pages.decided(journey.id(), decision).released(journey.id(), decision);
            pages.say(journey.id(), Step.SENDING, entry -> entry.with(Detail.TO, peer.department().code())
                    .with(Detail.PSEUDONYM, matched.pseudonym().value().toString())
                    .with(Detail.DIGEST, envelope.digest().hex()).with(Detail.BYTES, envelope.length()));
            pages.into(desk.journal(), tx);
            return envelope.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a card has no attachments", e);
        }
    }

    /** With the known dangers beside what the decision relied on. */
    private SocialDocument beside(Decision decision, List<Fact> known) {
        var beside = wire.beside(decision, known);
        var facts = new ArrayList<>(beside.facts());
        Dangers.among(known).stream().filter(fact -> !decision.factsReliedOn().contains(fact.id()))
                .map(FactResources::write).forEach(facts::add);
        return new SocialDocument(beside.head(), beside.record(), beside.question(), facts, beside.obligations(),
                beside.provenance());
    }

    private byte[] nothing(Connection tx, Journey journey, Peer peer) throws SQLException {
        var ended = journey.change().ended(new Ending.Withheld()).at(desk.clock().instant());
        desk.journeys().conclude(tx, ended);
        var receipt = desk.receipts().give(tx, ended, peer, ReceiptState.WITHHELD, Optional.empty());
        var pages = desk.pages();
        pages.say(journey.id(), Step.WITHHELD, entry -> entry.with(Detail.ANSWER, "neutral"))
                .say(journey.id(), Step.RECEIPTED, entry -> entry.with(Detail.PEER, peer.department().code())
                        .with(Detail.STATE, ReceiptState.WITHHELD.word()).with(Detail.FINAL, "true"));
        pages.into(desk.journal(), tx);
        return receipt.bytes();
    }
}
