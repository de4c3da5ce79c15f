package org.viaduc.exchange.proof;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Does one thing again and again while the node runs, in a thread of its own. */
public final class Round implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    private final String name;
    private final Duration every;
    private final Work work;
    private ScheduledExecutorService thread;

    public Round(String name, Duration every, Work work) {
        this.name = name;
        this.every = every;
        this.work = work;
    }

    /** What is done. */
    @FunctionalInterface
    public interface Work {
        /** @return whether there was something to do: then there may be more */
        boolean once() throws SQLException;
    }

    @Override
    public void start() {
        thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(name).daemon().factory());
        thread.scheduleWithFixedDelay(this::round, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            boolean more;
            do {
                more = work.once();
            } while (more && !Thread.currentThread().isInterrupted());
        } catch (SQLException | RuntimeException e) {
            LOG.atWarn().addKeyValue("work", name).addKeyValue("fault", e.getClass().getSimpleName())
                    .log("a round could not be made; it is tried again: check the database");
        }
    }

    @Override
    public void stop() {
        thread.shutdownNow();
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
