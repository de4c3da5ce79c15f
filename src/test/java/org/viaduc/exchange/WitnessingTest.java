package org.viaduc.exchange;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.journal.Checkpoint;
import org.viaduc.journal.Contradiction;
import org.viaduc.journal.Contradiction.Kind;
import org.viaduc.journal.Step;

import static org.assertj.core.api.Assertions.assertThat;

/** What a neighbour finds out about a node whose owner has every right on its database, and its key. */
class WitnessingTest {
    private final SettableClock clock = new SettableClock();
    private Side rennes;
    private Side nantes;

    @BeforeEach
    void meet(@TempDir Path folder) throws SQLException {
        rennes = new Side("D35", folder, clock);
        nantes = new Side("D44", folder, clock);
        rennes.meets(nantes, true);
        nantes.meets(rennes, true);
        clock.pass(Duration.ofDays(1));
        starts(3);
        shows();
    }

    @Test
    void a_head_that_was_shown_is_kept_and_a_log_that_grows_contradicts_nothing() throws SQLException {
        starts(2);
        clock.pass(Duration.ofHours(2));
        shows();

        List<Checkpoint> kept = nantes.desk.transactions().run(tx -> nantes.desk.journal().witnessed(tx));
        assertThat(kept).singleElement().satisfies(head -> assertThat(head.size()).isEqualTo(5));
        assertThat(contradictions()).isEmpty();
    }

    @Test
    void a_history_written_anew_and_signed_with_the_true_key_is_found_out() throws SQLException {
        forget("journal_leaf", "journal_entry", "journal_checkpoint", "journal_subtree");
        reset();
        clock.pass(Duration.ofHours(2));
        starts(3);
        shows();

        assertThat(contradictions()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.TWO_HISTORIES);
            assertThat(found.first().rootHash()).isNotEqualTo(found.second().rootHash());
            assertThat(rennes.peer().checkpointVerifier().verifies(found.first().body(), found.first().signature()))
                    .isTrue();
            assertThat(rennes.peer().checkpointVerifier().verifies(found.second().body(), found.second().signature()))
                    .isTrue();
        });
        assertThat(nantes.entries(Step.WITNESSED)).singleElement()
                .satisfies(entry -> assertThat(entry.details()).containsEntry("reason", "two-histories"));
    }

    @Test
    void a_database_restored_from_an_older_copy_is_found_out() throws SQLException {
        forget("journal_leaf", "journal_entry", "journal_checkpoint", "journal_subtree");
        reset();
        clock.pass(Duration.ofHours(2));
        starts(1);
        shows();

        assertThat(contradictions()).extracting(Contradiction::kind).containsExactly(Kind.WENT_BACK);
    }

    @Test
    void a_clock_that_was_set_back_is_found_out() throws SQLException {
        clock.pass(Duration.ofHours(-3));
        starts(1);
        shows();

        assertThat(contradictions()).extracting(Contradiction::kind).containsExactly(Kind.WENT_BACK);
    }

    private List<Contradiction> contradictions() {
        return nantes.desk.transactions().run(tx -> nantes.desk.journal().contradictions(tx));
    }

    private void shows() throws SQLException {
        assertThat(new Witnessing(rennes.desk, rennes, rennes.source).round()).isEqualTo(1);
    }

    private void starts(int times) {
        rennes.desk.transactions().run(tx -> {
            for (var time = 0; time < times; time++) {
                rennes.desk.pages().say(Step.STARTED, entry -> entry).into(rennes.desk.journal(), tx);
            }
            return null;
        });
    }

    private void forget(String... tables) throws SQLException {
        try (var log = rennes.source.getConnection(); var statement = log.createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (var table : tables) {
                statement.execute("delete from " + table);
            }
        }
    }

    private void reset() throws SQLException {
        try (var log = rennes.source.getConnection(); var statement = log.createStatement()) {
            statement
                    .execute("update journal_head set size = 0, frontier = '', link = decode(repeat('00', 32), 'hex')");
        }
    }
}
