package org.viaduc.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.exchange.desk.Backlog;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Pages;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Step;
import org.viaduc.model.Digest;

/**
 * What is put into force on a running node: which tables translate and which routes run, since when and by whom. Each is an
 * entry, written in the transaction of the act.
 */
public final class Upkeep {
    private final Desk desk;

    Upkeep(Desk desk) {
        this.desk = desk;
    }

    /** The tables of one system. @param version with the system's name, as {@code solidor 2026-11-01} */
    public record Tables(String system, String version, Digest content) {}

    /** How other tables came into force. */
    public enum How {
        RELOADED("reloaded"),
        SWITCHED("switched"),
        ROLLED_BACK("rolled-back");

        private final String word;

        How(String word) {
            this.word = word;
        }
    }

    /**
     * One system's tables take the place of others.
     *
     * @param uncertified why nobody certified them first, a listed word; empty when they are certified, or were in force before
     */
    public record Replaced(Tables before, Tables after, How how, Optional<String> uncertified) {}

    /** Tables by which this node did not translate before. @param uncertified as of {@link Replaced} */
    public record Fresh(Tables tables, Optional<String> uncertified) {}

    /** What became of a connector. */
    public enum Moved {
        ADDED("connector-added"),
        CHANGED("connector-changed"),
        REMOVED("connector-removed");

        private final String word;

        Moved(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** All that comes into force together. @param routes those that are new. @param connectors by name */
    public record Taken(List<Replaced> replaced, List<Fresh> fresh, List<String> routes,
            Map<String, Moved> connectors) {}

    /** What is done on disk and in memory, and may fail: then nothing is recorded. */
    @FunctionalInterface
    public interface Doing {
        void run();
    }

    /** True when that version was in force here with other contents: its name is taken. */
    public boolean isTaken(Tables tables) {
        return desk.transactions().run(tx -> {
            try (var statement = tx.prepareStatement("select content from mapping_version where version = ?")) {
                statement.setString(1, tables.version);
                try (var rows = statement.executeQuery()) {
                    return rows.next() && !rows.getString(1).equals(tables.content.hex());
                }
            }
        });
    }

    /**
     * This process translates by these from its start; what is new, or not what it worked by when it ended, is an entry.
     *
     * @param last by which it worked then, by system
     * @return those whose version was in force here with other contents
     */
    public List<Tables> started(List<Tables> tables, Map<String, Tables> last) {
        return tables.stream().filter(each -> desk.transactions().run(tx -> {
            var isKnown = knows(tx, each);
            if (isKnown && last.getOrDefault(each.system, each).equals(each)) {
                return false;
            }
            var wasTaken = !remember(tx, each);
            desk.pages()
                    .say(Step.RELOADED, entry -> with(entry.with(Detail.METHOD, "started"), each))
                    .into(desk.journal(), tx);
            return wasTaken;
        })).toList();
    }

    /** Other tables, routes and connectors take the place of those in force. */
    public void replace(Taken taken, Actor by, Doing doing) {
        desk.transactions().run(tx -> {
            var pages = desk.pages(by);
            for (var each : taken.replaced) {
                remember(tx, each.before);
                remember(tx, each.after);
                switched(tx, each);
                say(pages, each);
            }
            for (var each : taken.fresh) {
                remember(tx, each.tables);
                pages.say(Step.RELOADED, bare -> certified(
                        with(bare.with(Detail.METHOD, How.RELOADED.word), each.tables), each.uncertified));
            }
            taken.routes.forEach(route -> pages.say(Step.RELOADED,
                    entry -> entry.with(Detail.METHOD, How.RELOADED.word).with(Detail.ROUTE, route)));
            taken.connectors.forEach((name, moved) -> pages.say(Step.RELOADED,
                    entry -> entry.with(Detail.METHOD, moved.word).with(Detail.CONNECTOR, name)));
            pages.into(desk.journal(), tx);
            doing.run();
            return null;
        });
    }

    /** How much waits behind a connector that is no longer there, deliveries too where no other delivers. */
    public int waiting(Connector gone) {
        var delivered = gone.delivers() && desk.settings().delivering().isEmpty();
        var backlog = desk.transactions().run(tx -> Backlog.all(tx, List.of(gone.name()), delivered ? gone.name() : "",
                desk.clock().instant())
                .getOrDefault(gone.name(), Backlog.none()));
        return backlog.parked() + backlog.waiting();
    }

    private static void say(Pages pages, Replaced each) {
        pages.say(Step.RELOADED, bare -> certified(with(bare.with(Detail.METHOD, each.how.word), each.after)
                .with(Detail.VERSION, each.before.version), each.uncertified));
    }

    private static Entry with(Entry entry, Tables tables) {
        return entry.with(Detail.SYSTEM, tables.system).with(Detail.MAPPING, tables.version)
                .with(Detail.MAPPING_CONTENT, tables.content.hex());
    }

    private static Entry certified(Entry entry, Optional<String> uncertified) {
        return uncertified.isPresent()
                ? entry.with(Detail.REASON, List.of("uncertified", uncertified.get()))
                : entry;
    }

    /** The version that was in force before the present one; empty where nothing was ever switched. */
    public Optional<String> before(String system) {
        return desk.transactions().run(tx -> {
            try (var statement = tx.prepareStatement(
                    """
                            select before from mapping_switch where system = ? and not undone order by number desc limit 1""")) {
                statement.setString(1, system);
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
                }
            }
        });
    }

    private static boolean knows(Connection tx, Tables tables) throws SQLException {
        try (var statement = tx.prepareStatement("select 1 from mapping_version where version = ? and content = ?")) {
            statement.setString(1, tables.version);
            statement.setString(2, tables.content.hex());
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** @return false when that version was in force with other contents, which it now has */
    private boolean remember(Connection tx, Tables tables) throws SQLException {
        if (knows(tx, tables)) {
            return true;
        }
        try (var statement = tx.prepareStatement("""
                insert into mapping_version (version, content, since) values (?, ?, ?)
                on conflict (version) do update set content = excluded.content, since = excluded.since
                returning (xmax = 0)""")) {
            statement.setString(1, tables.version);
            statement.setString(2, tables.content.hex());
            statement.setTimestamp(3, Timestamp.from(desk.clock().instant()));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    /** A step back undoes the latest step; any other is one more. */
    private void switched(Connection tx, Replaced each) throws SQLException {
        if (each.how == How.ROLLED_BACK) {
            try (var statement = tx.prepareStatement("""
                    update mapping_switch set undone = true where number = (
                        select max(number) from mapping_switch where system = ? and not undone)""")) {
                statement.setString(1, each.after.system);
                statement.executeUpdate();
            }
        } else {
            try (var statement = tx.prepareStatement(
                    "insert into mapping_switch (system, before, after, at) values (?, ?, ?, ?)")) {
                statement.setString(1, each.after.system);
                statement.setString(2, each.before.version);
                statement.setString(3, each.after.version);
                statement.setTimestamp(4, Timestamp.from(desk.clock().instant()));
                statement.executeUpdate();
            }
        }
    }
}
