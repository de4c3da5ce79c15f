package org.viaduc.exchange.glass;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets an answer that says nothing go out at a full tenth of a second after its question came in, so that the time it takes
 * does not tell an absent file from one that is withheld. Within a tenth nothing shows; an answer that takes longer goes
 * out at the next.
 */
final class Evenly {
    private static final Duration BEAT = Duration.ofMillis(100);

    private final long began = System.nanoTime();

    private Evenly() {
    }

    static Evenly begin() {
        return new Evenly();
    }

    /** Waits for the next beat. */
    void await() {
        var beat = BEAT.toNanos();
        var until = began + ((System.nanoTime() - began) / beat + 1) * beat;
        for (var left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
