package org.viaduc.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Looks at a node's exchanges from outside, straight in its database, so that looking costs the node nothing. */
final class Exchanges implements AutoCloseable {
    private final long server;
    private final Connection connection;
    private final long session;
    private final PreparedStatement ended;

    private Exchanges(long server, Connection connection) throws SQLException {
        this.server = server;
        this.connection = connection;
        this.session = one("select pg_backend_pid()");
        this.ended = connection.prepareStatement(
                "select local_id, state, reason from exchange where id >= ? and state not in ('queued', 'sent', 'delivering')");
    }

    /** @param data the data folder of a running node that brought its own PostgreSQL */
    static Exchanges of(Path data) throws IOException, SQLException {
        var lock = Files.readAllLines(data.resolve("postgres/postmaster.pid"));
        return new Exchanges(Long.parseLong(lock.get(0).strip()), DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + lock.get(3).strip() + "/postgres", "postgres", ""));
    }

    /** An exchange that has ended, or waits for somebody. @param reason a code word; empty when all is well */
    record Settled(String localId, String state, String reason) {}

    /** Those opened since that moment which are no longer on their way. */
    List<Settled> settledSince(Instant opened) throws SQLException {
        ended.setObject(1, earliest(opened));
        try (var rows = ended.executeQuery()) {
            var found = new ArrayList<Settled>();
            while (rows.next()) {
                found.add(new Settled(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
            return found;
        }
    }

    /** The smallest id that can be made at that moment: exchange ids begin with their time (RFC 9562, section 5.7). */
    private static UUID earliest(Instant moment) {
        return new UUID(moment.toEpochMilli() << 16, 0);
    }

    long count() throws SQLException {
        return one("select count(*) from exchange");
    }

    long countIn(String state) throws SQLException {
        try (var select = connection.prepareStatement("select count(*) from exchange where state = ?")) {
            select.setString(1, state);
            return number(select);
        }
    }

    /** How often the journal says that step of any exchange. */
    long entries(String step) throws SQLException {
        try (var select = connection.prepareStatement(
                "select count(*) from journal_entry where step = ? and exchange is not null")) {
            select.setString(1, step);
            return number(select);
        }
    }

    boolean isDurable() throws SQLException {
        try (var show = connection.createStatement();
                var rows = show.executeQuery("""
                        select count(*) = 3 from pg_settings
                         where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = 'on'""")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    /** Processor time of the whole database server, without the session that looks at it here. */
    Duration cpu() throws IOException {
        return Usage.treeCpu(server, session);
    }

    private long one(String sql) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            return number(select);
        }
    }

    private static long number(PreparedStatement select) throws SQLException {
        try (var rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
