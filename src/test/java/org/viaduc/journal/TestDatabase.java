package org.viaduc.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
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
                var server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("jit", "off")
                        // Its transactions, in whatever database, hold the sequencer's horizon back, and tests ask once.
                        .setServerConfig("autovacuum", "off")
                        .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                        .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                        .start();
                run(server, "create database " + BUILT);
                Flyway.configure().dataSource(server.getDatabase("postgres", BUILT)).load().migrate();
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException("the test database does not start", e);
            }
        }
    }
}
