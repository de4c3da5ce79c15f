package org.viaduc.connectors.versions;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

import org.viaduc.exchange.Processes;
import org.viaduc.exchange.Processes.Elsewhere;

/** Says every few seconds by what this process works, and warns when another process of the node works by something else. */
final class Beat implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Versions.class);
    private static final int EVERY_SECONDS = 5;

    private final Versions versions;
    private final Processes processes;
    private Map<String, List<Elsewhere>> warned = Map.of();
    private ScheduledExecutorService rounds;

    Beat(Versions versions, Processes processes) {
        this.versions = versions;
        this.processes = processes;
    }

    @Override
    public void start() {
        rounds = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("beat").daemon().factory());
        rounds.scheduleWithFixedDelay(this::round, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void round() {
        try {
            var running = versions.running();
            processes.say(running);
            warn(processes.elsewhere(running));
        } catch (DataAccessException e) {
            LOG.warn("by what the node works could not be written down; it is tried again: check the database");
        }
    }

    /** Once for each difference. */
    private void warn(Map<String, List<Elsewhere>> elsewhere) {
        elsewhere.forEach((connector, others) -> others.stream()
                .filter(each -> !warned.getOrDefault(connector, List.of()).contains(each))
                .forEach(each -> LOG.atWarn().addKeyValue("connector", connector)
                        .addKeyValue("process", each.process()).addKeyValue("differs", each.differs().word())
                        .log("another process of this node works by something else: switch or reload there too")));
        warned = elsewhere;
    }

    @Override
    public void stop() {
        rounds.shutdownNow();
        rounds = null;
    }

    @Override
    public boolean isRunning() {
        return rounds != null;
    }
}
