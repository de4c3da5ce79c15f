package org.viaduc.exchange;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.viaduc.journal.Checkpoint;
import org.viaduc.journal.Journal;

/** Gives the journal's entries their places soon after they were written, and signs the head of the log now and then. */
public final class Bookkeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bookkeeper.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SIGN_EVERY = 6;

    private final Journal journal;
    private final DataSource source;
    private final ScheduledExecutorService clockwork = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("bookkeeper").daemon().factory());
    private volatile Optional<Checkpoint> head = Optional.empty();
    private int rounds;

    Bookkeeper(Journal journal, DataSource source) {
        this.journal = journal;
        this.source = source;
    }

    void start() {
        clockwork.scheduleWithFixedDelay(this::round, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The latest signed head; empty until the first was signed. */
    Optional<Checkpoint> head() {
        return head;
    }

    private void round() {
        try (var connection = source.getConnection()) {
            journal.sequence(connection);
            if (rounds++ % SIGN_EVERY == 0) {
                head = Optional.of(journal.checkpoint(connection));
            }
        } catch (SQLException e) {
            LOG.atWarn().addKeyValue("state", e.getSQLState())
                    .log("the journal could not be kept up; it is tried again: check the database");
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("fault", e.getClass().getSimpleName())
                    .log("the journal could not be kept up; it is tried again: check the node's signing key");
        }
    }

    @Override
    public void close() {
        clockwork.shutdown();
        try {
            if (!clockwork.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the journal's last round did not end in time; the next start takes it up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
