package org.viaduc.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JournalTest {
    private static final Department D35 = new Department("D35");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);
    private static final TestSigner SIGNER = new TestSigner("d35");

    private final Journal journal = new Journal(D35, SIGNER, CLOCK);
    private TestDatabase database;

    @BeforeEach
    void aFreshDatabase() {
        database = TestDatabase.fresh();
    }

    @Test
    void entries_stand_or_fall_with_the_act_they_tell() throws SQLException {
        try (var act = database.connect(); var log = database.connect()) {
            act.setAutoCommit(false);
            journal.append(act, numbered(0));
            act.rollback();
            journal.append(act, numbered(1), numbered(2));
            act.commit();

            assertThat(journal.sequence(log)).isEqualTo(2);
            assertThat(numbers(log)).containsExactly(1, 2);
        }
    }

    @Test
    void an_entry_of_a_transaction_that_commits_late_is_not_skipped() throws SQLException {
        try (var slow = database.connect(); var quick = database.connect(); var log = database.connect()) {
            slow.setAutoCommit(false);
            journal.append(slow, numbered(1));
            journal.append(quick, numbered(2));

            assertThat(journal.sequence(log)).as("nothing behind a running transaction").isZero();
            slow.commit();
            journal.append(quick, numbered(3));
            assertThat(journal.sequence(log)).isEqualTo(3);
            assertThat(numbers(log)).containsExactly(1, 2, 3);
            assertThat(JournalCheck.verify(log, D35, SIGNER).holds()).isTrue();
        }
    }

    @Test
    void appenders_do_not_wait_for_the_sequencer() throws SQLException {
        try (var sequencing = database.connect(); var appending = database.connect(); var log = database.connect()) {
            journal.append(appending, numbered(1));
            sequencing.setAutoCommit(false);
            holdTheTurn(sequencing);

            try (var limit = appending.createStatement()) {
                limit.execute("set lock_timeout = '200ms'");
            }
            journal.append(appending, numbered(2));
            assertThat(journal.sequence(log)).as("another instance has its turn").isZero();

            sequencing.commit();
            assertThat(journal.sequence(log)).isEqualTo(2);
        }
    }

    private static void holdTheTurn(Connection connection) throws SQLException {
        try (var lock = connection.createStatement()) {
            lock.execute("select pg_advisory_xact_lock(" + 0x766961647563L + ")");
        }
    }

    @Test
    void many_instances_together_place_every_entry_once() throws Exception {
        var tasks = new ArrayList<Callable<Integer>>();
        for (var writer = 0; writer < 4; writer++) {
            var first = writer * 1_000;
            tasks.add(() -> appendOneByOne(first, 200));
        }
        for (var instance = 0; instance < 3; instance++) {
            tasks.add(() -> sequenceTimes(100));
        }
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : workers.invokeAll(tasks)) {
                done.get();
            }
        }
        try (var log = database.connect()) {
            journal.sequence(log);
            assertThat(numbers(log)).hasSize(800).doesNotHaveDuplicates();
            assertThat(JournalCheck.verify(log, D35, SIGNER).holds()).isTrue();
        }
    }

    private int appendOneByOne(int first, int count) throws SQLException {
        try (var connection = database.connect()) {
            for (var number = first; number < first + count; number++) {
                journal.append(connection, numbered(number));
            }
            return count;
        }
    }

    private int sequenceTimes(int times) throws SQLException {
        var total = 0;
        try (var connection = database.connect()) {
            for (var time = 0; time < times; time++) {
                total += journal.sequence(connection);
            }
        }
        return total;
    }

    @Test
    void more_entries_than_a_batch_holds_are_all_placed_at_once() throws SQLException {
        try (var log = database.connect()) {
            journal.append(log, IntStream.range(0, 12_000).mapToObj(JournalTest::numbered).toList());

            assertThat(journal.sequence(log)).isEqualTo(12_000);
            assertThat(numbers(log)).isSorted();
        }
    }

    @Test
    void a_log_restored_in_another_cluster_catches_up_and_goes_on() throws SQLException {
        try (var log = database.connect(); var statement = log.createStatement()) {
            journal.append(log, numbered(1));
            journal.sequence(log);
            statement.execute("update journal_head set cursor_tx = '999999999'");
            statement.execute("""
                    insert into journal_entry (tx, actor_kind, actor_id, step, at, details)
                    values ('999999998', 'node', 'D35', 'accepted', now(), '{"number":"2"}')""");
            journal.append(log, numbered(3));

            assertThat(journal.sequence(log)).isEqualTo(2);
            journal.append(log, numbered(4));
            assertThat(journal.sequence(log)).isEqualTo(1);
            assertThat(numbers(log)).containsExactlyInAnyOrder(1, 2, 3, 4).endsWith(4);
            assertThat(JournalCheck.verify(log, D35, SIGNER).holds()).isTrue();
        }
    }

    @Test
    void the_database_refuses_to_change_or_remove_what_was_written() throws SQLException {
        try (var log = database.connect(); var statement = log.createStatement()) {
            journal.append(log, numbered(1));
            journal.sequence(log);
            journal.checkpoint(log);
            journal.witnesses().keep(log,
                    new Checkpoint(new Department("D44"), 0, new Tree().root(), CLOCK.instant(), "s"));

            for (var table : List.of("journal_entry", "journal_leaf", "journal_checkpoint", "journal_witness")) {
                for (var change : List.of("delete from " + table, "truncate " + table)) {
                    assertThatThrownBy(() -> statement.execute(change)).isInstanceOf(SQLException.class)
                            .hasMessageContaining("never changed");
                }
            }
            assertThatThrownBy(() -> statement.execute("update journal_entry set step = 'sent'"))
                    .isInstanceOf(SQLException.class).hasMessageContaining("never changed");
        }
    }

    @Test
    void a_checkpoint_is_signed_anew_only_when_the_log_has_grown() throws SQLException {
        try (var log = database.connect()) {
            assertThat(journal.latestCheckpoint(log)).isEmpty();
            var empty = journal.checkpoint(log);
            journal.append(log, numbered(1));
            journal.sequence(log);

            var first = journal.checkpoint(log);

            assertThat(empty.size()).isZero();
            assertThat(first.size()).isEqualTo(1);
            assertThat(SIGNER.verifies(first.body(), first.signature())).isTrue();
            assertThat(journal.checkpoint(log)).isEqualTo(first);
            assertThat(journal.latestCheckpoint(log)).contains(first);
        }
    }

    @Test
    void a_neighbour_that_shows_two_heads_of_one_size_is_caught() throws SQLException {
        var d44 = new Department("D44");
        var grown = new Tree();
        grown.add(Hashing.START);
        try (var log = database.connect()) {
            var first = new Checkpoint(d44, 1, new Tree().root(), CLOCK.instant(), "s");
            var second = new Checkpoint(d44, 1, grown.root(), CLOCK.instant(), "s");

            assertThat(journal.witnesses().keep(log, first)).isTrue();
            assertThat(journal.witnesses().keep(log, first)).isTrue();
            assertThat(journal.witnesses().keep(log, second)).isFalse();
        }
    }

    @Test
    void what_was_done_on_an_exchange_can_be_read_in_order() throws SQLException {
        var exchange = ExchangeId.next(CLOCK);
        var other = ExchangeId.next(CLOCK);
        var accepted = Entry.of(exchange, Actor.system("solidor"), Step.ACCEPTED, CLOCK.instant());
        var decided = Entry.of(exchange, Actor.node(D35), Step.DECIDED, CLOCK.instant()).with(Detail.OUTCOME, "await");
        try (var log = database.connect()) {
            journal.append(log, accepted, Entry.of(other, Actor.node(D35), Step.SENT, CLOCK.instant()));
            journal.sequence(log);
            journal.append(log, decided);

            assertThat(journal.of(log, exchange)).containsExactly(
                    new Journal.Placed(java.util.Optional.of(0L), accepted),
                    new Journal.Placed(java.util.Optional.empty(), decided));
        }
    }

    static Entry numbered(int number) {
        return Entry.of(Actor.node(D35), Step.ACCEPTED, CLOCK.instant()).with(Detail.NUMBER, number);
    }

    private static List<Integer> numbers(Connection connection) throws SQLException {
        var found = new ArrayList<Integer>();
        try (var select = connection.prepareStatement("""
                select (e.details->>'number')::int from journal_leaf l join journal_entry e on e.id = l.entry
                 order by l.leaf_index"""); var rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getInt(1));
            }
        }
        return found;
    }
}
