package org.viaduc.cli.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal;

/** Appends entries from several connections while the log is sequenced and signed beside it, as in a node. */
final class Appending {
    private static final Duration SEQUENCE_EVERY = Duration.ofMillis(500);
    private final DataSource source;
    private final Journal journal;

    Appending(DataSource source, Journal journal) {
        this.source = source;
        this.journal = journal;
    }

    /** What one writer gives to the next act: the entries of one transaction. */
    @FunctionalInterface
    interface Acts {
        List<Entry> act(long number);
    }

    /**
     * As fast as it goes.
     *
     * @param span from the first append until the last entry has its place in the log and the head is signed
     */
    record Rate(long entries, Duration span) {
        double perSecond() {
            return entries * 1e9 / span.toNanos();
        }
    }

    /** So many acts, shared by so many writers. */
    Rate full(int writers, long first, long acts, Acts what) throws SQLException {
        var next = new AtomicLong(first);
        var entries = new AtomicLong();
        var start = System.nanoTime();
        beside(writers, writer -> {
            try (var connection = source.getConnection()) {
                connection.setAutoCommit(false);
                for (var number = next.getAndIncrement(); number < first + acts; number = next.getAndIncrement()) {
                    var act = what.act(number);
                    journal.append(connection, act);
                    connection.commit();
                    entries.addAndGet(act.size());
                }
            }
            return List.of();
        });
        return new Rate(entries.get(), Duration.ofNanos(System.nanoTime() - start));
    }

    /**
     * At a steady rate, whether the last one was done or not: a late one counts from when it was due.
     *
     * @return the time of each act, from when it was due until it was committed
     */
    Latencies steady(int writers, int perSecond, Duration span, long first, Acts what) throws SQLException {
        var every = Duration.ofSeconds(1).toNanos() / perSecond;
        var acts = span.toNanos() / every;
        var next = new AtomicLong();
        var start = System.nanoTime();
        var times = beside(writers, writer -> {
            var mine = new ArrayList<Long>();
            try (var connection = source.getConnection()) {
                connection.setAutoCommit(false);
                for (var number = next.getAndIncrement(); number < acts; number = next.getAndIncrement()) {
                    var due = start + number * every;
                    for (var early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                        LockSupport.parkNanos(early);
                    }
                    journal.append(connection, what.act(first + number));
                    connection.commit();
                    mine.add(System.nanoTime() - due);
                }
            }
            return mine;
        });
        return new Latencies(times.stream().flatMap(List::stream).mapToLong(Long::longValue).toArray());
    }

    private interface Writing {
        List<Long> by(int writer) throws SQLException;
    }

    /** Runs the writers and, beside them, what gives their entries their places; ends when all have theirs. */
    private List<List<Long>> beside(int writers, Writing writing) throws SQLException {
        var done = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(writers + 1)) {
            var sequencer = threads.submit(() -> sequence(done));
            var all = new ArrayList<Callable<List<Long>>>();
            for (var writer = 0; writer < writers; writer++) {
                var which = writer;
                all.add(() -> writing.by(which));
            }
            var results = new ArrayList<List<Long>>();
            try {
                for (var result : threads.invokeAll(all)) {
                    results.add(result.get());
                }
            } finally {
                done.set(true);
            }
            sequencer.get();
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a writer failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while entries were written", e);
        }
    }

    private Void sequence(AtomicBoolean done) throws SQLException {
        try (Connection connection = source.getConnection()) {
            var last = false;
            while (!last) {
                last = done.get();
                journal.sequence(connection);
                if (!last) {
                    LockSupport.parkNanos(SEQUENCE_EVERY.toNanos());
                }
            }
            journal.checkpoint(connection);
        }
        return null;
    }
}
