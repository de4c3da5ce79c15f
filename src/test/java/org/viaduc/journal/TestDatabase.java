package org.viaduc.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;

/**
 * One real PostgreSQL for all tests of a run, without fsync. Each caller gets a database of its own, with all migrations
 * applied, copied from one that Flyway has built once.
 */
public final class TestDatabase {
    private static final String BUILT = "built";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final EmbeddedPostgres server;
    private final String name;

    private TestDatabase(EmbeddedPostgres server, String name) {
        this.server = server;
        this.name = name;
    }

    /** An empty database with the tables of all rooms. */
    public static TestDatabase fresh() {
        var server = Server.STARTED;
        var name = "test" + COUNT.incrementAndGet();
        run(server, "create database " + name + " template " + BUILT);
        return new TestDatabase(server, name);
    }

    public DataSource source() {
        return server.getDatabase("postgres", name);
    }

    /** A new connection in auto-commit mode; the caller closes it. */
    public Connection connect() throws SQLException {
        return source().getConnection();
    }

    public String url() {
        return server.getJdbcUrl("postgres", name);
    }

    private static void run(EmbeddedPostgres server, String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the test database refuses `" + sql + "`", e);
        }
    }

    /** Started when first needed, stopped with the JVM. */
    private static final class Server {
        private static final EmbeddedPostgres STARTED = start();

        private static EmbeddedPostgres start() {
            try {
                var folder = Files.createTempDirectory("viaduc-test-database-");
                var server = EmbeddedPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("checkpoint_timeout", "1h")
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("jit", "off")
                        // Its transactions, in whatever database, hold the sequencer's horizon back, and tests ask once.
                        .setServerConfig("autovacuum", "off")
                        .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                        .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(folder), "end the test database"));
                run(server, "create database " + BUILT);
                Flyway.configure().dataSource(server.getDatabase("postgres", BUILT)).load().migrate();
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException("the test database does not start", e);
            }
        }

        /**
         * At once, and without writing down what it holds; nobody waits until the files of hundreds of databases are deleted.
         */
        private static void end(Path folder) {
            try (var lines = Files.lines(folder.resolve("postmaster.pid"))) {
                var server = lines.findFirst().orElseThrow();
                quietly("kill", "-QUIT", server).onExit().join();
                ProcessHandle.of(Long.parseLong(server)).ifPresent(
                        each -> each.onExit().completeOnTimeout(each, 10, TimeUnit.SECONDS).join());
                quietly("rm", "-rf", folder.toString());
            } catch (IOException e) {
                throw new UncheckedIOException("the test database does not end", e);
            }
        }

        private static Process quietly(String... command) throws IOException {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        }
    }
}
