package org.viaduc.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.viaduc.exchange.Upkeep.Tables;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.model.Digest;

/**
 * The processes of this node that share its database, each with its own folder. What is switched or reloaded in one of them is
 * not in the others: here each says by what it works, so that all can tell.
 */
public final class Processes {
    /** A process that has not said anything for so long is not there. */
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration FORGOTTEN = Duration.ofDays(30);

    private final Desk desk;
    private final String own;

    /** @param own this process's name, the same at its next start */
    Processes(Desk desk, String own) {
        this.desk = desk;
        this.own = own;
    }

    /** By what a process works for one connector. @param setup digest of its routes and of what node.yaml has it do */
    public record Running(String connector, Tables tables, Digest setup) {}

    /** What another process has otherwise. */
    public enum Differs {
        MAPPING("mapping"),
        ROUTES("routes"),
        /** It does not have the connector at all. */
        MISSING("missing");

        private final String word;

        Differs(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Another process that does not work by the same. @param mapping its version; empty where it is missing */
    public record Elsewhere(String process, Differs differs, Optional<String> mapping) {}

    /** This process works by these now, and by nothing else. */
    public void say(List<Running> all) {
        desk.transactions().run(tx -> {
            forget(tx, all);
            for (var each : all) {
                say(tx, each);
            }
            return null;
        });
    }

    private void forget(Connection tx, List<Running> all) throws SQLException {
        try (var statement = tx.prepareStatement("""
                delete from process_connector
                where process = ? and not connector = any(?) or seen_at < ?""")) {
            statement.setString(1, own);
            statement.setArray(2, tx.createArrayOf("text", all.stream().map(Running::connector).toArray()));
            statement.setTimestamp(3, Timestamp.from(desk.clock().instant().minus(FORGOTTEN)));
            statement.executeUpdate();
        }
    }

    private void say(Connection tx, Running each) throws SQLException {
        try (var statement = tx.prepareStatement("""
                insert into process_connector (process, connector, system, version, content, setup, seen_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (process, connector) do update set system = excluded.system, version = excluded.version,
                    content = excluded.content, setup = excluded.setup, seen_at = excluded.seen_at""")) {
            statement.setString(1, own);
            statement.setString(2, each.connector);
            statement.setString(3, each.tables.system());
            statement.setString(4, each.tables.version());
            statement.setString(5, each.tables.content().hex());
            statement.setString(6, each.setup.hex());
            statement.setTimestamp(7, Timestamp.from(desk.clock().instant()));
            statement.executeUpdate();
        }
    }

    /** By which tables this process worked when it last said so, by system; nothing of one that never did. */
    public Map<String, Tables> last() {
        return desk.transactions().run(tx -> {
            var last = new HashMap<String, Tables>();
            rows(tx, "where process = ?", own).forEach(
                    row -> last.put(row.running.tables.system(), row.running.tables));
            return last;
        });
    }

    /** Which other processes that are there now do not work by these, by connector. */
    public Map<String, List<Elsewhere>> elsewhere(List<Running> ours) {
        var theirs = desk.transactions().run(tx -> rows(tx, "where process <> ? and seen_at > ?", own,
                Timestamp.from(desk.clock().instant().minus(SILENCE))));
        var processes = theirs.stream().map(Row::process).distinct().sorted().toList();
        var found = new HashMap<String, List<Elsewhere>>();
        for (var each : ours) {
            found.put(each.connector, processes.stream().map(process -> elsewhere(process, each, theirs))
                    .flatMap(Optional::stream).toList());
        }
        return found;
    }

    private static Optional<Elsewhere> elsewhere(String process, Running ours, List<Row> theirs) {
        var its = theirs.stream().filter(row -> row.process.equals(process)).map(Row::running)
                .filter(each -> each.connector.equals(ours.connector)).findFirst();
        if (its.isEmpty()) {
            return Optional.of(new Elsewhere(process, Differs.MISSING, Optional.empty()));
        }
        var version = Optional.of(its.get().tables.version());
        if (!its.get().tables.content().equals(ours.tables.content())) {
            return Optional.of(new Elsewhere(process, Differs.MAPPING, version));
        }
        return Objects.equals(its.get().setup, ours.setup)
                ? Optional.empty()
                : Optional.of(new Elsewhere(process, Differs.ROUTES, version));
    }

    private record Row(String process, Running running) {}

    private static List<Row> rows(Connection tx, String where, Object... values) throws SQLException {
        try (var statement = tx.prepareStatement("select * from process_connector " + where)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<Row>();
                while (rows.next()) {
                    found.add(new Row(rows.getString("process"), new Running(rows.getString("connector"),
                            new Tables(rows.getString("system"), rows.getString("version"),
                                    new Digest(rows.getString("content"))),
                            new Digest(rows.getString("setup")))));
                }
                return found;
            }
        }
    }
}
