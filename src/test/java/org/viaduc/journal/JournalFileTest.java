package org.viaduc.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.journal.Break.What;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JournalFileTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);
    private static final Department D35 = new Department("D35");
    private static final Department D44 = new Department("D44");

    @TempDir
    private static Path folder;
    private static Path d35;
    private static Path d44;

    /** D44 holds a checkpoint of D35 over the first 3 of its 8 entries. */
    @BeforeAll
    static void twoExportedJournals() throws SQLException, IOException {
        d35 = folder.resolve("d35.ndjson");
        d44 = folder.resolve("d44.ndjson");
        var there = journal(D44);
        try (var log35 = TestDatabase.fresh().connect();
                var log44 = TestDatabase.fresh().connect();
                var out35 = Files.newOutputStream(d35);
                var out44 = Files.newOutputStream(d44)) {
            var here = journal(D35);
            here.append(log35, Collections.nCopies(3, entry(D35)));
            here.sequence(log35);
            there.witnesses().keep(log44, here.checkpoint(log35));
            here.append(log35, Collections.nCopies(5, entry(D35).with(Detail.RULES, List.of("R-ASE-IP"))));
            there.append(log44, entry(D44));
            here.export(log35, out35, keys(D35));
            there.export(log44, out44, keys(D44));
        }
    }

    @Test
    void exported_journals_hold_and_witness_each_other() throws IOException {
        var reports = verify(d35, d44);

        assertThat(reports).allMatch(JournalReport::holds).extracting(JournalReport::origin).containsExactly(D35, D44);
        assertThat(reports.getFirst().entries()).isEqualTo(8);
        assertThat(reports.getFirst().witnesses()).isEqualTo(1);
    }

    @Test
    void several_journals_can_stand_in_one_file() throws IOException {
        var both = folder.resolve("both.ndjson");
        Files.writeString(both, Files.readString(d35) + Files.readString(d44));

        assertThat(verify(both)).hasSize(2).allMatch(JournalReport::holds)
                .anyMatch(report -> report.witnesses() == 1);
    }

    @Test
    void a_changed_line_is_found() throws IOException {
        var changed = altered(lines -> {
            lines.replaceAll(line -> line.contains("\"index\":5,") ? line.replace("R-ASE-IP", "R-ASE-JUD") : line);
            return lines;
        });

        assertThat(breaks(changed)).contains(Break.at(What.CHANGED, 5));
    }

    @Test
    void a_line_that_says_more_than_an_entry_is_found() throws IOException {
        var changed = altered(lines -> {
            lines.replaceAll(line -> line.contains("\"index\":5,") ? line.replace("}}", "},\"note\":\"x\"}") : line);
            return lines;
        });

        assertThat(breaks(changed)).contains(Break.at(What.CHANGED, 5));
    }

    @Test
    void a_removed_line_is_found() throws IOException {
        var changed = altered(lines -> {
            lines.removeIf(line -> line.contains("\"index\":5,"));
            return lines;
        });

        assertThat(breaks(changed)).contains(Break.at(What.MISSING, 5));
    }

    @Test
    void two_swapped_lines_are_found() throws IOException {
        var changed = altered(lines -> {
            Collections.swap(lines, lines.size() - 3, lines.size() - 2);
            return lines;
        });

        assertThat(breaks(changed)).contains(Break.at(What.MISSING, 6), Break.at(What.UNLINKED, 6));
    }

    @Test
    void a_file_cut_off_is_found() throws IOException {
        var changed = altered(lines -> lines.subList(0, lines.size() - 3));

        assertThat(breaks(changed)).contains(new Break(What.TRUNCATED, 6, 7));
    }

    @Test
    void an_earlier_end_with_its_own_last_line_is_found_against_the_checkpoint() throws IOException {
        var changed = altered(lines -> {
            var shorter = new ArrayList<>(lines.subList(0, lines.size() - 3));
            shorter.add("{\"line\":\"end\",\"entries\":6}");
            return shorter;
        });

        assertThat(breaks(changed)).containsExactly(new Break(What.TRUNCATED, 6, 7));
    }

    @Test
    void entries_without_a_checkpoint_over_them_are_found() throws IOException {
        var changed = altered(lines -> {
            lines.removeIf(line -> line.startsWith("{\"line\":\"checkpoint\"") && line.contains("\"size\":8,"));
            return lines;
        });

        assertThat(breaks(changed)).containsExactly(new Break(What.UNSIGNED, 3, 7));
    }

    @Test
    void a_journal_rewritten_and_signed_again_contradicts_its_neighbour() throws SQLException, IOException {
        var rewritten = folder.resolve("rewritten.ndjson");
        try (var log = TestDatabase.fresh().connect(); var out = Files.newOutputStream(rewritten)) {
            journal(D35).append(log, Collections.nCopies(8, entry(D35).with(Detail.OUTCOME, "withhold")));
            journal(D35).export(log, out, keys(D35));
        }

        assertThat(verify(rewritten).getFirst().holds()).as("alone it looks right").isTrue();
        assertThat(verify(rewritten, d44).getFirst().breaks()).containsExactly(new Break(What.CONTRADICTED, 0, 2));
    }

    @Test
    void a_copy_older_than_a_witnessed_checkpoint_says_so_and_holds() throws SQLException, IOException {
        var older = folder.resolve("older.ndjson");
        var before = Clock.offset(CLOCK, java.time.Duration.ofDays(-1));
        try (var log = TestDatabase.fresh().connect(); var out = Files.newOutputStream(older)) {
            var journal = new Journal(D35, new TestSigner(keys(D35)), before);
            journal.append(log, entry(D35));
            journal.export(log, out, keys(D35));
        }

        var report = verify(older, d44).getFirst();

        assertThat(report.holds()).isTrue();
        assertThat(report.ahead()).hasValueSatisfying(ahead -> assertThat(ahead.size()).isEqualTo(3));
    }

    @Test
    void a_foreign_signature_is_found() throws IOException {
        var changed = altered(lines -> {
            lines.replaceAll(line -> line.startsWith("{\"line\":\"checkpoint\"") && line.contains("\"size\":8,")
                    ? line.replaceAll("signature\":\"..", "signature\":\"zz")
                    : line);
            return lines;
        });

        assertThat(breaks(changed)).containsExactly(Break.at(What.BAD_SIGNATURE, 8));
    }

    @Test
    void a_broken_line_is_named_by_its_place_in_the_file() throws IOException {
        var changed = altered(lines -> {
            lines.set(4, "{\"line\":\"entry\",");
            return lines;
        });

        assertThat(breaks(changed)).contains(Break.at(What.UNREADABLE, 5));
    }

    @Test
    void a_file_that_is_no_journal_is_refused_with_its_place() throws IOException {
        var other = folder.resolve("other.txt");
        Files.writeString(other, "TYPE;num_foyer\n");

        assertThatThrownBy(() -> verify(other)).isInstanceOf(UnreadableJournal.class)
                .hasMessageContaining("other.txt:1");
    }

    private static List<Break> breaks(Path file) throws IOException {
        return verify(file).getFirst().breaks();
    }

    private static List<JournalReport> verify(Path... files) throws IOException {
        return JournalCheck.verify(List.of(files), TestSigner::new);
    }

    private static Path altered(UnaryOperator<List<String>> change) throws IOException {
        var file = folder.resolve("altered.ndjson");
        return Files.write(file, change.apply(new ArrayList<>(Files.readAllLines(d35))));
    }

    private static Journal journal(Department origin) {
        return new Journal(origin, new TestSigner(keys(origin)), CLOCK);
    }

    /** The test signer's secret is what stands for keys in the file. */
    private static String keys(Department origin) {
        return "{\"keys\":[\"" + origin + "\"]}";
    }

    private static Entry entry(Department origin) {
        return Entry.of(new ExchangeId(new java.util.UUID(0x7000, 0x8000000000000000L)), Actor.node(origin),
                Step.DECIDED, CLOCK.instant());
    }
}
