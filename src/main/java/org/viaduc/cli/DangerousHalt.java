package org.viaduc.cli;

import org.viaduc.exchange.node.Waypoint;

/**
 * Ends the process at a waypoint as {@code kill -9} would, for tests of what survives. Only an environment variable that
 * carries the danger in its name switches it on: {@code VIADUC_DANGEROUS_HALT_AT=CARRIED}.
 */
final class DangerousHalt {
    private static final String VARIABLE = "VIADUC_DANGEROUS_HALT_AT";
    private static final int KILLED = 137;

    private DangerousHalt() {
    }

    static Waypoint.Watcher fromEnvironment() {
        var chosen = System.getenv(VARIABLE);
        if (chosen == null || chosen.isBlank()) {
            return Waypoint.Watcher.NONE;
        }
        var where = Waypoint.valueOf(chosen);
        return (waypoint, exchange) -> {
            if (waypoint == where) {
                Runtime.getRuntime().halt(KILLED);
            }
        };
    }
}
