package org.viaduc.connectors.kit.certify.played;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what a route does by itself. */
public final class Waiting {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK = Duration.ofMillis(20).toNanos();

    private Waiting() {
    }

    /** @return whether it came true in time */
    public static boolean until(BooleanSupplier holds) {
        return until(PATIENCE, holds);
    }

    /** @return whether it came true within that time */
    public static boolean until(Duration patience, BooleanSupplier holds) {
        var end = System.nanoTime() + patience.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK);
        }
        return true;
    }

    /** A system that takes its time. */
    public static void pause(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        for (var left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
