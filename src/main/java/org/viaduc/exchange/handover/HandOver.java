package org.viaduc.exchange.handover;

import java.time.Instant;
import java.util.Locale;

import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;

/**
 * Where the responsibility for a person's follow-up stands, seen from here.
 *
 * <pre>
 *   giving:  OFFERED ──► CONFIRMED | REFUSED | WITHDRAWN
 *   taking:  OFFERED ──► ACCEPTING ──► CONFIRMED | OFFERED (something was added) | WITHDRAWN
 *               └──────► REFUSED
 * </pre>
 *
 * The giver decides alone: it is responsible until it confirms an acceptance, and the taker from then on. So there are
 * never two, and never none; a taker whose acceptance is on its way learns a little later that it is the one.
 *
 * @param exchange that carried the file
 * @param latest   the last exchange of the same file that the state speaks of
 * @param round    1, one more each time it is offered again or back
 */
public record HandOver(ExchangeId exchange, HandOver.Side side, Department peer, Stage stage, String reason,
        ExchangeId latest, int round, Instant openedAt, Instant changedAt) {

    /** Which end of it we are. */
    public enum Side {
        GIVING,
        TAKING;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far it is. */
    public enum Stage {
        OFFERED,
        ACCEPTING,
        CONFIRMED,
        REFUSED,
        WITHDRAWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether this department is responsible. */
    public boolean isOurs() {
        return side == HandOver.Side.GIVING ? stage != Stage.CONFIRMED : stage == Stage.CONFIRMED;
    }

    HandOver to(Stage next, String why, Instant now) {
        return new HandOver(exchange, side, peer, next, why, latest, round, openedAt, now);
    }

    HandOver upTo(ExchangeId last) {
        return new HandOver(exchange, side, peer, stage, reason, last, round, openedAt, changedAt);
    }

    HandOver again(HandOver.Side as, ExchangeId last, Instant now) {
        return new HandOver(exchange, as, peer, Stage.OFFERED, "", last, round + 1, openedAt, now);
    }
}
