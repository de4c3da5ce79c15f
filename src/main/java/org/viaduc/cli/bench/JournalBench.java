package org.viaduc.cli.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import javax.sql.DataSource;

import org.viaduc.journal.CheckpointVerifier;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal;
import org.viaduc.journal.JournalCheck;
import org.viaduc.model.Department;
import org.viaduc.trust.KeyRing;

/**
 * The journal by itself: how fast it takes entries, how fast a million are verified, how fast they are found again.
 *
 * @param entries  how many it holds in the end
 * @param keys     from a JWK set to the verifier of its signatures
 * @param progress where the run says what it is at
 */
public record JournalBench(long entries, Function<String, CheckpointVerifier> keys, PrintWriter progress) {
    private static final int VERIFIED = 1_000_000;
    private static final int PER_COMMIT = 6;
    private static final int WRITERS = 2;
    private static final int STEADY_WRITERS = 8;
    private static final int STEADY = 2_000;
    private static final int LOOKS = 200;
    private static final Duration SPAN = Duration.ofSeconds(20);

    /** @throws IOException when the database does not force its writes to disk, or fails */
    public JournalFigures run(DataSource source, Path folder) throws IOException {
        try {
            return measured(source, folder);
        } catch (SQLException e) {
            throw new IOException("the journal's database cannot be measured: " + e.getSQLState(), e);
        }
    }

    private JournalFigures measured(DataSource source, Path folder) throws IOException, SQLException {
        requireDurable(source);
        var figures = new JournalFigures();
        var ring = KeyRing.open(folder.resolve("keys"), new Department("D35"), Clock.systemUTC());
        var journal = new Journal(ring.own(), ring.checkpointSigner(), Clock.systemUTC());
        var exchanges = Math.max(1, entries / Sample.ENTRIES);
        var sample = new Sample(Clock.systemUTC().instant(), exchanges);
        var appending = new Appending(source, journal);

        say("yardsticks");
        figures.add("raw disk", Disk.flushesPerSecond(folder), "flushes/s of 1 kB");
        figures.add("PostgreSQL alone", new PlainInserts(source).perSecond(WRITERS, PER_COMMIT * Sample.ENTRIES,
                sample::exchange, 200_000), "rows/s, 66 a commit");
        figures.add("PostgreSQL alone", new PlainInserts(source).perSecond(STEADY_WRITERS, 1, sample::exchange, 10_000),
                "rows/s, 1 a commit");

        say("warm-up");
        appending.full(WRITERS, 0, 300, number -> several(sample, number));
        var written = 300L;

        var first = Math.min(VERIFIED, entries) / Sample.ENTRIES / PER_COMMIT;
        say("%d entries, %d a commit", (first - written) * PER_COMMIT * Sample.ENTRIES, PER_COMMIT * Sample.ENTRIES);
        var rate = appending.full(WRITERS, written, first - written, number -> several(sample, number));
        figures.goal("append, sequenced, signed", rate.perSecond(), "entries/s, 66 a commit", "15000 or more",
                rate.perSecond() >= 15_000);
        written = first;

        say("verified from the database, then from a file");
        var start = System.nanoTime();
        var verifier = keys.apply(ring.publicKeys());
        var size = 0L;
        try (var connection = source.getConnection()) {
            var report = JournalCheck.verify(connection, ring.own(), verifier);
            require(report.holds(), "the journal does not hold: " + report.breaks());
            size = report.entries();
        }
        verified(figures, "verify in the database", size, System.nanoTime() - start);
        var file = folder.resolve("journal.ndjson");
        start = System.nanoTime();
        try (var connection = source.getConnection(); var out = Files.newOutputStream(file)) {
            journal.export(connection, out, ring.publicKeys());
        }
        figures.add("export", seconds(System.nanoTime() - start), "s for %d entries, %d MB".formatted(size,
                Files.size(file) / 1_000_000));
        start = System.nanoTime();
        require(JournalCheck.verify(List.of(file), keys).stream().allMatch(each -> each.holds()),
                "the exported journal does not hold");
        verified(figures, "verify a file", size, System.nanoTime() - start);
        Files.delete(file);
        figures.add("memory in use", Memory.liveMegabytes(), "MB with %d entries".formatted(size));

        var left = entries / Sample.ENTRIES / PER_COMMIT - written;
        if (left > 0) {
            say("%d entries more", left * PER_COMMIT * Sample.ENTRIES);
            var rest = appending.full(WRITERS, written, left, number -> several(sample, number));
            figures.goal("append, to " + entries, rest.perSecond(), "entries/s, 66 a commit", "15000 or more",
                    rest.perSecond() >= 15_000);
            figures.add("memory in use", Memory.liveMegabytes(), "MB with %d entries".formatted(entries));
        }

        settle(source);
        say("%d entries/s, one a commit, for %d s", STEADY, SPAN.toSeconds());
        appending.steady(STEADY_WRITERS, STEADY, Duration.ofSeconds(5), 0, number -> one(sample, number));
        var steady = appending.steady(STEADY_WRITERS, STEADY, SPAN, 0, number -> one(sample, number));
        figures.goal("append at 2000/s, p99", steady.percentileMillis(99),
                "ms, 1 a commit; p50 %.1f, worst %.1f".formatted(steady.percentileMillis(50), steady.worstMillis()),
                "under 20", steady.percentileMillis(99) < 20);

        say("searches in %d entries", entries);
        for (var looked : new Lookups(source, journal, sample, exchanges).run(LOOKS)) {
            figures.goal("search: " + looked.what(), looked.times().percentileMillis(95),
                    "ms p95; p50 %.1f, worst %.1f, %.0f found".formatted(looked.times().percentileMillis(50),
                            looked.times().worstMillis(), looked.found()),
                    "under 100", looked.times().percentileMillis(95) < 100);
        }
        figures.add("memory in use", Memory.liveMegabytes(), "MB in the end; the process held at most %d MB"
                .formatted(Usage.peakMegabytes(List.of(ProcessHandle.current().pid()))));
        figures.add("raw disk", Disk.flushesPerSecond(folder), "flushes/s of 1 kB, after");
        return figures;
    }

    /** Ends what filling left to do: no journal takes a year's entries in minutes and is asked for its rhythm right after. */
    private static void settle(DataSource source) throws SQLException {
        try (var connection = source.getConnection(); var statement = connection.createStatement()) {
            for (var table : List.of("journal_entry", "journal_applied", "journal_leaf")) {
                statement.execute("vacuum (analyze) " + table);
            }
            statement.execute("checkpoint");
        }
    }

    private static void verified(JournalFigures figures, String what, long size, long nanos) {
        var million = seconds(nanos) * VERIFIED / size;
        figures.goal(what, million, "s for a million (%.1f s for %d)".formatted(seconds(nanos), size), "under 30",
                million < 30);
    }

    private static List<Entry> several(Sample sample, long number) {
        var entries = new ArrayList<Entry>();
        for (var each = 0; each < PER_COMMIT; each++) {
            entries.addAll(sample.exchange(number * PER_COMMIT + each));
        }
        return entries;
    }

    private static List<Entry> one(Sample sample, long number) {
        return List.of(sample.exchange(number).get((int) (number % Sample.ENTRIES)));
    }

    private static void requireDurable(DataSource source) throws SQLException, IOException {
        for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            try (var connection = source.getConnection();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("show " + setting)) {
                row.next();
                require(row.getString(1).equals("on"), "the database's `" + setting + "` is not on");
            }
        }
    }

    private static void require(boolean what, String otherwise) throws IOException {
        if (!what) {
            throw new IOException(otherwise);
        }
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private void say(String what, Object... values) {
        progress.println("bench: " + String.format(Locale.ROOT, what, values));
        progress.flush();
    }
}
