package org.viaduc.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;

/** Entries appended a second, with fsync on, and the cost of making and hashing one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class JournalBenchmark {
    private static final int ENTRIES = 64;
    private static final Department D35 = new Department("D35");
    private static final Clock CLOCK = Clock.systemUTC();

    private final Journal journal = new Journal(D35, body -> "", CLOCK);
    private EmbeddedPostgres server;

    @Setup
    public void start() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                .start();
        Flyway.configure().dataSource(server.getPostgresDatabase()).load().migrate();
    }

    @TearDown
    public void stop() throws IOException, SQLException {
        try (var log = server.getPostgresDatabase().getConnection()) {
            journal.sequence(log);
        }
        server.close();
    }

    /** One connection of one thread. */
    @State(Scope.Thread)
    public static class Writer {
        private Connection connection;

        @Setup
        public void connect(JournalBenchmark benchmark) throws SQLException {
            connection = benchmark.server.getPostgresDatabase().getConnection();
            connection.setAutoCommit(false);
        }

        @TearDown
        public void close() throws SQLException {
            connection.close();
        }
    }

    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(ENTRIES)
    public void append(Writer writer) throws SQLException {
        journal.append(writer.connection, Collections.nCopies(ENTRIES, decided()));
        writer.connection.commit();
    }

    @Benchmark
    public byte[] hash() {
        return Hashing.leaf(decided());
    }

    private static Entry decided() {
        return Entry.of(ExchangeId.next(CLOCK), Actor.node(D35), Step.DECIDED, CLOCK.instant())
                .with(Detail.RULES, List.of("R-ASE-IP", "R-NIR")).with(Detail.DECISION, "ab".repeat(32))
                .with(Detail.BOOK, "cd".repeat(32)).with(Detail.OUTCOME, "release").with(Detail.TRACK, "ase-ip");
    }
}
