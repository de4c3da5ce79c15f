package org.viaduc.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import org.viaduc.exchange.question.QuestionText;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal;
import org.viaduc.model.Department;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Party;
import org.viaduc.policy.Question;
import org.viaduc.policy.Recipient;
import org.viaduc.policy.Role;

/**
 * Gives a running node a past, straight in its database: entries as it writes them, and the exchanges that they tell of. Of a
 * thousand exchanges ten were withheld, one is parked and two wait for a fact; the others were delivered.
 */
final class Past implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int PER_COMMIT = 60;
    private static final Department HERE = new Department("D35");

    private static final String EXCHANGES = """
            insert into exchange (id, direction, peer, track, state, person, question, connector, local_id, awaits, due, reason,
                mapping, opened_at, changed_at)
            select o.exchange, case when o.n % 3 = 0 then 'in' else 'out' end, o.details->>'to', 'ase-ip', s.state,
                (m.details->>'pseudonym')::uuid, ?, 'd35-solidor', '350' || o.n,
                case s.state when 'awaiting' then 'written-agreement' else '' end,
                case s.state when 'awaiting' then current_date + (o.n % 30)::int end,
                case s.state when 'parked' then 'person-in-doubt' else '' end, 'solidor 1', o.at, o.at
            from (select e.*, row_number() over (order by e.id) n from journal_entry e where step = 'question-opened') o
            join journal_entry m on m.exchange = o.exchange and m.step = 'matched'
            cross join lateral (select case when o.n % 1000 = 0 then 'parked' when o.n % 500 = 1 then 'awaiting'
                when o.n % 100 = 3 then 'withheld' else 'delivered' end) s(state)
            """;

    private final Connection connection;

    private Past(Connection connection) {
        this.connection = connection;
    }

    /** @param data the data folder of a running node that brought its own PostgreSQL */
    static Past of(Path data) throws IOException, SQLException {
        var lock = Files.readAllLines(data.resolve("postgres/postmaster.pid"));
        return new Past(DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + lock.get(3).strip() + "/postgres", "postgres", ""));
    }

    /** Adds the first of the sample's exchanges, as many as that. */
    void fill(Sample sample, long exchanges) throws SQLException {
        var journal = new Journal(HERE, body -> {
            throw new UnsupportedOperationException("the node signs its own journal");
        }, Clock.systemUTC());
        connection.setAutoCommit(false);
        for (var first = 0L; first < exchanges; first += PER_COMMIT) {
            var entries = new ArrayList<Entry>();
            for (var number = first; number < Math.min(exchanges, first + PER_COMMIT); number++) {
                entries.addAll(sample.exchange(number));
            }
            journal.append(connection, entries);
            connection.commit();
        }
        connection.setAutoCommit(true);
        try (var insert = connection.prepareStatement(EXCHANGES)) {
            insert.setString(1, QuestionText.write(new Question(Track.of("ase-ip"), Purpose.of("EVAL_IP"),
                    new Party(HERE, Role.CADRE_CRIP),
                    new Recipient(new Department("D44"), Role.CADRE_CRIP, true, Optional.of(Mission.PE)))));
            insert.executeUpdate();
        }
    }

    /** Waits until the node has given every entry its place, and ends what the filling left the database to do. */
    void settle() throws SQLException {
        while (one("select (select count(*) from journal_entry) - (select size from journal_head)") > 100) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        try (var statement = connection.createStatement()) {
            for (var table : List.of("journal_entry", "journal_applied", "journal_leaf", "exchange")) {
                statement.execute("vacuum (analyze) " + table);
            }
            statement.execute("checkpoint");
        }
    }

    private long one(String sql) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
