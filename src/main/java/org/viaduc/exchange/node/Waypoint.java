package org.viaduc.exchange.node;

import org.viaduc.model.ExchangeId;

/** The places on the road where a node may die, each just after something has become durable or has happened outside. */
public enum Waypoint {
    ACCEPTED,
    PREPARED,
    CARRIED,
    ANSWERED,
    ARRIVED,
    HANDED_OVER,
    CONCLUDED,
    RECEIPT_CARRIED;

    /** Is told of each place reached; does nothing in a node that is not being tested to death. */
    @FunctionalInterface
    public interface Watcher {
        Watcher NONE = (waypoint, exchange) -> {
        };

        void reached(Waypoint waypoint, ExchangeId exchange);
    }
}
