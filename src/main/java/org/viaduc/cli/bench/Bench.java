package org.viaduc.cli.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One run: two nodes are started, warmed, and measured at each concurrency in turn.
 *
 * @param exchanges how many at each concurrency; empty when the span decides
 * @param progress  where the run says what it is at
 */
public record Bench(List<Integer> concurrencies, Duration warmUp, Duration span, Optional<Integer> exchanges,
        PrintWriter progress) {
    private static final int WARM_CONCURRENCY = 8;

    public Bench {
        concurrencies = List.copyOf(concurrencies);
    }

    /** What a run measured, as a table and as JSON. @param disk the raw yardstick, one line */
    public record Figures(String table, String json, String disk) {}

    /**
     * @param folder empty
     * @throws IOException when a node does not start, or its PostgreSQL does not force its writes to disk
     * @throws Load.Incomplete when a file was not delivered exactly once
     */
    public Figures run(Path folder) throws IOException {
        try {
            return measured(folder);
        } catch (SQLException e) {
            throw new IOException("a node's database cannot be looked at: " + e.getSQLState(), e);
        }
    }

    private Figures measured(Path folder) throws IOException, SQLException {
        say("two nodes start below %s", folder);
        try (var ground = Ground.open(folder)) {
            if (!ground.sent().isDurable() || !ground.received().isDurable()) {
                throw new IOException(
                        "a node's PostgreSQL does not force its writes to disk (fsync, synchronous_commit "
                                + "and full_page_writes must be on): figures without that mean nothing");
            }
            say("node processes %s, PostgreSQL with fsync on", ground.nodes());
            var load = new Load(ground, new Drops(ground.inbox()));
            say("warm-up: %d s", warmUp.toSeconds());
            load.during(WARM_CONCURRENCY, warmUp);
            var before = Disk.flushesPerSecond(folder);
            var levels = new ArrayList<Level>();
            for (var concurrency : concurrencies) {
                say("concurrency %d", concurrency);
                levels.add(exchanges.isPresent()
                        ? load.of(concurrency, exchanges.get())
                        : load.during(concurrency, span));
            }
            var after = Disk.flushesPerSecond(folder);
            return new Figures(Report.table(levels), Report.json(levels), String.format(Locale.ROOT,
                    "raw disk: %d flushes/s of 1 kB before, %d after; each exchange is a file of %d bytes", before,
                    after, Drops.BYTES));
        }
    }

    private void say(String what, Object... values) {
        progress.println("bench: " + String.format(Locale.ROOT, what, values));
        progress.flush();
    }

    /** A folder of its own for a run. */
    public static Path freshFolder() throws IOException {
        return Files.createTempDirectory("viaduc-bench");
    }
}
