package org.viaduc.federation;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

import org.awaitility.Awaitility;

/** Waits for what two nodes do by themselves. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration LOOK = Duration.ofMillis(30);

    private Eventually() {
    }

    public static void is(String what, Callable<Boolean> holds) {
        is(what, PATIENCE, holds);
    }

    public static void is(String what, Duration patience, Callable<Boolean> holds) {
        Awaitility.await(what).atMost(patience).pollInterval(LOOK).pollDelay(Duration.ZERO)
                .ignoreExceptions().until(holds);
    }

    public static <T> T get(String what, Callable<T> value, Predicate<T> wanted) {
        return Awaitility.await(what).atMost(PATIENCE).pollInterval(LOOK).pollDelay(Duration.ZERO)
                .ignoreExceptions().until(value, wanted);
    }
}
