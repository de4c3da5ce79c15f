package org.viaduc.journal;

import java.sql.SQLException;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;

/** A backup of a whole test database, which can be put in its place again, as an operator would do it. */
public final class OlderCopy {
    private final PGSimpleDataSource server;
    private final String name;

    private OlderCopy(PGSimpleDataSource server, String name) {
        this.server = server;
        this.name = name;
    }

    /** The database as it is now. Nobody may be connected to it. */
    public static OlderCopy of(DataSource source) throws SQLException {
        var database = (PGSimpleDataSource) source;
        var server = new PGSimpleDataSource();
        server.setUrl(database.getUrl());
        server.setUser(database.getUser());
        server.setPassword(database.getPassword());
        server.setDatabaseName("postgres");
        var copy = new OlderCopy(server, database.getDatabaseName());
        copy.run("create database " + copy.name + "_copy template " + copy.name);
        return copy;
    }

    /** What was written since is gone. */
    public void restore() throws SQLException {
        run("drop database " + name + " with (force)");
        run("create database " + name + " template " + name + "_copy");
    }

    private void run(String sql) throws SQLException {
        try (var connection = server.getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
