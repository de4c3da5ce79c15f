package org.viaduc.web;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

import org.viaduc.exchange.notification.Corresponding;

/**
 * Shows that a notification cannot be carried. The node is then {@code DEGRADED}, which is answered with 200 as {@code UP} is: no
 * exchange waits for a mail server, and nobody should restart a node because of one.
 */
final class NotificationHealth implements HealthIndicator {
    static final Status DEGRADED = new Status("DEGRADED");
    private final Corresponding corresponding;

    NotificationHealth(Corresponding corresponding) {
        this.corresponding = corresponding;
    }

    @Override
    public Health health() {
        return corresponding.standing().stream().anyMatch(each -> each.failing().isPresent())
                ? Health.status(DEGRADED).build()
                : Health.up().build();
    }
}
