package org.viaduc.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.journal.Break.What;
import org.viaduc.model.Department;
import org.viaduc.model.Language;

import static org.assertj.core.api.Assertions.assertThat;

/** Someone with every right on the database rewrites the journal, and is found out. */
class TamperingTest {
    private static final Department D35 = new Department("D35");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);
    private static final TestSigner SIGNER = new TestSigner("d35");

    private final Journal journal = new Journal(D35, SIGNER, CLOCK);
    private Connection log;

    @BeforeEach
    void tenEntriesUnderTwoCheckpoints() throws SQLException {
        log = TestDatabase.fresh().connect();
        write(0, 6);
        journal.checkpoint(log);
        write(6, 10);
        journal.checkpoint(log);
        // as a superuser can
        run("set session_replication_role = replica");
    }

    @AfterEach
    void closeTheDatabase() throws SQLException {
        log.close();
    }

    @Test
    void an_untouched_journal_holds() throws SQLException {
        var report = check();

        assertThat(report.breaks()).isEmpty();
        assertThat(report.entries()).isEqualTo(10);
        assertThat(report.checkpoints()).isEqualTo(2);
        assertThat(report.text(Language.EN)).contains("D35", "10 entries", "holds");
    }

    @Test
    void a_changed_entry_is_found_where_it_stands() throws SQLException {
        run("update journal_entry set step = 'withheld' where id = " + entry(7));

        assertThat(check().breaks()).contains(Break.at(What.CHANGED, 7), new Break(What.REWRITTEN, 6, 9));
        assertThat(check().text(Language.EN)).contains("entry 7: its content is not what was recorded");
    }

    @Test
    void an_entry_that_no_node_could_have_written_is_found() throws SQLException {
        run("update journal_entry set details = '{\"reason\":\"Marie Dupont\"}' where id = " + entry(3));

        assertThat(check().breaks()).contains(Break.at(What.CHANGED, 3));
    }

    @Test
    void a_changed_actor_time_or_exchange_is_found() throws SQLException {
        run("update journal_entry set actor_id = 'D36' where id = " + entry(1));
        run("update journal_entry set at = at + interval '1 microsecond' where id = " + entry(2));
        run("update journal_entry set exchange = gen_random_uuid() where id = " + entry(3));

        assertThat(check().breaks()).contains(Break.at(What.CHANGED, 1), Break.at(What.CHANGED, 2),
                Break.at(What.CHANGED, 3));
    }

    @Test
    void a_deleted_entry_is_found() throws SQLException {
        run("delete from journal_entry where id = " + entry(4));

        assertThat(check().breaks()).contains(Break.at(What.MISSING, 4));
    }

    @Test
    void an_entry_deleted_with_its_leaf_is_found() throws SQLException {
        run("delete from journal_entry where id = " + entry(4));
        run("delete from journal_leaf where leaf_index = 4");

        assertThat(check().breaks()).contains(Break.at(What.MISSING, 4));
    }

    @Test
    void an_entry_deleted_with_the_later_ones_moved_up_is_found() throws SQLException {
        run("delete from journal_entry where id = " + entry(4));
        run("delete from journal_leaf where leaf_index = 4");
        for (var place = 5; place < 10; place++) {
            run("update journal_leaf set leaf_index = " + (place - 1) + " where leaf_index = " + place);
        }

        assertThat(check().breaks()).contains(Break.at(What.UNLINKED, 4));
    }

    @Test
    void two_swapped_entries_are_found_as_such() throws SQLException {
        var second = entry(2);
        var eighth = entry(8);
        run("update journal_leaf set entry = -1 where leaf_index = 2");
        run("update journal_leaf set entry = " + second + " where leaf_index = 8");
        run("update journal_leaf set entry = " + eighth + " where leaf_index = 2");

        assertThat(check().breaks()).contains(new Break(What.SWAPPED, 2, 8));
        assertThat(check().text(Language.FR)).contains("entrées 2 et 8 : les deux entrées ont été interverties");
    }

    @Test
    void an_inserted_entry_is_found() throws SQLException {
        var forged = insertEntry();
        for (var place = 9; place >= 5; place--) {
            run("update journal_leaf set leaf_index = " + (place + 1) + " where leaf_index = " + place);
        }
        run("insert into journal_leaf select 5, " + forged + ", leaf, link from journal_leaf where leaf_index = 4");

        assertThat(check().breaks()).contains(Break.at(What.CHANGED, 5), Break.at(What.UNLINKED, 5));
    }

    @Test
    void an_entry_slipped_in_behind_the_sequencer_is_found() throws SQLException {
        var forged = insertEntry();
        run("update journal_entry set tx = '1' where id = " + forged);

        assertThat(check().breaks()).containsExactly(Break.at(What.OUTSIDE, forged));
    }

    @Test
    void a_journal_cut_short_is_found_against_its_checkpoint() throws SQLException {
        run("delete from journal_entry where id in (select entry from journal_leaf where leaf_index >= 8)");
        run("delete from journal_leaf where leaf_index >= 8");
        rehash();

        assertThat(check().breaks()).containsExactly(new Break(What.TRUNCATED, 8, 9));
    }

    @Test
    void a_journal_written_over_with_forged_hashes_is_found_against_its_checkpoint() throws SQLException {
        run("update journal_entry set step = 'withheld' where id = " + entry(7));
        rehash();

        assertThat(check().breaks()).containsExactly(new Break(What.REWRITTEN, 6, 9));
    }

    @Test
    void forged_checkpoints_do_not_help_without_the_key() throws SQLException {
        run("update journal_entry set step = 'withheld' where id = " + entry(7));
        rehash();
        run("delete from journal_checkpoint where size = 10");
        new Journal(D35, new TestSigner("thief"), CLOCK).checkpoint(log);

        assertThat(check().breaks()).containsExactly(Break.at(What.BAD_SIGNATURE, 10));
    }

    @Test
    void a_journal_restored_from_an_older_backup_beside_its_later_checkpoints_is_found() throws SQLException {
        restoreAsOf(6);

        assertThat(check().breaks()).containsExactly(new Break(What.TRUNCATED, 6, 9));
        write(20, 24);
        assertThat(check().breaks()).as("grown again to the same size").containsExactly(
                new Break(What.REWRITTEN, 6, 9));
    }

    @Test
    void a_whole_database_restored_from_an_older_backup_is_found_by_the_neighbour_that_saw_more() throws SQLException {
        try (var nantes = TestDatabase.fresh().connect()) {
            var neighbour = new Journal(new Department("D44"), new TestSigner("d44"), CLOCK);
            neighbour.witnesses().keep(nantes, journal.checkpoint(log));
            restoreAsOf(6);
            run("delete from journal_checkpoint where size > 6");

            assertThat(check().holds()).as("alone it looks right").isTrue();
            var later = new Journal(D35, SIGNER, Clock.offset(CLOCK, java.time.Duration.ofHours(1)));
            write(20, 22);
            assertThat(neighbour.witnesses().contradictions(nantes, later.checkpoint(log)))
                    .extracting(Contradiction::kind)
                    .containsExactly(Contradiction.Kind.WENT_BACK);
            write(22, 24);
            assertThat(neighbour.witnesses().contradictions(nantes, later.checkpoint(log)))
                    .extracting(Contradiction::kind)
                    .containsExactly(Contradiction.Kind.TWO_HISTORIES);
        }
    }

    @Test
    void a_real_backup_that_is_put_back_looks_right_alone_and_is_found_by_whoever_saw_more(@TempDir Path folder)
            throws SQLException, IOException {
        var damaged = TestDatabase.fresh();
        var earlier = new Journal(D35, new TestSigner("{\"keys\":[\"d35\"]}"), CLOCK);
        var later = new Journal(D35, new TestSigner("{\"keys\":[\"d35\"]}"), Clock.offset(CLOCK, Duration.ofHours(1)));
        var neighbours = folder.resolve("d44.ndjson");
        var own = folder.resolve("d35.ndjson");
        written(damaged, earlier, 0, 6);
        var backup = OlderCopy.of(damaged.source());
        var seen = written(damaged, earlier, 6, 10);
        try (var nantes = TestDatabase.fresh().connect(); var out = Files.newOutputStream(neighbours)) {
            var witness = new Journal(new Department("D44"), new TestSigner("{\"keys\":[\"d44\"]}"), CLOCK);
            witness.witnesses().keep(nantes, seen);
            witness.export(nantes, out, "{\"keys\":[\"d44\"]}");
        }

        backup.restore();
        written(damaged, later, 20, 26);

        try (var restored = damaged.connect(); var out = Files.newOutputStream(own)) {
            assertThat(JournalCheck.verify(restored, D35, new TestSigner("{\"keys\":[\"d35\"]}")).holds())
                    .as("alone it looks right").isTrue();
            later.export(restored, out, "{\"keys\":[\"d35\"]}");
        }
        assertThat(JournalCheck.verify(List.of(own, neighbours), TestSigner::new).getFirst().breaks())
                .containsExactly(new Break(What.CONTRADICTED, 0, 9));
    }

    private static Checkpoint written(TestDatabase database, Journal journal, int from, int to) throws SQLException {
        try (var connection = database.connect()) {
            for (var number = from; number < to; number++) {
                journal.append(connection, JournalTest.numbered(number));
            }
            journal.sequence(connection);
            return journal.checkpoint(connection);
        }
    }

    @Test
    void what_a_search_by_rule_was_made_to_pass_over_or_to_invent_is_found() throws SQLException {
        journal.append(log, Entry.of(Actor.node(D35), Step.DECIDED, CLOCK.instant()).with(Detail.PEER, "D44")
                .with(Detail.RULES, "R-ASE-IP R-NIR"));
        journal.sequence(log);
        assertThat(check().breaks()).as("written without the triggers").contains(Break.at(What.UNLISTED, entry(10)));
        run("insert into journal_applied select 'R-ASE-IP', 'D44', at, id from journal_entry where id = " + entry(10));
        run("insert into journal_applied select 'R-NIR', 'D44', at, id from journal_entry where id = " + entry(10));
        assertThat(check().breaks()).isEmpty();

        run("delete from journal_applied where rule = 'R-NIR'");
        assertThat(check().breaks()).containsExactly(Break.at(What.UNLISTED, entry(10)));
        run("insert into journal_applied values ('R-NIR', 'D56', now(), " + entry(10) + ")");
        assertThat(check().breaks()).as("with another partner").contains(Break.at(What.UNLISTED, entry(10)));
        assertThat(check().text(Language.EN)).contains("a search by rule does not lead to this entry");
    }

    @Test
    void a_forged_head_is_found() throws SQLException {
        run("update journal_head set link = decode(repeat('ab', 32), 'hex')");

        assertThat(check().breaks()).containsExactly(Break.at(What.HEAD, 10));
    }

    @Test
    void a_clock_that_was_set_back_is_found() throws SQLException {
        var yesterday = Clock.offset(CLOCK, java.time.Duration.ofDays(-1));
        write(10, 12);

        new Journal(D35, SIGNER, yesterday).checkpoint(log);

        assertThat(check().breaks()).containsExactly(Break.at(What.CLOCK_BACK, 12));
        assertThat(check().text(Language.FR)).contains("l'horloge a reculé");
    }

    @Test
    void a_clock_that_was_set_back_and_said_to_be_is_told_and_no_break() throws SQLException {
        var yesterday = Clock.offset(CLOCK, java.time.Duration.ofDays(-1));
        var corrected = new Journal(D35, SIGNER, yesterday);
        write(10, 12);
        corrected.checkpoint(log);
        assertThat(corrected.datedBack(log, 12)).isPresent();
        assertThat(corrected.datedBack(log, 10)).isEmpty();
        corrected.append(log, Entry.of(Actor.user("a.le-gall"), Step.CLOCK_SET, yesterday.instant())
                .with(Detail.SIZE, 12));
        corrected.sequence(log);

        assertThat(check().breaks()).isEmpty();
        assertThat(check().dating().corrections())
                .containsExactly(new Dating.Correction(12, 12, Actor.user("a.le-gall")));
        assertThat(check().text(Language.FR)).contains("déclaré par user:a.le-gall, entrée 12");
    }

    @Test
    void what_the_node_says_of_its_own_clock_excuses_nothing() throws SQLException {
        var yesterday = Clock.offset(CLOCK, java.time.Duration.ofDays(-1));
        var corrected = new Journal(D35, SIGNER, yesterday);
        corrected.append(log, Entry.of(Actor.node(D35), Step.CLOCK_SET, yesterday.instant()).with(Detail.SIZE, 11));
        corrected.sequence(log);
        corrected.checkpoint(log);

        assertThat(check().breaks()).containsExactly(Break.at(What.CLOCK_BACK, 11));
    }

    private JournalReport check() throws SQLException {
        return JournalCheck.verify(log, D35, SIGNER);
    }

    private void write(int from, int to) throws SQLException {
        for (var number = from; number < to; number++) {
            journal.append(log, JournalTest.numbered(number));
        }
        journal.sequence(log);
    }

    /** Gives all leaves hashes and links that fit, and the head too: all that a thief without the key can do. */
    private void rehash() throws SQLException {
        var tree = new Tree();
        var link = Hashing.START;
        try (var rows = log.createStatement().executeQuery(
                "select " + EntryRows.COLUMNS
                        + " from journal_leaf join journal_entry e on e.id = entry order by leaf_index");
                var update = log.prepareStatement("update journal_leaf set leaf = ?, link = ? where leaf_index = ?");
                var head = log.prepareStatement("update journal_head set size = ?, frontier = ?, link = ?")) {
            while (rows.next()) {
                var leaf = Hashing.leaf(EntryRows.read(rows));
                link = Hashing.link(link, leaf);
                update.setBytes(1, leaf);
                update.setBytes(2, link);
                update.setLong(3, tree.size());
                update.executeUpdate();
                tree.add(leaf);
            }
            head.setLong(1, tree.size());
            head.setBytes(2, tree.frontier());
            head.setBytes(3, link);
            head.executeUpdate();
        }
    }

    /** Everything that the log itself is made of, as a backup of that size had it. */
    private void restoreAsOf(int size) throws SQLException {
        run("delete from journal_entry where id in (select entry from journal_leaf where leaf_index >= " + size + ")");
        run("delete from journal_leaf where leaf_index >= " + size);
        rehash();
    }

    private long insertEntry() throws SQLException {
        try (var row = log.createStatement().executeQuery("""
                insert into journal_entry (actor_kind, actor_id, step, at, details)
                values ('node', 'D35', 'sent', now(), '{}') returning id""")) {
            row.next();
            return row.getLong(1);
        }
    }

    private long entry(int place) throws SQLException {
        try (var row = log.createStatement()
                .executeQuery("select entry from journal_leaf where leaf_index = " + place)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = log.createStatement()) {
            statement.execute(sql);
        }
    }
}
