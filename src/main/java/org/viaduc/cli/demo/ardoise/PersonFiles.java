package org.viaduc.cli.demo.ardoise;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ardoise's database: one file a person, each rubric as the XML that it is served as. What a method has done when it
 * returns outlives the program. No two changes have the same instant, so that who asks for what came after one misses none.
 */
final class PersonFiles implements AutoCloseable {
    private final Connection connection;
    private final Clock clock;

    private PersonFiles(Connection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    static PersonFiles open(Path folder, Clock clock) throws SQLException {
        var connection = DriverManager
                .getConnection("jdbc:h2:file:" + folder.toAbsolutePath().resolve("ardoise")
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "sa", "");
        connection.setAutoCommit(false);
        var files = new PersonFiles(connection, clock);
        files.create();
        return files;
    }

    /** A file that changed. */
    record Changed(String number, Instant at) {}

    /** @param rubrics XML in the service's namespace */
    record PersonFile(Changed changed, String rubrics) {}

    /** @param known whether the exchange had been received before */
    record Deposit(String number, boolean known) {}

    /** @param repeats how often the same exchange came again */
    record Received(String exchange, String number, int rubrics, int repeats) {}

    synchronized boolean isEmpty() throws SQLException {
        return list("select numero from dossier fetch first row only", row -> row.getString(1)).isEmpty();
    }

    synchronized void open(String number, List<Entry> entries) throws SQLException {
        atOnce(() -> {
            execute("insert into dossier (numero, modifie_le, a_lister) values (?, ?, true)", number, nextInstant());
            insert(number, entries);
            return number;
        });
    }

    /** The oldest change first. A deposited file is among them once somebody here has worked on it. */
    synchronized List<Changed> changedAfter(Instant since, int max) throws SQLException {
        return list("select numero, modifie_le from dossier where a_lister and modifie_le > ? order by modifie_le "
                + "fetch first ? rows only", PersonFiles::changed, since.toEpochMilli(), max);
    }

    synchronized Optional<PersonFile> read(String number) throws SQLException {
        var found = list("select numero, modifie_le from dossier where numero = ?", PersonFiles::changed, number);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var rubrics = list("select contenu from rubrique where numero = ? order by rang", row -> row.getString(1),
                number);
        return Optional.of(new PersonFile(found.getFirst(), String.join("", rubrics)));
    }

    /** Adds something that happened; false when nobody has that number. */
    synchronized boolean happened(String number, Entry entry) throws SQLException {
        return atOnce(() -> {
            if (execute("update dossier set modifie_le = ?, a_lister = true where numero = ?", nextInstant(),
                    number) == 0) {
                return false;
            }
            insert(number, List.of(entry));
            return true;
        });
    }

    /**
     * Keeps what an exchange brought, once: a repeat stores nothing, whatever it contains.
     *
     * @param number of the file to add to; empty to open one. Empty answer when there is no such file
     */
    synchronized Optional<Deposit> deposit(String exchange, String number, List<Entry> entries) throws SQLException {
        return atOnce(() -> {
            var known = list("select numero from depot where id_echange = ?", row -> row.getString(1), exchange);
            if (!known.isEmpty()) {
                execute("update depot set repetitions = repetitions + 1 where id_echange = ?", exchange);
                return Optional.of(new Deposit(known.getFirst(), true));
            }
            if (!number.isEmpty() && read(number).isEmpty()) {
                return Optional.empty();
            }
            var kept = number.isEmpty() ? newFile() : number;
            insert(kept, entries);
            execute("insert into depot (id_echange, numero, rubriques) values (?, ?, ?)", exchange, kept,
                    entries.size());
            return Optional.of(new Deposit(kept, false));
        });
    }

    synchronized List<Received> received() throws SQLException {
        return list("select id_echange, numero, rubriques, repetitions from depot order by rang",
                row -> new Received(row.getString(1), row.getString(2), row.getInt(3), row.getInt(4)));
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }

    private void create() throws SQLException {
        execute("create table if not exists dossier (numero varchar primary key, modifie_le bigint not null unique, "
                + "a_lister boolean not null)");
        execute("create table if not exists rubrique (rang bigint generated always as identity primary key, "
                + "numero varchar not null references dossier (numero), nom varchar not null, contenu clob not null)");
        execute("create table if not exists depot (rang bigint generated always as identity, "
                + "id_echange varchar primary key, numero varchar not null, rubriques int, repetitions int default 0)");
        execute("create sequence if not exists arrivee start with 900001");
        connection.commit();
    }

    private String newFile() throws SQLException {
        var number = "A44-" + list("select next value for arrivee", row -> row.getString(1)).getFirst();
        execute("insert into dossier (numero, modifie_le, a_lister) values (?, ?, false)", number, nextInstant());
        return number;
    }

    private long nextInstant() throws SQLException {
        var last = list("select coalesce(max(modifie_le), 0) from dossier", row -> row.getLong(1)).getFirst();
        return Math.max(clock.millis(), last + 1);
    }

    private void insert(String number, List<Entry> entries) throws SQLException {
        for (var entry : entries) {
            execute("insert into rubrique (numero, nom, contenu) values (?, ?, ?)", number, entry.rubric().element(),
                    Entry.xml(List.of(entry)));
        }
    }

    private static Changed changed(ResultSet row) throws SQLException {
        return new Changed(row.getString(1), Instant.ofEpochMilli(row.getLong(2)));
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, Reading<T> reading, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            fill(statement, parameters);
            try (var found = statement.executeQuery()) {
                var list = new ArrayList<T>();
                while (found.next()) {
                    list.add(reading.of(found));
                }
                return list;
            }
        }
    }

    private int execute(String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            fill(statement, parameters);
            return statement.executeUpdate();
        }
    }

    private static void fill(PreparedStatement statement, Object... parameters) throws SQLException {
        for (var index = 0; index < parameters.length; index++) {
            statement.setObject(index + 1, parameters[index]);
        }
    }

    private interface Work<T> {
        T done() throws SQLException;
    }

    private <T> T atOnce(Work<T> work) throws SQLException {
        try {
            var result = work.done();
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }
}
