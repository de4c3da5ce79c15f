package org.viaduc.exchange.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.SettableClock;
import org.viaduc.exchange.node.Outlets.Collector;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal;
import org.viaduc.journal.Step;
import org.viaduc.journal.TestDatabase;
import org.viaduc.model.Department;
import org.viaduc.trust.KeyRing;
import org.viaduc.trust.PeerDirectory;
import org.viaduc.trust.TlsMaterial;

import static org.assertj.core.api.Assertions.assertThat;

/** Every entry reaches the collector, in order, whatever becomes of the line. */
class FeedingTest {
    private static final Department D35 = new Department("D35");
    private static final Pattern INDEX = Pattern.compile(" index=\"([0-9]+)\" ");

    private final SettableClock clock = new SettableClock();
    private final Journal journal = new Journal(D35, body -> "signed", clock);
    @TempDir
    private Path folder;
    private TestDatabase database;
    private Connection log;
    private PlayedCollector collector;

    @BeforeEach
    void aJournalAndACollector() throws SQLException, IOException {
        database = TestDatabase.fresh();
        log = database.connect();
        collector = new PlayedCollector();
    }

    @AfterEach
    void close() throws SQLException, IOException {
        log.close();
        collector.close();
    }

    @Test
    void each_entry_is_told_once_and_in_its_order_while_all_is_well() throws SQLException, IOException {
        var feeding = feeding(collector.port());
        grow(3);
        assertThat(feeding.once()).isTrue();
        grow(2);
        assertThat(feeding.once()).isTrue();
        assertThat(feeding.once()).isFalse();

        assertThat(told()).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(collector.taken().getFirst()).startsWith("<85>1 ").contains(" d35 viaduc - started [entry@32473 ",
                "<AuditMessage>");
    }

    @Test
    void what_a_collector_that_was_away_missed_it_is_told_when_it_is_back() throws SQLException, IOException {
        grow(4);
        collector.close();
        var away = feeding(collector.port());

        assertThat(away.once()).isFalse();
        assertThat(away.failingSince()).contains(clock.instant());
        assertThat(journal.feeds().of(log, Feeding.FEED)).isEmpty();

        collector = new PlayedCollector();
        assertThat(feeding(collector.port()).once()).isTrue();
        assertThat(told()).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void a_load_that_was_broken_off_is_told_again_whole() throws SQLException, IOException {
        grow(400);
        collector.breaksOffAfter(3);
        var feeding = feeding(collector.port());

        assertThat(feeding.once()).isFalse();
        assertThat(feeding.failingSince()).isPresent();
        collector.breaksOffAfter(Integer.MAX_VALUE);
        assertThat(feeding.once()).isTrue();

        assertThat(feeding.failingSince()).isEmpty();
        assertThat(told()).startsWith(0L, 1L, 2L, 0L, 1L);
        assertThat(told().subList(3, told().size()))
                .containsExactlyElementsOf(LongStream.range(0, 400).boxed().toList());
    }

    @Test
    void a_collector_that_shows_another_certificate_is_told_nothing() throws SQLException, IOException {
        grow(1);
        try (var other = new PlayedCollector()) {
            var feeding = feeding(other.port());

            assertThat(feeding.once()).isFalse();
            assertThat(other.taken()).isEmpty();
        }
    }

    @Test
    void two_instances_do_not_tell_at_the_same_time() throws SQLException, IOException {
        grow(5);
        try (var held = database.connect(); var other = database.connect()) {
            var told = IntStream.of(journal.feeds().tell(held, Feeding.FEED, 10,
                    entries -> assertThat(journalFeeds(other)).isZero())).boxed().toList();

            assertThat(told).containsExactly(5);
        }
    }

    private int journalFeeds(Connection other) throws IOException {
        try {
            return journal.feeds().tell(other, Feeding.FEED, 10, entries -> {
            });
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Feeding feeding(int port) throws IOException {
        var ring = KeyRing.open(folder.resolve("keys"), D35, clock);
        return new Feeding(journal, D35, database.source(), clock,
                new Collector("127.0.0.1", port, List.of(collector.certificate())),
                new TlsMaterial(ring, PeerDirectory.of()).outward(List.of(collector.certificate())));
    }

    private List<Long> told() {
        return collector.taken().stream().map(message -> {
            var index = INDEX.matcher(message);
            assertThat(index.find()).isTrue();
            return Long.parseLong(index.group(1));
        }).toList();
    }

    private void grow(int times) throws SQLException {
        journal.append(log, IntStream.range(0, times)
                .mapToObj(any -> Entry.of(Actor.node(D35), Step.STARTED, clock.instant())).toList());
        journal.sequence(log);
    }
}
