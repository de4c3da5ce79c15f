package org.viaduc.federation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands in the tables of a running node, read as text beside it. */
final class NodeTables {
    private static final int PORT_LINE = 3;
    private final Path data;

    /** @param data the node's data folder */
    NodeTables(Path data) {
        this.data = data;
    }

    /** One entry of the journal. */
    record Line(String exchange, String actor, String step, String details) {
        boolean says(String what) {
            return details.contains('"' + what + '"');
        }
    }

    /** The entries of a step, oldest first. */
    List<Line> entries(String step) throws IOException, SQLException {
        var found = new ArrayList<Line>();
        for (var row : rows("select coalesce(exchange::text, ''), actor_kind || ':' || actor_id, step, details::text"
                + " from journal_entry where step = '" + step + "' order by id")) {
            found.add(new Line(row.get(0), row.get(1), row.get(2), row.get(3)));
        }
        return found;
    }

    /** Every row of every table, by the table's name. */
    Map<String, List<String>> everything() throws IOException, SQLException {
        var all = new HashMap<String, List<String>>();
        for (var table : rows("select table_name from information_schema.tables where table_schema = 'public'")) {
            var name = table.getFirst();
            all.put(name, rows("select t::text from \"" + name + "\" t").stream().map(List::getFirst).toList());
        }
        return all;
    }

    /** The process of the database server, if it runs. */
    Optional<ProcessHandle> server() {
        try {
            var pid = Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip());
            return ProcessHandle.of(pid)
                    .filter(process -> process.info().command().orElse("").contains("postgres"));
        } catch (IOException notRunning) {
            return Optional.empty();
        }
    }

    List<List<String>> rows(String sql) throws IOException, SQLException {
        var port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(PORT_LINE).strip();
        try (var connection = DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/postgres",
                "postgres", "postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var columns = rows.getMetaData().getColumnCount();
            var found = new ArrayList<List<String>>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (var i = 1; i <= columns; i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                found.add(row);
            }
            return found;
        }
    }
}
