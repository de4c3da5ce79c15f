package org.viaduc.exchange.request;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Ending;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.NotBelieved;
import org.viaduc.exchange.desk.Wire;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.exchange.way.Collected;
import org.viaduc.exchange.way.Collecting;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.LocalId;
import org.viaduc.person.Match;
import org.viaduc.person.MatchedRecord;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Party;
import org.viaduc.policy.Question;
import org.viaduc.policy.Recipient;
import org.viaduc.policy.Role;
import org.viaduc.trust.Offer;
import org.viaduc.trust.Request;
import org.viaduc.trust.VerifiedRequest;

/**
 * Answers a neighbour who asks for a person's file.
 *
 * <pre>
 *   {@link #take}      host-asked, and the receipt that every request gets
 *   {@link #seek}      who is it about?  None: withheld · Several: parked for a person
 *   {@link #resolved}  the question is opened; the file is collected again, decided and offered as any other
 * </pre>
 *
 * The receipt is given before anybody has looked: in words, length and time it is the same whether the person is known
 * here, may be known, or is not, and whether the file may leave or not.
 */
public final class Answering {
    /** What a request waits for until its person was looked for. */
    public static final String MATCH = "match";

    private final Desk desk;
    private final Collecting collecting;
    private final Collected collected;
    private final Wire wire;

    public Answering(Desk desk, Collecting collecting, Collected collected) {
        this.desk = desk;
        this.collecting = collecting;
        this.collected = collected;
        this.wire = new Wire(desk);
    }

    /**
     * Keeps the request and has its person looked for.
     *
     * @return the receipt; a repeat gets the same
     * @throws NotBelieved when its facts cannot be read, or its id belongs to something else
     */
    public byte[] take(VerifiedRequest verified) {
        var header = verified.header();
        var request = verified.request();
        var facts = stated(request, header.from());
        var sender = desk.peers().peer(header.from()).orElseThrow();
        return desk.transactions().run(tx -> {
            var now = desk.clock().instant();
            var id = header.exchange();
            var fresh = Journey.opened(id, Journey.Direction.OUT, header.from(), request.track(),
                    QuestionText.write(question(request, header.from())), now).change()
                    .openedBy(Journey.hostAsked(id)).awaiting(MATCH, Optional.empty()).at(now);
            if (desk.journeys().open(tx, fresh)) {
                desk.shelf().put(tx, id, wire.request(request.traits().record(), facts));
                desk.outbox().queue(Errand.SEEK, id, now);
                desk.pages(Actor.peer(header.from())).say(id, Step.HOST_ASKED, entry -> entry
                        .with(Detail.PEER, header.from().code()).with(Detail.TRACK, request.track().word())
                        .with(Detail.PURPOSE, request.purpose().word())
                        .with(Detail.MISSION, request.mission().name())
                        .with(Detail.TO_ROLE, request.asker().role().word()).with(Detail.KEY_IDS, header.key())
                        .with(Detail.RECEIVED, verified.received().hex())).into(desk.journal(), tx);
            } else {
                if (desk.journeys().find(tx, id)
                        .filter(each -> each.isHostAsked() && each.peer().equals(header.from())).isEmpty()) {
                    throw new NotBelieved("misdirected", null);
                }
                desk.pages().say(id, Step.REPEATED, entry -> entry.with(Detail.PEER, header.from().code()))
                        .into(desk.journal(), tx);
            }
            return desk.receipts().acknowledge(id, verified.received(), sender).bytes();
        });
    }

    private List<Fact> stated(Request request, Department from) {
        try {
            return wire.facts(request.facts(), from);
        } catch (IllegalArgumentException unreadable) {
            throw new NotBelieved("malformed", unreadable);
        }
    }

    /** Our sender's role for the track; the asker is named only if the neighbour publishes that very agent for it. */
    private Question question(Request request, Department from) {
        var here = desk.settings().department();
        var sender = Optional.ofNullable(desk.settings().roles().get(request.track())).map(Role::of);
        var named = desk.peers().peer(from).flatMap(peer -> peer.recipient(request.mission(), request.asker().role()))
                .filter(request.asker()::equals).isPresent();
        return new Question(request.track(), request.purpose(),
                new Party(here, sender.orElse(request.asker().role())),
                new Recipient(from, request.asker().role(), named, Optional.of(request.mission())));
    }

    /** Looks for the person. Five traits are never certain by themselves: whoever has them is shown to a person here. */
    public Next seek(ExchangeId id) {
        desk.transactions().run(tx -> {
            var journey = desk.journeys().locked(tx, id)
                    .filter(each -> each.isHostAsked() && each.awaits().equals(MATCH));
            var file = desk.shelf().take(tx, id);
            if (journey.isPresent() && file.isPresent()) {
                seek(tx, journey.get(), file.get());
            }
            return null;
        });
        return new Next.Done();
    }

    private void seek(Connection tx, Journey journey, Offer file) throws SQLException {
        if (!desk.settings().roles().containsKey(journey.track()) || journey.isOwnAccess()) {
            withhold(tx, journey, "unknown-track");
            return;
        }
        switch (desk.matcher().match(tx, file.document().record(), Optional.empty())) {
            case Match.None none -> withhold(tx, journey, "unknown-person");
            case Match.Found found -> identified(tx, journey, found.record(), file);
            case Match.Several several -> {
                desk.tray().parkRequest(tx, journey.id(), several);
                desk.journeys().save(tx,
                        journey.change().parked(String.join(",", several.reasons())).at(desk.clock().instant()));
                desk.pages().say(journey.id(), Step.PARKED, entry -> entry.with(Detail.REASON, several.reasons())
                        .with(Detail.CANDIDATES,
                                several.candidates().stream().map(Match.Candidate::pseudonym).toList()))
                        .into(desk.journal(), tx);
            }
        }
    }

    /** A person has said who is meant; nobody of those here, if there is none. */
    public void resolved(Connection tx, Journey journey, Optional<MatchedRecord> matched, Offer file)
            throws SQLException {
        if (matched.isPresent()) {
            identified(tx, journey, matched.get(), file);
        } else {
            withhold(tx, journey, "unknown-person");
        }
    }

    /**
     * The request is a fact about the person, and re-asks what is open. If that is the very question, it goes on alone;
     * otherwise the file is collected again and the question decided on it.
     */
    private void identified(Connection tx, Journey journey, MatchedRecord matched, Offer file) throws SQLException {
        var person = matched.pseudonym();
        var peer = journey.peer();
        var asked = FactCodec.fact(Journey.hostAsked(journey.id()), FactKind.HOST_ASKED, desk.decider().today(),
                Map.of(), peer.code(), desk.clock().instant(), "peer", Optional.empty());
        var recorded = new ArrayList<>(
                desk.facts().add(tx, person, desk.settings().department(), List.of(asked)));
        recorded.addAll(desk.facts().add(tx, person, peer, wire.facts(file.document(), peer)));
        var pages = desk.pages(Actor.peer(peer));
        for (var fact : recorded) {
            pages.say(journey.id(), Step.FACT_RECORDED, entry -> entry.with(Detail.FACT, fact.id().value())
                    .with(Detail.FACT_KIND, fact.kind().word()).with(Detail.ON, fact.on().toString())
                    .with(Detail.PSEUDONYM, person.value().toString()));
        }
        pages.into(desk.journal(), tx);
        var open = desk.journeys().open(tx, person).stream()
                .filter(each -> each.direction() == Journey.Direction.OUT && each.track() == journey.track()
                        && each.peer().equals(peer))
                .findFirst();
        collecting.factRecorded(tx, person);
        if (open.isPresent()) {
            withhold(tx, journey, "already-open");
            return;
        }
        var origin = place(tx, matched);
        if (origin.isEmpty()) {
            withhold(tx, journey, "nothing-new");
            return;
        }
        desk.journeys().save(tx, journey.change().about(person)
                .collected(origin.get().connector().name(), origin.get().localId(), "")
                .awaiting(Journey.COLLECTION, Optional.empty()).at(desk.clock().instant()));
        desk.shelf().clear(tx, journey.id());
        collected.forget(tx, origin.get().connector().system(), origin.get().localId());
        collected.mark(tx, origin.get().connector().name(), "");
        desk.pages().say(journey.id(), Step.QUESTION_OPENED, entry -> entry
                .with(Detail.TRACK, journey.track().word()).with(Detail.TO, peer.code())).into(desk.journal(), tx);
    }

    private record Place(Connector connector, String localId) {}

    /** Where the person's file can be collected again. */
    private Optional<Place> place(Connection tx, MatchedRecord matched) throws SQLException {
        for (var connector : desk.settings().connectors().values().stream().filter(Connector::collects).toList()) {
            var system = desk.settings().department() + "/" + connector.system();
            var ids = collected.localIds(tx, connector.system()).stream().map(id -> new LocalId(system, id)).toList();
            var theirs = desk.index().localIds(tx, matched.pseudonym(), ids);
            if (!theirs.isEmpty()) {
                return Optional.of(new Place(connector, theirs.getLast().id()));
            }
        }
        return Optional.empty();
    }

    /** The request ends here; the neighbour hears no more than it has heard. */
    private void withhold(Connection tx, Journey journey, String reason) throws SQLException {
        desk.shelf().clear(tx, journey.id());
        desk.journeys().conclude(tx, journey.change().ended(new Ending.Withheld()).at(desk.clock().instant()));
        desk.pages().say(journey.id(), Step.WITHHELD, entry -> entry.with(Detail.ANSWER, "neutral")
                .with(Detail.REASON, reason)).say(journey.id(), Step.SHREDDED).into(desk.journal(), tx);
    }

    /** The last look has failed: a person has to see to it. */
    public void giveUp(ExchangeId id) {
        desk.transactions().run(tx -> {
            var journey = desk.journeys().locked(tx, id).filter(each -> each.awaits().equals(MATCH));
            if (journey.isPresent()) {
                desk.journeys().save(tx,
                        journey.get().change().parked("retries-exhausted").at(desk.clock().instant()));
                desk.pages().say(id, Step.PARKED, entry -> entry.with(Detail.REASON, "retries-exhausted"))
                        .into(desk.journal(), tx);
            }
            return null;
        });
    }
}
