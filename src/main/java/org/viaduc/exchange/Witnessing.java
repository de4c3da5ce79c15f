package org.viaduc.exchange;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.exchange.proof.Witnesses;
import org.viaduc.journal.Checkpoint;
import org.viaduc.model.Department;
import org.viaduc.trust.Peer;

/**
 * Every hour shows the journal's signed head to each neighbour, so that it can hold this node to it, and holds the neighbour to its
 * own: see {@link Witnesses}.
 */
final class Witnessing implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Witnessing.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int LOOK_EVERY_SECONDS = 60;

    private final Desk desk;
    private final PeerLine line;
    private final DataSource source;
    private final Map<Department, Instant> shown = new ConcurrentHashMap<>();
    private ScheduledExecutorService rounds;

    Witnessing(Desk desk, PeerLine line, DataSource source) {
        this.desk = desk;
        this.line = line;
        this.source = source;
    }

    /** Shows the head to whom it was not shown for an hour. @return how many neighbours took it */
    int round() throws SQLException {
        var now = desk.clock().instant();
        var due = desk.peers().peers().stream()
                .filter(peer -> shown.getOrDefault(peer.department(), Instant.EPOCH).isBefore(now.minus(EVERY)))
                .toList();
        if (due.isEmpty()) {
            return 0;
        }
        var head = head();
        return (int) due.stream().filter(peer -> shows(peer, head)).count();
    }

    private Checkpoint head() throws SQLException {
        try (var connection = source.getConnection()) {
            desk.journal().sequence(connection);
            return desk.journal().checkpoint(connection);
        }
    }

    private boolean shows(Peer peer, Checkpoint head) {
        try {
            var took = new Witnesses(desk).ask(line, peer, head);
            shown.put(peer.department(), desk.clock().instant());
            return took;
        } catch (LineBroken e) {
            LOG.atInfo().addKeyValue("peer", peer.department())
                    .log("the journal's head could not be shown; later again");
            return false;
        }
    }

    @Override
    public void start() {
        rounds = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("witnessing").daemon().factory());
        rounds.scheduleWithFixedDelay(this::roundOrWarn, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void roundOrWarn() {
        try {
            round();
        } catch (SQLException | RuntimeException e) {
            LOG.atWarn().addKeyValue("fault", e.getClass().getSimpleName())
                    .log("the journal's head was not shown to the neighbours; it is tried again: check the database");
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
