package org.viaduc.exchange;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import org.viaduc.exchange.desk.Dispatcher;
import org.viaduc.exchange.way.Receiving;

/** The node's working time: errands are run while it lasts, and deliveries that were cut off are taken up again. */
final class Shift implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Shift.class);
    private static final int LOOK_EVERY_SECONDS = 5;

    private final Starting starting;
    private final Dispatcher dispatcher;
    private final Receiving receiving;
    private final Clocks clocks;
    private ScheduledExecutorService rounds;

    Shift(Starting starting, Dispatcher dispatcher, Receiving receiving, Clocks clocks) {
        this.starting = starting;
        this.dispatcher = dispatcher;
        this.receiving = receiving;
        this.clocks = clocks;
    }

    @Override
    public void start() {
        starting.say();
        dispatcher.start();
        rounds = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("rounds").daemon().factory());
        rounds.scheduleWithFixedDelay(this::round, 1, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void round() {
        try {
            var resumed = receiving.resumeCutOff();
            if (resumed > 0) {
                LOG.atInfo().addKeyValue("deliveries", resumed).log("taken up again");
            }
            var asked = clocks.turn();
            if (asked > 0) {
                LOG.atInfo().addKeyValue("questions", asked).log("a new day: open questions are asked again");
            }
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("fault", e.getClass().getSimpleName())
                    .log("what was cut off or has come due could not be looked for; it is tried again: check the database");
        }
    }

    @Override
    public void stop() {
        rounds.shutdown();
        dispatcher.close();
        rounds = null;
    }

    @Override
    public boolean isRunning() {
        return rounds != null;
    }

    /** After the doors are open, and closed before they are. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1000;
    }
}
