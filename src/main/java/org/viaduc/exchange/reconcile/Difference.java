package org.viaduc.exchange.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.viaduc.exchange.reconcile.Finding.Kind;
import org.viaduc.model.Digest;
import org.viaduc.trust.ReceiptState;
import org.viaduc.trust.Statement.Line;

/** Holds what this node says of an exchange against what its neighbour says. */
final class Difference {
    /** What is on its way for no longer than this is no finding. */
    static final Duration GRACE = Duration.ofHours(6);
    /** What is there and not taken in for so long should be looked at; an answer to a request has its month too. */
    static final Duration MONTH = Duration.ofDays(31);

    private Difference() {
    }

    /** In what the two differ; nothing when they agree, or may still come to. @param theirs of the same exchange */
    static Set<Kind> between(Ours ours, Line theirs, Instant now) {
        return switch (ours.part()) {
            case SENT -> sent(ours, theirs, now);
            case RECEIVED -> received(ours, theirs, now);
            case ASKED -> asked(ours, theirs, now);
        };
    }

    private static Set<Kind> sent(Ours ours, Line theirs, Instant now) {
        var isOld = ours.since().plus(GRACE).isBefore(now);
        var isDelivered = ours.state().filter(ReceiptState.DELIVERED::equals).isPresent();
        if (!theirs.isKnown()) {
            return isDelivered
                    ? EnumSet.of(Kind.RECEIPT_WITHOUT_DELIVERY)
                    : isOld && !ours.isEnded() ? EnumSet.of(Kind.NEVER_ARRIVED) : EnumSet.noneOf(Kind.class);
        }
        var found = EnumSet.noneOf(Kind.class);
        if (isDelivered && theirs.state().filter(ReceiptState.DELIVERED::equals).isEmpty()) {
            found.add(Kind.RECEIPT_WITHOUT_DELIVERY);
        } else if (isEnded(theirs) && !ours.isEnded() && isOld) {
            found.add(Kind.MISSING_ANSWER);
        } else if (!isEnded(theirs) && ours.since().plus(MONTH).isBefore(now)) {
            found.add(Kind.NEVER_INTEGRATED);
        }
        if (theirs.received().filter(ours.sent()::contains).isEmpty()) {
            found.add(Kind.DIGEST_DIFFERS);
        }
        if (differ(ours.ledger(), theirs.ledger()) || !ours.told().isEmpty()
                && theirs.senderLedger().filter(told -> !ours.told().contains(told)).isPresent()) {
            found.add(Kind.LEDGER_DIFFERS);
        }
        return owned(ours, theirs, found);
    }

    private static Set<Kind> received(Ours ours, Line theirs, Instant now) {
        if (!theirs.isKnown()) {
            return EnumSet.of(Kind.NEVER_SENT);
        }
        var found = EnumSet.noneOf(Kind.class);
        var isDelivered = ours.state().filter(ReceiptState.DELIVERED::equals).isPresent();
        if (!isDelivered && theirs.state().filter(ReceiptState.DELIVERED::equals).isPresent()) {
            found.add(Kind.RECEIPT_WITHOUT_DELIVERY);
        } else if (ours.isEnded() && !isEnded(theirs) && ours.since().plus(GRACE).isBefore(now)) {
            found.add(Kind.MISSING_ANSWER);
        }
        if (theirs.state().isPresent() && differ(ours.received(), theirs.received())) {
            found.add(Kind.DIGEST_DIFFERS);
        }
        if (theirs.state().isPresent() && differ(ours.ledger(), theirs.ledger()) && isEnded(theirs)) {
            found.add(Kind.LEDGER_DIFFERS);
        }
        return owned(ours, theirs, found);
    }

    private static Set<Kind> asked(Ours ours, Line theirs, Instant now) {
        if (ours.isEnded()) {
            return EnumSet.noneOf(Kind.class);
        }
        if (theirs.isKnown()) {
            return ours.since().plus(MONTH).isBefore(now)
                    ? EnumSet.of(Kind.MISSING_ANSWER)
                    : EnumSet.noneOf(Kind.class);
        }
        return ours.since().plus(GRACE).isBefore(now)
                ? EnumSet.of(Kind.NEVER_ARRIVED)
                : EnumSet.noneOf(Kind.class);
    }

    private static Set<Kind> owned(Ours ours, Line theirs, Set<Kind> found) {
        if (ours.isOwner().orElse(false) && theirs.isOwner().orElse(false)) {
            found.add(Kind.TWO_OWNERS);
        }
        return found;
    }

    private static boolean isEnded(Line line) {
        return line.state().filter(state -> state != ReceiptState.RECEIVED).isPresent();
    }

    private static boolean differ(Optional<Digest> one, Optional<Digest> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }
}
