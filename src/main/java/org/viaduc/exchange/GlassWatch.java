package org.viaduc.exchange;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import org.viaduc.exchange.glass.GlassDuties;

/** Looks now and then which views of an emergency are over and what about one is late. */
final class GlassWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(GlassWatch.class);
    private static final int LOOK_EVERY_SECONDS = 20;

    private final GlassDuties duties;
    private ScheduledExecutorService rounds;

    GlassWatch(GlassDuties duties) {
        this.duties = duties;
    }

    @Override
    public void start() {
        rounds = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("glass-watch").daemon().factory());
        rounds.scheduleWithFixedDelay(this::round, 1, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void round() {
        try {
            duties.round();
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("fault", e.getClass().getSimpleName())
                    .log("views of emergencies could not be looked through; it is tried again: check the database");
        }
    }

    @Override
    public void stop() {
        rounds.shutdown();
        rounds = null;
    }

    @Override
    public boolean isRunning() {
        return rounds != null;
    }
}
