package org.viaduc.exchange.glass;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

import org.viaduc.exchange.desk.Account;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Ending;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.desk.Wire;
import org.viaduc.exchange.glass.GlassBook.Glass;
import org.viaduc.exchange.glass.GlassBook.Seen;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.exchange.question.DecisionText;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Piece;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;
import org.viaduc.person.Traits;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.FactResources;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Motive;
import org.viaduc.policy.Party;
import org.viaduc.policy.Question;
import org.viaduc.policy.Recipient;
import org.viaduc.policy.Role;
import org.viaduc.trust.Envelope;
import org.viaduc.trust.MessageType;
import org.viaduc.trust.NamedAgent;
import org.viaduc.trust.Offer;
import org.viaduc.trust.Peer;
import org.viaduc.trust.Request;
import org.viaduc.trust.VerifiedRecord;

/**
 * An emergency in the department where the person is (CP 223-6, 226-14 1°): a named user declares it with a motive and sees,
 * for 24 hours, the little that the department of origin answers on the same connection.
 *
 * <pre>
 *   {@link #declare}  agent known here? · declared, second person told · asked and answered · decided by our rules · kept
 *   {@link #view}     read by whoever declared it, while the day lasts; each reading is an entry
 * </pre>
 *
 * The motive never leaves the node and stands in no entry: it is sealed beside the emergency.
 */
public final class BreakGlass {
    private final Desk desk;
    private final PeerLine line;
    private final Wire wire;
    private final GlassDuties duties;
    private final GlassBook book = new GlassBook();

    public BreakGlass(Desk desk, PeerLine line, GlassDuties duties) {
        this.desk = desk;
        this.line = line;
        this.wire = new Wire(desk);
        this.duties = duties;
    }

    /** Who is in danger, whom to ask, and why, in the user's words. */
    public record Emergency(Department of, Traits person, Motive motive) {}

    /**
     * Declares the emergency and asks. Whatever comes of it is told by {@link #found}.
     *
     * @return the exchange's id
     * @throws NoSuchElementException when the user is no agent here who is habilitated for child protection, or there is no
     *                                such neighbour; the attempt is in the journal
     */
    public ExchangeId declare(Emergency emergency, Actor user) {
        var peer = desk.peers().peer(emergency.of).filter(each -> each.sealingKey(desk.clock().instant()).isPresent());
        var agent = desk.decider().agent(user).filter(each -> each.missions().contains(Mission.PE.name()));
        if (peer.isEmpty() || agent.isEmpty()) {
            desk.transactions().run(tx -> {
                desk.pages(user).say(Step.REFUSED, entry -> entry.with(Detail.TRACK, Track.BREAK_GLASS.word())
                        .with(Detail.REASON, agent.isEmpty() ? "forbidden" : "unknown-peer")).into(desk.journal(), tx);
                return null;
            });
            throw new NoSuchElementException("no emergency can be declared so");
        }
        var asker = new NamedAgent(agent.get().id(), Role.of(agent.get().role()));
        var id = ExchangeId.next(desk.clock());
        var question = new Question(Track.BREAK_GLASS, Purpose.URGENCE, new Party(emergency.of, asker.role()),
                new Recipient(desk.settings().department(), asker.role(), true, Optional.of(Mission.PE)));
        var fact = FactCodec.fact(new FactId(UUID.randomUUID().toString()), FactKind.EMERGENCY, desk.decider().today(),
                Map.of("by", asker.role().word(), "motive", emergency.motive.text()), user.id(), desk.clock().instant(),
                "api", Optional.empty());
        var request = new Request(Track.BREAK_GLASS, Purpose.URGENCE, asker, Mission.PE, emergency.person,
                List.of(FactResources.write(fact)));
        var envelope = desk.sealer().seal(request, peer.get(), id);
        var glass = desk.transactions().run(tx -> declared(tx, id, question, fact, asker, envelope, user));
        ask(glass, peer.get(), envelope, new Asked(question, fact, emergency.person));
        return id;
    }

    private record Asked(Question question, Fact emergency, Traits person) {}

    private Glass declared(Connection tx, ExchangeId id, Question question, Fact emergency, NamedAgent asker,
            Envelope envelope, Actor user) throws SQLException {
        var now = desk.clock().instant();
        var glass = new Glass(id, GlassBook.Side.HOST, question.from().department(), user.toString(),
                asker.role().word(), now, now.plus(GlassDuties.ACCESS), Seen.DECLARED);
        desk.journeys().open(tx, Journey.opened(id, Journey.Direction.IN, glass.peer(), Track.BREAK_GLASS,
                QuestionText.write(question), now).change().to(State.QUEUED).sealedAs(envelope.digest().hex()).at(now));
        book.add(tx, glass, Optional.of(desk.sealer().keep(id,
                FactCodec.toJson(emergency).getBytes(StandardCharsets.UTF_8))));
        duties.begin(tx, id, now);
        desk.pages(user).say(id, Step.BROKEN_GLASS, entry -> agent(entry.with(Detail.PEER, glass.peer().code())
                .with(Detail.PURPOSE, Purpose.URGENCE.word()).with(Detail.TO_ROLE, glass.role())
                .with(Detail.FACT, emergency.id().value()).with(Detail.UNTIL, seconds(glass.until())), asker))
                .say(id, Step.SENDING, entry -> entry.with(Detail.MESSAGE, MessageType.REQUEST.word())
                        .with(Detail.TO, glass.peer().code()).with(Detail.DIGEST, envelope.digest().hex()))
                .into(desk.journal(), tx);
        return glass;
    }

    /** An office's id that has not the journal's form is left out: the user's login or the neighbour's code says who. */
    static org.viaduc.journal.Entry agent(org.viaduc.journal.Entry entry, NamedAgent agent) {
        return Detail.AGENT.fits(agent.id()) ? entry.with(Detail.AGENT, agent.id()) : entry;
    }

    static String seconds(Instant instant) {
        return instant.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    }

    private void ask(Glass glass, Peer peer, Envelope envelope, Asked asked) {
        PeerLine.Answer answer;
        try {
            answer = line.carry(peer, envelope, glass.id());
        } catch (LineBroken broken) {
            desk.transactions().run(tx -> ended(tx, glass, new Ending.Failed("peer-unreachable"), Seen.UNREACHABLE));
            return;
        }
        desk.transactions().run(tx -> switch (answer) {
            case PeerLine.Answer.Message(VerifiedRecord record) when record.header().type() == MessageType.OFFER
                    && record.header().exchange().equals(glass.id()) ->
                answered(tx, glass, record, asked);
            case PeerLine.Answer.Disbelief(var reason) ->
                ended(tx, glass, new Ending.Refused("refused-by-peer"), Seen.NOTHING);
            case PeerLine.Answer.Message other -> ended(tx, glass, new Ending.Withheld(), Seen.NOTHING);
            case PeerLine.Answer.Silence silence -> ended(tx, glass, new Ending.Withheld(), Seen.NOTHING);
        });
    }

    private Seen ended(Connection tx, Glass glass, Ending ending, Seen seen) throws SQLException {
        var journey = desk.journeys().locked(tx, glass.id()).orElseThrow();
        desk.journeys().conclude(tx, journey.change().ended(ending).at(desk.clock().instant()));
        book.ends(tx, glass.id(), seen);
        desk.pages().say(glass.id(), switch (ending) {
            case Ending.Failed failed -> Step.FAILED;
            case Ending.Refused refused -> Step.REFUSED;
            case Ending.Withheld withheld -> Step.WITHHELD;
            case Ending.Delivered delivered -> Step.DELIVERED;
        }, entry -> entry.with(Detail.PEER, glass.peer().code()).with(Detail.OUTCOME, ending.state().word()))
                .into(desk.journal(), tx);
        return seen;
    }

    /** Our own decision on what was answered; it may let be seen less, never more. */
    private Seen answered(Connection tx, Glass glass, VerifiedRecord verified, Asked asked) throws SQLException {
        var known = new ArrayList<Fact>();
        known.add(asked.emergency);
        try {
            wire.facts(verified.document(), glass.peer()).stream().filter(fact -> fact.kind() != FactKind.EMERGENCY)
                    .forEach(known::add);
        } catch (IllegalArgumentException unreadable) {
            return ended(tx, glass, new Ending.Refused("refused-by-peer"), Seen.NOTHING);
        }
        var record = verified.record();
        var decision = desk.decider().emergency(asked.question, record, asked.person.birthDate(), known);
        var pages = desk.pages();
        pages.say(glass.id(), Step.VERIFIED, entry -> entry.with(Detail.PEER, glass.peer().code())
                .with(Detail.KEY_IDS, verified.header().key()).with(Detail.RECEIVED, verified.received().hex())
                .with(Detail.PIECES, record.pieces().size()));
        pages.decided(glass.id(), decision);
        duties.follow(tx, glass.id(), decision, glass.declaredAt());
        desk.journeys().tell(tx, glass.id(), new Account(DecisionText.write(decision), "", ""));
        if (!decision.isRelease()) {
            pages.into(desk.journal(), tx);
            return ended(tx, glass, new Ending.Withheld(), Seen.NOTHING);
        }
        pages.into(desk.journal(), tx);
        desk.shelf().put(tx, glass.id(), new Offer(verified.document().with(desk.decider().view(record, decision)
                .record()), Optional.empty(), org.viaduc.trust.Manifest.EMPTY));
        var journey = desk.journeys().locked(tx, glass.id()).orElseThrow();
        desk.journeys().save(tx, journey.change().decided(decision).sealedAs(verified.received().hex())
                .at(desk.clock().instant()));
        ended(tx, glass, new Ending.Delivered(), Seen.SEEN);
        desk.outbox().queue(Errand.RECEIPT, glass.id(), desk.clock().instant());
        return Seen.SEEN;
    }

    /** What came of an emergency: for whoever declared it, with the neighbour's service on call, whom to call in any case. */
    public record Found(GlassBook.Glass glass, Optional<String> onCall) {}

    /** @throws NoSuchElementException when this user declared no such emergency */
    public Found found(ExchangeId id, Actor user) {
        return desk.transactions().run(tx -> declaredBy(tx, id, user));
    }

    private Found declaredBy(Connection tx, ExchangeId id, Actor user) throws SQLException {
        return book.find(tx, id).filter(glass -> glass.side() == GlassBook.Side.HOST)
                .filter(glass -> glass.declaredBy().equals(user.toString()))
                .map(glass -> new Found(glass, desk.peers().peer(glass.peer()).flatMap(Peer::onCall)))
                .orElseThrow(() -> new NoSuchElementException("no such emergency"));
    }

    /** What may be seen. @param dangers what the origin has stated of a danger, each with its day */
    public record View(Found found, List<Piece> pieces, List<Fact> dangers) {
        @Override
        public String toString() {
            return "View[" + found.glass().id() + "]";
        }
    }

    /**
     * The view, while its day lasts; that it was read is an entry.
     *
     * @throws NoSuchElementException when there is none, it is over, or somebody else declared it: all three alike
     */
    public View view(ExchangeId id, Actor user) {
        return desk.transactions().run(tx -> {
            var found = declaredBy(tx, id, user);
            var offer = desk.shelf().take(tx, id).filter(each -> desk.clock().instant().isBefore(found.glass.until()))
                    .orElseThrow(() -> new NoSuchElementException("no such view"));
            var pieces = offer.document().record().pieces();
            desk.pages(user).say(id, Step.READ, entry -> entry
                    .with(Detail.KINDS, pieces.stream().map(piece -> piece.kind().code()).distinct().sorted().toList()))
                    .into(desk.journal(), tx);
            return new View(found, pieces, wire.facts(offer.document(), found.glass.peer()).stream()
                    .filter(Dangers::isOne).toList());
        });
    }

    /** Why it was declared, for the second person and whoever reviews it here; that it was read is an entry. */
    public String motive(ExchangeId id, Actor user) {
        return desk.transactions().run(tx -> {
            var kept = book.emergency(tx, id).orElseThrow(() -> new NoSuchElementException("no such emergency"));
            desk.pages(user).say(id, Step.READ, entry -> entry.with(Detail.FACT_KIND, FactKind.EMERGENCY.word()))
                    .into(desk.journal(), tx);
            var fact = FactCodec.read(new String(desk.sealer().unkeep(id, kept), StandardCharsets.UTF_8));
            return ((org.viaduc.policy.FactDetail.Motivated) fact.detail()).motive().orElseThrow().text();
        });
    }
}
