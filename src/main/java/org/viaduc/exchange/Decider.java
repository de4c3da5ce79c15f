package org.viaduc.exchange;

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

import org.viaduc.journal.Actor;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Department;
import org.viaduc.model.Track;
import org.viaduc.person.MatchedRecord;
import org.viaduc.policy.Age;
import org.viaduc.policy.Decision;
import org.viaduc.policy.DecisionPoint;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactDetail;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.FileFace;
import org.viaduc.policy.LimitedView;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Party;
import org.viaduc.policy.Question;
import org.viaduc.policy.Reason;
import org.viaduc.policy.Recipient;
import org.viaduc.policy.ReleasedRecord;
import org.viaduc.policy.Role;
import org.viaduc.trust.PeerDirectory;

/** Puts the questions of this node to policy: with today's date here, this department's facts, and its own register. */
final class Decider {
    /** What only the department of origin can state: here it counts only under that department's signature. */
    private static final Set<FactKind> ORIGIN_ONLY = EnumSet.of(FactKind.WRITTEN_AGREEMENT, FactKind.PARENTS_INFORMED,
            FactKind.PERSON_INFORMED, FactKind.CHILD_INFORMED, FactKind.INFORMATION_WAIVED,
            FactKind.EVALUATED_AFTER_REFUSAL, FactKind.RGS_ATTESTATION);

    private final DecisionPoint point;
    private final NodeSettings settings;
    private final Habilitations register;
    private final PeerDirectory peers;
    private final FactBook facts;
    private final Clock clock;

    Decider(DecisionPoint point, NodeSettings settings, Habilitations register, PeerDirectory peers, FactBook facts,
            Clock clock) {
        this.point = point;
        this.settings = settings;
        this.register = register;
        this.peers = peers;
        this.facts = facts;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.now(clock.withZone(settings.zone()));
    }

    /** This department's facts about the person, with those that it states once for all. */
    List<Fact> ownFacts(Connection tx, MatchedRecord matched) throws SQLException {
        var all = new ArrayList<>(settings.facts());
        all.addAll(facts.of(tx, matched.pseudonym(), settings.department()));
        return all;
    }

    /** The same once {@code recorded} were; of a person who was opened just now there are no others, and none are read. */
    List<Fact> ownFacts(Connection tx, MatchedRecord matched, Collection<Fact> recorded) throws SQLException {
        if (!matched.isNew()) {
            return ownFacts(tx, matched);
        }
        var all = new ArrayList<>(settings.facts());
        all.addAll(recorded);
        return all;
    }

    /** May it leave? */
    Decision outgoing(Question question, MatchedRecord matched, Collection<Fact> known) {
        return point.decide(question, face(matched), known, today());
    }

    /** May it be held here? The sender's facts, and of ours those that are not the origin's alone to state. */
    Decision incoming(Question asked, MatchedRecord matched, Collection<Fact> known) {
        return point.decide(received(asked), face(matched), known, today());
    }

    /** In an emergency: may this much be seen of someone born that day, whoever it is about here? */
    Decision emergency(Question question, CommonRecord record, LocalDate born, Collection<Fact> known) {
        return point.decide(question, FileFace.of(record, new Age.Born(born), false), known, today());
    }

    /** What that decision lets be seen. */
    LimitedView view(CommonRecord record, Decision decision) {
        return point.view(record, decision);
    }

    /** The agent of our own register who this user is. */
    Optional<Habilitations.Agent> agent(Actor user) {
        return register.agent(user.id());
    }

    Collection<Fact> factsForIncoming(Connection tx, MatchedRecord matched, Department origin) throws SQLException {
        var all = new ArrayList<>(facts.of(tx, matched.pseudonym(), origin));
        facts.of(tx, matched.pseudonym(), settings.department()).stream()
                .filter(fact -> !ORIGIN_ONLY.contains(fact.kind())).forEach(all::add);
        return all;
    }

    /** The same once {@code recorded} were; of a person who was opened just now there are no others, and none are read. */
    Collection<Fact> factsForIncoming(Connection tx, MatchedRecord matched, Department origin,
            Collection<Fact> recorded) throws SQLException {
        return matched.isNew() ? recorded : factsForIncoming(tx, matched, origin);
    }

    ReleasedRecord release(MatchedRecord matched, Decision decision) {
        return point.release(matched, decision);
    }

    /** The agent of our own register who holds that role and is habilitated for that mission. */
    Optional<Habilitations.Agent> named(Role role, Mission mission) {
        return register.named(role.word(), mission.name());
    }

    /** The question as this node believes it: the recipient is whom our own register knows. */
    private Question received(Question asked) {
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
    Optional<Question> question(Track track, CommonRecord record, Collection<Fact> known) {
        return settings.roles().containsKey(track)
                ? Road.of(track).filter(road -> road.concerns(record))
                        .map(road -> question(track, road, Role.of(settings.roles().get(track)), host(known)))
                : Optional.empty();
    }

    Question question(Track track, Road road, Role sender, Department host) {
        var named = peers.peer(host).flatMap(peer -> peer.recipient(road.mission()));
        var recipient = new Recipient(host, named.map(agent -> agent.role()).orElse(road.recipient()),
                named.isPresent() || !host.isKnown(), Optional.of(road.mission()));
        return new Question(track, road.purpose(), new Party(settings.department(), sender), recipient);
    }

    /** The department named by the last move that names one. */
    private static Department host(Collection<Fact> known) {
        return moves(known).stream().map(fact -> ((FactDetail.Moved) fact.detail()).host()).flatMap(Optional::stream)
                .reduce((first, second) -> second).orElse(Department.UNKNOWN);
    }

    /** The moves, oldest first, without those that a later fact voids. */
    static List<Fact> moves(Collection<Fact> known) {
        return known.stream().filter(fact -> fact.kind() == FactKind.FAMILY_MOVED)
                .filter(fact -> known.stream().noneMatch(other -> other.voids().equals(Optional.of(fact.id()))))
                .sorted(java.util.Comparator.comparing(Fact::on).thenComparing(Fact::id)).toList();
    }

    /** Whether a question is worth opening: the track's trigger holds and the file has something for it. */
    static boolean opens(Decision decision) {
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
