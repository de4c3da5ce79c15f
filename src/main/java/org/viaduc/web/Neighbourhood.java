package org.viaduc.web;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

import org.viaduc.trust.PeerDirectory;

/** Whether there is anybody to exchange with: a node without neighbours is up, and its health says that it has none. */
final class Neighbourhood implements HealthIndicator {
    /** It answers with 200, as UP does. */
    static final Status NONE = new Status("NO_NEIGHBOUR");

    private final PeerDirectory peers;

    Neighbourhood(PeerDirectory peers) {
        this.peers = peers;
    }

    @Override
    public Health health() {
        return (peers.peers().isEmpty() ? Health.status(NONE) : Health.up()).build();
    }
}
