package org.viaduc.exchange.way;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.question.Decider;
import org.viaduc.policy.Decision;
import org.viaduc.policy.Outcome;
import org.viaduc.policy.Reason;

/**
 * A file that may not leave because of where it would go: nothing leaves, as the decision says, but it waits where somebody sees
 * it, for a person can put that right or say that it stays. What a neighbour asked for is answered as ever.
 */
public final class Astray {
    private static final String UNKNOWN = "unknown-destination";
    private static final String NO_NEIGHBOUR = "no-neighbour";
    private static final String ELSEWHERE = "moved-elsewhere";
    private static final String TWO = "two-destinations";
    private static final Set<String> WORDS = Set.of(UNKNOWN, NO_NEIGHBOUR, ELSEWHERE, TWO);
    private final Desk desk;

    Astray(Desk desk) {
        this.desk = desk;
    }

    /** Whether the exchange waits for somebody to look where it goes. */
    public static boolean isAstray(Journey journey) {
        return journey.direction() == Journey.Direction.OUT && journey.state() == State.AWAITING
                && WORDS.contains(journey.awaits());
    }

    /** What is amiss with the destination of a file that the decision withholds for its recipient; empty when nothing is. */
    Optional<String> why(Connection tx, Journey journey, Decision decision) throws SQLException {
        if (!(decision.outcome() instanceof Outcome.Withhold) || decision.decidedBy().step() != Reason.Step.RECIPIENT
                || journey.isOwnAccess() || journey.isHostAsked()) {
            return Optional.empty();
        }
        if (!journey.peer().isKnown()) {
            return Optional.of(UNKNOWN);
        }
        if (desk.peers().peer(journey.peer()).isEmpty()) {
            return Optional.of(NO_NEIGHBOUR);
        }
        var hosts = Decider.hosts(desk.decider().ownFacts(tx, journey.person().orElseThrow()));
        if (!hosts.isEmpty() && !hosts.getLast().equals(journey.peer())) {
            return Optional.of(ELSEWHERE);
        }
        return hosts.size() > 1 ? Optional.of(TWO) : Optional.empty();
    }
}
