package org.viaduc.cli.demo.solidor;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Solidor's database. What a method has done when it returns outlives the program; what it began and did not end is undone. */
final class HouseholdTables implements AutoCloseable {
    private final Connection connection;

    private HouseholdTables(Connection connection) {
        this.connection = connection;
    }

    static HouseholdTables open(Path folder) throws SQLException {
        var connection = DriverManager
                .getConnection("jdbc:h2:file:" + folder.toAbsolutePath().resolve("solidor")
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "sa", "");
        connection.setAutoCommit(false);
        var tables = new HouseholdTables(connection);
        tables.create();
        return tables;
    }

    synchronized boolean isEmpty() throws SQLException {
        return texts("select num_foyer from foyer fetch first row only").isEmpty();
    }

    /** Adds rows that have their numbers. Their households are in the next drop, when {@code toDrop}. */
    synchronized void add(Collection<Row> rows, boolean toDrop) throws SQLException {
        atOnce(() -> {
            insert(rows);
            for (var row : rows) {
                if (row.line() == Line.F && toDrop) {
                    mark(row.get("num_foyer"), true);
                }
            }
            return rows.size();
        });
    }

    /** Adds what happened to a person, whose household is in the next drop; false when nobody has that number. */
    synchronized boolean happened(Row event) throws SQLException {
        var household = texts("select num_foyer from personne where num_pers = ?", event.get("num_pers"));
        if (household.isEmpty()) {
            return false;
        }
        return atOnce(() -> {
            insert(List.of(event.with("num_foyer", household.getFirst())));
            mark(household.getFirst(), true);
            return true;
        });
    }

    synchronized List<String> householdsToDrop() throws SQLException {
        return texts("select num_foyer from foyer where a_extraire order by num_foyer");
    }

    synchronized List<String> ownHouseholds() throws SQLException {
        return texts("select num_foyer from foyer where recu_par is null order by num_foyer");
    }

    /** The household's line, its members', then each member's, in the order in which they were written. */
    synchronized List<Row> household(String number) throws SQLException {
        var rows = new ArrayList<>(rows(Line.F, "num_foyer = ?", number));
        var members = rows(Line.P, "num_foyer = ?", number);
        rows.addAll(members);
        for (var member : members) {
            for (var line : Line.OF_A_PERSON) {
                rows.addAll(rows(line, "num_pers = ?", member.get("num_pers")));
            }
        }
        return rows;
    }

    /** The number of the day's next drop, from 1, never given twice. */
    synchronized int nextDropOf(String day) throws SQLException {
        return atOnce(() -> {
            var last = texts("select max(numero) from extraction where jour = ?", day).getFirst();
            var next = last.isEmpty() ? 1 : Integer.parseInt(last) + 1;
            execute("insert into extraction (jour, numero) values (?, ?)", day, String.valueOf(next));
            return next;
        });
    }

    synchronized void dropped(Collection<String> households) throws SQLException {
        atOnce(() -> {
            for (var household : households) {
                mark(household, false);
            }
            return households.size();
        });
    }

    /** Whether this exchange came for the first time; if so its rows are kept, under numbers of this house. */
    synchronized boolean receive(String exchange, List<Row> rows) throws SQLException {
        return atOnce(() -> {
            if (execute("update livraison set repetitions = repetitions + 1 where echange = ?", exchange) == 1) {
                return false;
            }
            var arrival = new Arrival(this::isKnown, this::nextHousehold).numbered(rows);
            insert(arrival.rows());
            execute("insert into livraison (echange, num_pers, lignes) values (?, ?, ?)", exchange, arrival.person(),
                    String.valueOf(rows.size()));
            if (arrival.isNew()) {
                execute("update foyer set recu_par = ? where num_foyer = ?", exchange, arrival.household());
            }
            return true;
        });
    }

    synchronized List<Received> received() throws SQLException {
        try (var statement = connection.prepareStatement(
                "select echange, num_pers, lignes, repetitions from livraison order by rang");
                var found = statement.executeQuery()) {
            var received = new ArrayList<Received>();
            while (found.next()) {
                received.add(new Received(found.getString(1), found.getString(2), found.getInt(3), found.getInt(4)));
            }
            return received;
        }
    }

    /** @param repeats how often the same exchange came again */
    record Received(String exchange, String person, int rows, int repeats) {}

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }

    private boolean isKnown(String person) throws SQLException {
        return !texts("select num_pers from personne where num_pers = ?", person).isEmpty();
    }

    private String nextHousehold() throws SQLException {
        return "35" + texts("select next value for arrivee").getFirst() + "00";
    }

    private void create() throws SQLException {
        for (var line : Line.values()) {
            execute("create table if not exists " + line.table() + " (rang bigint generated always as identity, "
                    + String.join(" varchar not null, ", line.fields()) + " varchar not null" + keys(line) + ")");
        }
        execute("create table if not exists livraison (rang bigint generated always as identity, "
                + "echange varchar primary key, num_pers varchar, lignes int, repetitions int default 0)");
        execute("create table if not exists extraction (jour varchar, numero int, primary key (jour, numero))");
        execute("create sequence if not exists arrivee start with 9001");
        connection.commit();
    }

    private static String keys(Line line) {
        return switch (line) {
            case F -> ", a_extraire boolean default false, recu_par varchar, primary key (num_foyer)";
            case P -> ", primary key (num_pers), foreign key (num_foyer) references foyer (num_foyer)";
            default -> ", foreign key (num_pers) references personne (num_pers)";
        };
    }

    private void insert(Collection<Row> rows) throws SQLException {
        for (var line : Line.values()) {
            var sql = "insert into " + line.table() + " (" + String.join(", ", line.fields()) + ") values ("
                    + String.join(", ", line.fields().stream().map(field -> "?").toList()) + ")";
            try (var statement = connection.prepareStatement(sql)) {
                for (var row : rows) {
                    if (row.line() == line) {
                        fill(statement, row.texts());
                        statement.addBatch();
                    }
                }
                statement.executeBatch();
            }
        }
    }

    private void mark(String household, boolean toDrop) throws SQLException {
        execute("update foyer set a_extraire = ? where num_foyer = ?", String.valueOf(toDrop), household);
    }

    private List<Row> rows(Line line, String where, String number) throws SQLException {
        var sql = "select " + String.join(", ", line.fields()) + " from " + line.table() + " where " + where
                + " order by rang";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, number);
            try (var found = statement.executeQuery()) {
                var rows = new ArrayList<Row>();
                while (found.next()) {
                    var texts = new ArrayList<String>();
                    for (var index = 1; index <= line.fields().size(); index++) {
                        texts.add(found.getString(index));
                    }
                    rows.add(Row.of(line, line.fields(), texts));
                }
                return rows;
            }
        }
    }

    private List<String> texts(String sql, String... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            fill(statement, List.of(parameters));
            try (var found = statement.executeQuery()) {
                var texts = new ArrayList<String>();
                while (found.next()) {
                    texts.add(Optional.ofNullable(found.getString(1)).orElse(""));
                }
                return texts;
            }
        }
    }

    private int execute(String sql, String... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            fill(statement, List.of(parameters));
            return statement.executeUpdate();
        }
    }

    private static void fill(PreparedStatement statement, List<String> texts) throws SQLException {
        for (var index = 0; index < texts.size(); index++) {
            statement.setString(index + 1, texts.get(index));
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
