package org.viaduc.cli.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/** Keeps so many files on their way at once: whenever one has its final receipt, the next one arrives. */
final class Load {
    private static final Duration LOOK_EVERY = Duration.ofMillis(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Ground ground;
    private final Drops drops;

    Load(Ground ground, Drops drops) {
        this.ground = ground;
        this.drops = drops;
    }

    private record Arrival(long nanos, Instant at) {}

    /** For a span of time; what is on its way at its end is waited for. */
    Level during(int concurrency, Duration span) throws IOException, SQLException {
        var end = System.nanoTime() + span.toNanos();
        return run(concurrency, arrived -> System.nanoTime() < end);
    }

    /** For a number of exchanges. */
    Level of(int concurrency, int exchanges) throws IOException, SQLException {
        return run(concurrency, arrived -> arrived < exchanges);
    }

    /** @throws Incomplete when an exchange ends otherwise than delivered, more than once, or not within 30 s */
    private Level run(int concurrency, IntPredicate another) throws IOException, SQLException {
        var underway = new HashMap<String, Arrival>();
        var latencies = java.util.stream.LongStream.builder();
        var nodes = ground.nodesCpu();
        var databases = ground.databasesCpu();
        var before = Tally.of(ground);
        var start = System.nanoTime();
        var arrived = 0;
        var last = start;
        while (true) {
            while (underway.size() < concurrency && another.test(arrived)) {
                var drop = drops.invent();
                var at = Instant.now();
                underway.put(drop.localId(), new Arrival(drops.lay(drop), at));
                arrived++;
            }
            if (underway.isEmpty()) {
                break;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            last = settle(underway, latencies, last);
        }
        Tally.of(ground).since(before).expect(arrived);
        return new Level(concurrency, Duration.ofNanos(last - start), latencies.build().toArray(),
                ground.nodesCpu().minus(nodes), ground.databasesCpu().minus(databases), ground.peakMegabytes());
    }

    private long settle(Map<String, Arrival> underway, java.util.stream.LongStream.Builder latencies, long last)
            throws SQLException {
        var oldest = underway.values().stream().map(Arrival::at).min(Instant::compareTo).orElseThrow();
        var latest = last;
        for (var settled : ground.sent().settledSince(oldest)) {
            var arrival = underway.get(settled.localId());
            if (arrival == null) {
                continue;
            }
            if (!settled.state().equals("delivered")) {
                throw new Incomplete("the exchange of file " + settled.localId() + " is " + settled.state()
                        + " instead of delivered (" + settled.reason() + ")");
            }
            latest = System.nanoTime();
            latencies.add(latest - arrival.nanos());
            underway.remove(settled.localId());
        }
        if (Duration.between(oldest, Instant.now()).compareTo(PATIENCE) > 0) {
            throw new Incomplete("a file that arrived " + PATIENCE.toSeconds() + " s ago has no final receipt; "
                    + underway.size() + " are on their way");
        }
        return latest;
    }

    /** How often each node says that it delivered or has its receipt; every file must be counted once by each. */
    private record Tally(long sent, long received, long receipted, long handedOver, long files) {
        static Tally of(Ground ground) throws IOException, SQLException {
            return new Tally(ground.sent().countIn("delivered"), ground.received().countIn("delivered"),
                    ground.sent().entries("receipted"), ground.received().entries("delivered"),
                    ground.deliveredFiles());
        }

        Tally since(Tally before) {
            return new Tally(sent - before.sent, received - before.received, receipted - before.receipted,
                    handedOver - before.handedOver, files - before.files);
        }

        void expect(long arrived) {
            if (!equals(new Tally(arrived, arrived, arrived, arrived, arrived))) {
                throw new Incomplete(arrived + " files arrived, but not each was delivered exactly once: " + this);
            }
        }
    }

    /** A run whose figures mean nothing. */
    static final class Incomplete extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Incomplete(String what) {
            super(what);
        }
    }
}
