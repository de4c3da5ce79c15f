package org.viaduc.connectors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

import org.viaduc.journal.TestDatabase;

/** The database of D38's case system: a real PostgreSQL that keeps its texts in windows-1252. */
public final class PlayedCordee {
    private static final AtomicInteger COUNT = new AtomicInteger();

    public final JdbcTemplate sql;
    private final String url;

    public PlayedCordee() throws SQLException, IOException {
        var server = TestDatabase.fresh();
        var name = "cordee" + COUNT.incrementAndGet();
        try (var connection = server.connect(); var statement = connection.createStatement()) {
            statement.execute("create database " + name
                    + " encoding 'WIN1252' lc_collate 'C' lc_ctype 'C' template template0");
        }
        url = server.url().replaceFirst("/test\\d+", "/" + name);
        sql = new JdbcTemplate(source(url));
        try (var script = PlayedCordee.class.getResourceAsStream("cordee.sql")) {
            sql.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static DataSource source(String url) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    Connection connect() throws SQLException {
        return source(url).getConnection();
    }

    /** What node.yaml says of a connector to this database. */
    public Map<String, String> values() {
        return Map.of("url", url, "user", "postgres", "password", "", "every", "200");
    }

    /** A household of one person. @param changed as the database writes a moment */
    void household(String number, int person, String changed) {
        sql.update(
                "insert into foyer (num_foyer, adresse1, commune, confidentielle, maj) values (?, '12, montée de l''Écureuil',"
                        + " 'Vif', 'N', ?::timestamptz)",
                number, changed);
        sql.update("insert into usager (num_usager, num_foyer, nom_naissance, prenoms, sexe, ne_le, ne_a) values (?, ?,"
                + " 'Mérindol–Œuvray', 'Zoé', '2', date '1990-02-03', '2B033')", person, number);
    }
}
