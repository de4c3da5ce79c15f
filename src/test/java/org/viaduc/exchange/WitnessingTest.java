package org.viaduc.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.proof.JournalHealth;
import org.viaduc.exchange.proof.Outward;
import org.viaduc.exchange.proof.Witnesses;
import org.viaduc.journal.Break;
import org.viaduc.journal.Checkpoint;
import org.viaduc.journal.Contradiction;
import org.viaduc.journal.Contradiction.Kind;
import org.viaduc.journal.JournalCheck;
import org.viaduc.journal.JournalReport;
import org.viaduc.journal.Step;
import org.viaduc.journal.WitnessBook;
import org.viaduc.model.ExchangeId;
import org.viaduc.trust.CheckpointKeys;
import org.viaduc.trust.Statement;
import org.viaduc.trust.TlsMaterial;

import static org.assertj.core.api.Assertions.assertThat;

/** What a neighbour finds out about a node whose owner has every right on its database, and its key. */
class WitnessingTest {
    private final SettableClock clock = new SettableClock();
    private Side rennes;
    private Side nantes;
    private Side quimper;

    @BeforeEach
    void meet(@TempDir Path folder) throws SQLException {
        rennes = new Side("D35", folder, clock);
        nantes = new Side("D44", folder, clock);
        quimper = new Side("D29", folder, clock);
        nantes.acquaintances.add(quimper.peer());
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

        List<Checkpoint> kept = nantes.desk.transactions().run(tx -> nantes.desk.journal().witnesses().newest(tx));
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

    @Test
    void a_head_that_does_not_stand_under_the_nodes_key_is_not_kept() {
        var forged = new Checkpoint(rennes.department, 9, head().rootHash(), head().instant(), head().signature());

        boolean isKept = nantes.desk.transactions().run(tx -> new Witnesses(nantes.desk).keep(tx, forged));

        assertThat(isKept).isFalse();
        List<Checkpoint> kept = nantes.desk.transactions().run(tx -> nantes.desk.journal().witnesses().newest(tx));
        assertThat(kept).extracting(Checkpoint::size).containsExactly(3L);
    }

    @Test
    void what_is_kept_of_a_neighbour_is_proven_to_lie_on_one_line() throws SQLException {
        starts(4);
        clock.pass(Duration.ofHours(2));
        shows();
        starts(9);
        clock.pass(Duration.ofHours(2));
        shows();
        holds();

        assertThat(lineOfRennes()).containsExactly(3L, 7L, 16L);
        assertThat(contradictions()).isEmpty();
    }

    @Test
    void a_log_that_was_rewritten_and_grew_since_cannot_prove_that_it_only_grew() throws SQLException {
        holds();
        forget("journal_leaf", "journal_entry", "journal_checkpoint", "journal_subtree");
        reset();
        clock.pass(Duration.ofHours(2));
        starts(8);
        shows();
        holds();

        assertThat(contradictions()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.NOT_GROWN);
            assertThat(found.first().size()).isEqualTo(3);
            assertThat(found.second().size()).isEqualTo(8);
            assertThat(rennes.peer().checkpointVerifier().verifies(found.second().body(), found.second().signature()))
                    .isTrue();
        });
    }

    @Test
    void what_is_found_waits_in_the_tray_until_somebody_has_looked_and_stays_proof() throws SQLException {
        forget("journal_leaf", "journal_entry", "journal_checkpoint", "journal_subtree");
        reset();
        clock.pass(Duration.ofHours(2));
        starts(3);
        shows();

        var waits = nantes.tray.waiting(Side.READER).stream().filter(each -> each.what().equals("rewritten")).toList();
        assertThat(waits).singleElement().satisfies(each -> assertThat(each.on()).isEqualTo("two-histories,D35"));
        assertThat(nantes.tray.looked(waits.getFirst().id(), "two-histories", Side.READER)).isTrue();

        assertThat(nantes.tray.waiting(Side.READER)).isEmpty();
        assertThat(nantes.tray.looked(waits.getFirst().id(), "two-histories", Side.READER)).isFalse();
        assertThat(contradictions()).hasSize(1);
    }

    @Test
    void a_node_that_shows_one_history_here_and_another_there_is_found_out_by_what_neighbours_pass_on()
            throws SQLException {
        var shownElsewhere = anotherHistory();

        nantes.desk.transactions().run(tx -> new Witnesses(nantes.desk).answer(new Statement.Growth(
                ExchangeId.next(clock), false, List.of(), List.of(), Optional.empty(), List.of(shownElsewhere)),
                quimper.department));

        assertThat(contradictions()).singleElement()
                .satisfies(found -> assertThat(found.kind()).isEqualTo(Kind.TWO_HISTORIES));
    }

    @Test
    void a_node_restored_from_an_older_copy_of_itself_sees_it_at_the_first_neighbour_that_it_meets()
            throws SQLException {
        var lost = head();
        goesBackTo(1);
        clock.pass(Duration.ofHours(2));
        shows();

        assertThat(against(rennes)).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.WENT_BACK);
            assertThat(found.first()).isEqualTo(lost);
            assertThat(found.second().size()).isEqualTo(1);
            assertThat(rennes.peer().checkpointVerifier().verifies(found.second().body(), found.second().signature()))
                    .isTrue();
        });
        assertThat(rennes.entries(Step.WITNESSED)).singleElement().satisfies(entry -> assertThat(entry.details())
                .containsEntry("peer", "D44").containsEntry("part", "journal").containsEntry("reason", "went-back")
                .containsEntry("size", "3").containsEntry("root", lost.rootHash().hex()));
        assertThat(verified(rennes).breaks()).contains(new Break(Break.What.TRUNCATED, 1, 2));
    }

    @Test
    void what_is_found_against_oneself_waits_in_the_tray_shows_in_health_and_is_told_once() throws SQLException {
        goesBackTo(1);
        for (var day = 1; day <= 2; day++) {
            clock.pass(Duration.ofDays(1));
            starts(1);
            shows();
        }

        var waits = rennes.tray.waiting(Side.READER).stream().filter(each -> each.what().equals("own-rewritten"))
                .toList();
        assertThat(waits).singleElement().satisfies(each -> assertThat(each.on()).isEqualTo("went-back,D35"));
        assertThat(health()).isEqualTo(JournalHealth.CONTRADICTED);
        assertThat(rennes.tray.looked(waits.getFirst().id(), "went-back", Side.READER)).isTrue();

        clock.pass(Duration.ofDays(1));
        shows();
        assertThat(rennes.tray.waiting(Side.READER)).isEmpty();
        assertThat(health()).isEqualTo("UP");
        assertThat(against(rennes)).as("it stays proof").isNotEmpty();
    }

    @Test
    void a_node_whose_log_was_rewritten_sees_it_whatever_its_length_is_by_now() throws SQLException {
        goesBackTo(3);
        clock.pass(Duration.ofHours(2));
        shows();
        assertThat(against(rennes)).extracting(Contradiction::kind).containsExactly(Kind.TWO_HISTORIES);

        goesBackTo(9);
        clock.pass(Duration.ofHours(2));
        shows();
        assertThat(against(rennes)).extracting(Contradiction::kind).contains(Kind.NOT_GROWN);
    }

    @Test
    void the_whole_journal_that_such_a_node_exports_is_contradicted_by_what_it_says_itself(@TempDir Path folder)
            throws SQLException, IOException {
        goesBackTo(9);
        clock.pass(Duration.ofHours(2));
        shows();
        var file = folder.resolve("d35.ndjson");
        try (var connection = rennes.source.getConnection(); var out = Files.newOutputStream(file)) {
            rennes.desk.journal().export(connection, out, rennes.ring.publicKeys());
        }

        assertThat(JournalCheck.verify(List.of(file), CheckpointKeys::of).getFirst().breaks())
                .containsExactly(new Break(Break.What.CONTRADICTED, 0, 2));
    }

    @Test
    void a_log_that_only_grew_is_told_nothing_by_its_own_heads() throws SQLException {
        starts(4);
        clock.pass(Duration.ofHours(2));
        shows();
        clock.pass(Duration.ofHours(2));
        shows();

        assertThat(against(rennes)).isEmpty();
        assertThat(rennes.entries(Step.WITNESSED)).isEmpty();
        assertThat(health()).isEqualTo("UP");
    }

    @Test
    void who_has_seen_which_head_of_ours_is_known_in_their_own_signed_word() throws SQLException {
        var first = head();
        clock.pass(Duration.ofHours(2));
        shows();
        starts(4);
        clock.pass(Duration.ofHours(2));
        shows();
        var second = head();
        shows();

        assertThat(seen()).singleElement().satisfies(each -> {
            assertThat(each.by()).isEqualTo(nantes.department);
            assertThat(each.size()).isEqualTo(second.size()).isGreaterThan(first.size());
            assertThat(each.root()).isEqualTo(second.rootHash());
            assertThat(each.signedAt()).isEqualTo(second.instant());
            assertThat(each.toldAt()).isEqualTo(clock.instant());
            assertThat(each.stands()).isTrue();
        });
        goesBackTo(1);
        clock.pass(Duration.ofHours(2));
        shows();
        assertThat(seen()).singleElement().satisfies(each -> assertThat(each.stands()).isFalse());
    }

    private List<WitnessBook.Seen> seen() {
        return rennes.desk.transactions().run(tx -> rennes.desk.journal().witnesses().seen(tx));
    }

    @Test
    void a_head_that_this_node_never_signed_accuses_nobody() {
        var forged = new Checkpoint(rennes.department, 9, head().rootHash(), head().instant(),
                nantes.ring.checkpointSigner().sign(head().body()));

        rennes.desk.transactions().run(tx -> new Witnesses(rennes.desk).answer(new Statement.Growth(
                ExchangeId.next(clock), false, List.of(), List.of(), Optional.empty(), List.of(forged)),
                nantes.department));

        assertThat(against(rennes)).isEmpty();
    }

    /** A log of that length stands in the place of the one that was shown. */
    private void goesBackTo(int size) throws SQLException {
        forget("journal_leaf", "journal_entry", "journal_checkpoint", "journal_subtree");
        reset();
        clock.pass(Duration.ofSeconds(5));
        starts(size);
    }

    private static List<Contradiction> against(Side side) {
        return side.desk.transactions().run(tx -> side.desk.journal().witnesses().contradictions(tx)).stream()
                .filter(found -> found.origin().equals(side.department)).toList();
    }

    private static JournalReport verified(Side side) throws SQLException {
        try (var connection = side.source.getConnection()) {
            return JournalCheck.verify(connection, side.department, side.peer().checkpointVerifier());
        }
    }

    private String health() {
        return new JournalHealth(new Outward(rennes.desk.settings(), rennes.desk.journal(), rennes.source,
                new TlsMaterial(rennes.ring, rennes.desk.peers()), clock)).health().getStatus().getCode();
    }

    /** What the owner of D35 shows to others: a log of the same size, signed with the true key. */
    private Checkpoint anotherHistory() throws SQLException {
        forget("journal_leaf", "journal_entry", "journal_checkpoint", "journal_subtree");
        reset();
        clock.pass(Duration.ofSeconds(5));
        starts(3);
        try (var connection = rennes.source.getConnection()) {
            rennes.desk.journal().sequence(connection);
            return rennes.desk.journal().checkpoint(connection);
        }
    }

    private Checkpoint head() {
        return rennes.desk.transactions().run(tx -> rennes.desk.journal().latestCheckpoint(tx)).orElseThrow();
    }

    /** D44 holds D35 to its journal. */
    private void holds() throws SQLException {
        assertThat(new Witnessing(nantes.desk, nantes, nantes.source).round()).isEqualTo(1);
    }

    private List<Long> lineOfRennes() throws SQLException {
        try (var kept = nantes.source.getConnection();
                var rows = kept.createStatement()
                        .executeQuery("select size from journal_line where origin = 'D35' order by size")) {
            var sizes = new ArrayList<Long>();
            while (rows.next()) {
                sizes.add(rows.getLong(1));
            }
            return sizes;
        }
    }

    private List<Contradiction> contradictions() {
        return nantes.desk.transactions().run(tx -> nantes.desk.journal().witnesses().contradictions(tx));
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
