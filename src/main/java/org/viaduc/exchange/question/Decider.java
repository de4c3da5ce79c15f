package org.viaduc.exchange.question;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.viaduc.exchange.node.Habilitations;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.journal.Actor;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Department;
import org.viaduc.model.Track;
import org.viaduc.person.MatchedRecord;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Age;
import org.viaduc.policy.Decision;
import org.viaduc.policy.DecisionPoint;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactDetail;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.FileFace;
import org.viaduc.policy.LimitedView;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Party;
import org.viaduc.policy.PieceFace;
import org.viaduc.policy.Question;
import org.viaduc.policy.Reason;
import org.viaduc.policy.Recipient;
import org.viaduc.policy.ReleasedRecord;
import org.viaduc.policy.Role;
import org.viaduc.policy.Treatment;
import org.viaduc.trust.PeerDirectory;

/** Puts the questions of this node to policy: with today's date here, this department's facts, and its own register. */
public final class Decider {
    /** What only the department of origin can state: here it counts only under that department's signature. */
    private static final Set<FactKind> ORIGIN_ONLY = EnumSet.of(FactKind.WRITTEN_AGREEMENT, FactKind.PARENTS_INFORMED,
            FactKind.PERSON_INFORMED, FactKind.CHILD_INFORMED, FactKind.INFORMATION_WAIVED,
            FactKind.EVALUATED_AFTER_REFUSAL, FactKind.RGS_ATTESTATION);

    private static final List<Age> AGES = List.of(new Age.Years(10), new Age.Years(40));

    private final DecisionPoint point;
    private final NodeSettings settings;
    private final Habilitations register;
    private final PeerDirectory peers;
    private final FactBook facts;
    private final Clock clock;

    public Decider(DecisionPoint point, NodeSettings settings, Habilitations register, PeerDirectory peers,
            FactBook facts,
            Clock clock) {
        this.point = point;
        this.settings = settings;
        this.register = register;
        this.peers = peers;
        this.facts = facts;
        this.clock = clock;
    }

    /** Which day it is in this node's zone. */
    public LocalDate today() {
        return LocalDate.now(clock.withZone(settings.zone()));
    }

    /** This department's facts about the person, with those that it states once for all. */
    public List<Fact> ownFacts(Connection tx, MatchedRecord matched) throws SQLException {
        return ownFacts(tx, matched.pseudonym());
    }

    /** The same of a person whose file is not at hand. */
    public List<Fact> ownFacts(Connection tx, Pseudonym person) throws SQLException {
        var all = new ArrayList<>(settings.facts());
        all.addAll(facts.of(tx, person, settings.department()));
        return all;
    }

    /** The same once {@code recorded} were; of a person who was opened just now there are no others, and none are read. */
    public List<Fact> ownFacts(Connection tx, MatchedRecord matched, Collection<Fact> recorded) throws SQLException {
        if (!matched.isNew()) {
            return ownFacts(tx, matched);
        }
        var all = new ArrayList<>(settings.facts());
        all.addAll(recorded);
        return all;
    }

    /** May it leave? */
    public Decision outgoing(Question question, MatchedRecord matched, Collection<Fact> known) {
        return point.decide(question, face(matched), known, today());
    }

    /** May it be held here? The sender's facts, and of ours those that are not the origin's alone to state. */
    public Decision incoming(Question asked, MatchedRecord matched, Collection<Fact> known) {
        return point.decide(received(asked), face(matched), known, today());
    }

    /** In an emergency: may this much be seen of someone born that day, whoever it is about here? */
    public Decision emergency(Question question, CommonRecord record, LocalDate born, Collection<Fact> known) {
        return point.decide(question, FileFace.of(record, new Age.Born(born), false), known, today());
    }

    /** What that decision lets be seen. */
    public LimitedView view(CommonRecord record, Decision decision) {
        return point.view(record, decision);
    }

    /** The agent of our own register who this user is. */
    public Optional<Habilitations.Agent> agent(Actor user) {
        return register.agent(user.id());
    }

    /** What counts about a person whose file arrived: the origin's facts, and ours but for what only the origin can state. */
    public Collection<Fact> factsForIncoming(Connection tx, MatchedRecord matched, Department origin)
            throws SQLException {
        return factsForIncoming(tx, matched.pseudonym(), origin);
    }

    /** The same of a person whose file is not at hand. */
    public Collection<Fact> factsForIncoming(Connection tx, Pseudonym person, Department origin) throws SQLException {
        var all = new ArrayList<>(facts.of(tx, person, origin));
        facts.of(tx, person, settings.department()).stream()
                .filter(fact -> !ORIGIN_ONLY.contains(fact.kind())).forEach(all::add);
        return all;
    }

    /** The same once {@code recorded} were; of a person who was opened just now there are no others, and none are read. */
    public Collection<Fact> factsForIncoming(Connection tx, MatchedRecord matched, Department origin,
            Collection<Fact> recorded) throws SQLException {
        return matched.isNew() ? recorded : factsForIncoming(tx, matched, origin);
    }

    /**
     * Whether a fact takes anything back of what was released, at any age: what is in doubt counts as taken back.
     *
     * @param released the pieces of the copy
     * @param known    may hold the fact already
     */
    public boolean heeds(Question asked, List<PieceFace> released, Collection<Fact> known, Fact fact) {
        var before = known.stream().filter(each -> !each.id().equals(fact.id())).toList();
        var after = new ArrayList<>(before);
        after.add(fact);
        return AGES.stream().map(age -> new FileFace(released, age, false))
                .anyMatch(file -> releases(point.decide(asked, file, after, today())) < releases(
                        point.decide(asked, file, before, today())));
    }

    private static long releases(Decision decision) {
        return decision.isRelease()
                ? decision.verdicts().stream().filter(each -> each.treatment() != Treatment.WITHHOLD).count()
                : 0;
    }

    /** How an origin may state that an agreement was taken back: by each of those who may have given it. */
    public List<Fact> withdrawals(Department origin) {
        return List.of("parents", "person", "representative").stream()
                .map(by -> FactCodec.fact(new FactId("withdrawal-by-" + by), FactKind.AGREEMENT_WITHDRAWN, today(),
                        java.util.Map.of("by", by), origin.code(), clock.instant(), "peer", Optional.empty()))
                .toList();
    }

    /** Filters the file by the decision: only what it lets through is in what comes back, and no trace of the rest. */
    public ReleasedRecord release(MatchedRecord matched, Decision decision) {
        return point.release(matched, decision);
    }

    /** The same of a file that came from elsewhere, under the ids that its origin signed. */
    public ReleasedRecord admit(MatchedRecord matched, Decision decision) {
        return point.admit(matched, decision);
    }

    /** The agent of our own register who holds that role and is habilitated for that mission. */
    public Optional<Habilitations.Agent> named(Role role, Mission mission) {
        return register.named(role.word(), mission.name());
    }

    /** The question as this node believes it: the recipient is whom our own register knows. */
    public Question received(Question asked) {
        var to = asked.to();
        var named = to.boundFor().flatMap(mission -> named(to.role(), mission)).isPresent();
        return new Question(asked.track(), asked.purpose(), asked.from(),
                new Recipient(settings.department(), to.role(), named, to.boundFor()));
    }

    /**
     * What a fact that opens a question on a track asks; empty when this node has no sender's role for the track.
     *
     * @param known decide where the family has gone
     */
    public Optional<Question> question(Track track, CommonRecord record, Collection<Fact> known) {
        return settings.roles().containsKey(track)
                ? Road.of(track).filter(road -> road.concerns(record))
                        .map(road -> question(track, road, Role.of(settings.roles().get(track)), host(known)))
                : Optional.empty();
    }

    /**
     * What a user's question asks. Whoever asks for no role asks for the agent whom the host names first for the mission;
     * a role that was asked for is named if the host names one of that role.
     *
     * @throws Wording.Unworded when the wording leaves something open that the track does not say
     */
    public Question question(Track track, Wording wording, Role sender, Department host) {
        var road = wording.on(track, point.words(track));
        if (wording.recipient().isEmpty()) {
            return question(track, road, sender, host);
        }
        var named = peers.peer(host).flatMap(peer -> peer.recipient(road.mission(), road.recipient()));
        return new Question(track, road.purpose(), new Party(settings.department(), sender), new Recipient(host,
                road.recipient(), named.isPresent() || !host.isKnown(), Optional.of(road.mission())));
    }

    /** What is asked on a road: for the named agent whom the host publishes, if it publishes one. */
    private Question question(Track track, Road road, Role sender, Department host) {
        var named = peers.peer(host).flatMap(peer -> peer.recipient(road.mission()));
        var recipient = new Recipient(host, named.map(agent -> agent.role()).orElse(road.recipient()),
                named.isPresent() || !host.isKnown(), Optional.of(road.mission()));
        return new Question(track, road.purpose(), new Party(settings.department(), sender), recipient);
    }

    /** The department named by the last move that names one. */
    private static Department host(Collection<Fact> known) {
        var hosts = hosts(known);
        return hosts.isEmpty() ? Department.UNKNOWN : hosts.getLast();
    }

    /** The departments named by the moves of the last day on which one names any, each once, the one learnt last at the end. */
    public static List<Department> hosts(Collection<Fact> known) {
        var naming = moves(known).stream().filter(fact -> host(fact).isPresent()).toList();
        var hosts = new ArrayList<Department>();
        naming.stream().filter(fact -> fact.on().equals(naming.getLast().on())).map(fact -> host(fact).orElseThrow())
                .forEach(host -> {
                    hosts.remove(host);
                    hosts.add(host);
                });
        return hosts;
    }

    private static Optional<Department> host(Fact move) {
        return ((FactDetail.Moved) move.detail()).host();
    }

    /** The moves, oldest first, of one day in the order in which they were learnt; without those that a later fact voids. */
    public static List<Fact> moves(Collection<Fact> known) {
        return known.stream().filter(fact -> fact.kind() == FactKind.FAMILY_MOVED)
                .filter(fact -> known.stream().noneMatch(other -> other.voids().equals(Optional.of(fact.id()))))
                .sorted(java.util.Comparator.comparing(Fact::on).thenComparing(Fact::recordedAt)
                        .thenComparing(Fact::id))
                .toList();
    }

    /** Whether a question is worth opening: the track's trigger holds and the file has something for it. */
    public static boolean opens(Decision decision) {
        return decision.isRelease() || !decision.awaits().isEmpty()
                || (decision.decidedBy().step() != Reason.Step.BASIS
                        && decision.decidedBy().step() != Reason.Step.CATEGORY);
    }

    private FileFace face(MatchedRecord matched) {
        return FileFace.of(record(matched), matched.birthDate().<Age>map(Age.Born::new).orElseGet(Age.Unknown::new),
                false);
    }

    private static CommonRecord record(MatchedRecord matched) {
        return matched.record();
    }
}
