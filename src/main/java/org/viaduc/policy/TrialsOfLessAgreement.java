package org.viaduc.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.viaduc.model.Track;

/**
 * Which refusals, withdrawals and oppositions a road reads: those are tried one by one, the others all at once. A road
 * reads such a fact when it asks for the agreement, when an opposition closes kinds of it, or when the book names the
 * fact in a trigger, a condition or a narrowing; nothing else of a decision looks at one. That the others change nothing
 * is tried all the same, with every set of facts, together with the reversed order.
 */
final class TrialsOfLessAgreement {
    private final List<Fact> all = TrialFacts.lessAgreement();
    private final Map<Track, List<Fact>> read = new EnumMap<>(Track.class);
    private final Map<Track, List<Fact>> unread = new EnumMap<>(Track.class);
    private final Map<Track, Boolean> opens = new EnumMap<>(Track.class);

    TrialsOfLessAgreement(RuleBook book) {
        for (var road : book.roads.values()) {
            var ways = ways(road);
            Predicate<Fact> isRead = fact -> ways.stream().anyMatch(way -> reads(way, fact.kind()));
            read.put(road.track, all.stream().filter(isRead).toList());
            unread.put(road.track, all.stream().filter(isRead.negate()).toList());
            opens.put(road.track, all.stream().anyMatch(fact -> ways.stream().anyMatch(way -> isTrigger(way, fact
                    .kind()))));
        }
    }

    private static List<Road> ways(Road road) {
        var ways = new ArrayList<Road>(List.of(road));
        ways.addAll(road.inner);
        List.copyOf(ways).stream().filter(way -> way.risk != null).forEach(way -> ways.add(way.risk));
        return ways;
    }

    static boolean reads(Road road, FactKind kind) {
        var closes = kind == FactKind.OPPOSITION
                ? road.oppositionCloses || road.closedToParents != 0
                : road.asksAgreement() || road.oppositionCloses && road.refusalCloses != 0;
        return closes || isTrigger(road, kind) || names(road.onlyUnder, kind) || names(road.closedWhile, kind)
                || road.conditions.stream().anyMatch(condition -> condition.facts().contains(kind));
    }

    private static boolean isTrigger(Road road, FactKind kind) {
        return road.triggers.stream().anyMatch(trigger -> trigger.fact() == kind || trigger.ended() == kind);
    }

    private static boolean names(Road.Narrowing narrowing, FactKind kind) {
        return narrowing != null && (narrowing.fact() == kind || narrowing.ended() == kind);
    }

    /**
     * Those to be tried one by one after this decision. None where only the transport keeps the file: when its S10 and S11
     * no longer leave, the rest may.
     */
    List<Fact> oneByOne(Road road, Decision decision) {
        return isClosedBefore(road, decision) || decision.decidedBy().step() == Reason.Step.TRANSPORT
                ? List.of()
                : read.get(road.track);
    }

    /** Those to be tried all at once: what the road does not read, and all of them when none is looked at any more. */
    List<Fact> atOnce(Road road, Decision decision) {
        return isClosedBefore(road, decision) ? all : unread.get(road.track);
    }

    /**
     * True when no trigger opened the road, or majority closed it: that is asked before any agreement or opposition and
     * answers the same whatever they are, unless the book names one of them in a trigger.
     */
    private boolean isClosedBefore(Road road, Decision decision) {
        var reason = decision.decidedBy();
        return !opens.get(road.track) && (reason == road.triggerFails || reason == road.majority);
    }
}
