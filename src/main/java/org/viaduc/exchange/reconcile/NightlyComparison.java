package org.viaduc.exchange.reconcile;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.journal.Actor;
import org.viaduc.trust.Peer;

/** Holds the node against each neighbour once a night, on one instance. A neighbour that cannot be reached is tried again. */
public final class NightlyComparison implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(NightlyComparison.class);
    private static final LocalTime NOT_BEFORE = LocalTime.of(3, 0);
    private static final Duration LOOKS_BACK = Duration.ofDays(35);
    private static final int LOOK_EVERY_MINUTES = 20;

    private final Desk desk;
    private final Reconciling reconciling;
    private ScheduledExecutorService rounds;

    public NightlyComparison(Desk desk, Reconciling reconciling) {
        this.desk = desk;
        this.reconciling = reconciling;
    }

    /** Compares with every neighbour that this night has not been compared with. @return with how many */
    public int round() {
        var local = desk.clock().instant().atZone(desk.settings().zone());
        if (local.toLocalTime().isBefore(NOT_BEFORE)) {
            return 0;
        }
        return (int) desk.peers().peers().stream().filter(peer -> compares(peer, local.toLocalDate())).count();
    }

    private boolean compares(Peer peer, LocalDate day) {
        var begins = desk.transactions().run(tx -> update(tx,
                "insert into day_reconciled (day, peer) values (?, ?) on conflict do nothing", day, peer));
        if (!begins) {
            return false;
        }
        try {
            var now = desk.clock().instant();
            var outcome = reconciling.with(peer.department(), now.minus(LOOKS_BACK), now,
                    Actor.node(desk.settings().department()));
            if (!outcome.found().isEmpty()) {
                LOG.atWarn().addKeyValue("peer", peer.department()).addKeyValue("findings", outcome.found().size())
                        .log("a neighbour says otherwise of some exchanges: look at the tray");
            }
            return true;
        } catch (LineBroken e) {
            desk.transactions().run(tx -> update(tx, "delete from day_reconciled where day = ? and peer = ?", day,
                    peer));
            LOG.atInfo().addKeyValue("peer", peer.department()).log("could not be compared with; later again");
            return false;
        }
    }

    private static boolean update(Connection tx, String sql, LocalDate day, Peer peer) throws SQLException {
        try (var statement = tx.prepareStatement(sql)) {
            statement.setObject(1, day);
            statement.setString(2, peer.department().code());
            return statement.executeUpdate() == 1;
        }
    }

    @Override
    public void start() {
        rounds = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("nightly-comparison").daemon().factory());
        rounds.scheduleWithFixedDelay(this::roundOrWarn, LOOK_EVERY_MINUTES, LOOK_EVERY_MINUTES, TimeUnit.MINUTES);
    }

    private void roundOrWarn() {
        try {
            round();
        } catch (DataAccessException e) {
            LOG.warn("the node could not be held against its neighbours; it is tried again: check the database");
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
