package org.viaduc.exchange.proof;

import java.sql.SQLException;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/**
 * A node of whose journal a neighbour holds a head that it has no longer is up, and says that something is wrong: stopping or
 * starting it again would mend nothing. It says so until somebody has looked.
 */
public final class JournalHealth implements HealthIndicator {
    /** The word that stands in the place of {@code UP}. */
    public static final String CONTRADICTED = "CONTRADICTED";

    private final Outward outward;

    public JournalHealth(Outward outward) {
        this.outward = outward;
    }

    @Override
    public Health health() {
        try {
            return outward.state().contradicted().isPresent()
                    ? Health.status(new Status(CONTRADICTED)).build()
                    : Health.up().build();
        } catch (SQLException e) {
            return Health.down().build();
        }
    }
}
