package org.viaduc.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.viaduc.journal.Break.What;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Parts of a journal of 700 entries, taken away and checked with nothing else. */
class EvidenceTest {
    private static final Department D35 = new Department("D35");
    private static final Department D44 = new Department("D44");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);
    private static final ExchangeId EXCHANGE = ExchangeId.next(CLOCK);
    private static final Pseudonym PERSON = new Pseudonym(UUID.fromString("0195f3c2-0000-4000-8000-0000000000aa"));
    private static final Journal JOURNAL = new Journal(D35, new TestSigner(keys(D35)), CLOCK);

    @TempDir
    private static Path folder;
    private static Connection log;

    @BeforeAll
    static void sevenHundredEntries() throws SQLException {
        log = TestDatabase.fresh().connect();
        var started = Entry.of(Actor.node(D35), Step.STARTED, CLOCK.instant());
        JOURNAL.append(log, Collections.nCopies(300, started));
        JOURNAL.sequence(log);
        JOURNAL.checkpoint(log);
        var about = Entry.of(EXCHANGE, Actor.node(D35), Step.MATCHED, CLOCK.instant());
        JOURNAL.append(log, about.with(Detail.PSEUDONYM, PERSON.value().toString()),
                Entry.of(EXCHANGE, Actor.node(D35), Step.DECIDED, CLOCK.instant())
                        .with(Detail.RULES, List.of("R-ASE-IP")));
        JOURNAL.append(log, Collections.nCopies(397, started));
        JOURNAL.append(log, Entry.of(EXCHANGE, Actor.node(D35), Step.DELIVERED, CLOCK.instant()));
        JOURNAL.sequence(log);
    }

    @AfterAll
    static void closeTheDatabase() throws SQLException {
        log.close();
    }

    @Test
    void every_part_holds_by_itself() throws SQLException, IOException {
        assertThat(verify(evidence(new About.OneEntry(299))).entries()).isEqualTo(1);
        assertThat(verify(evidence(new About.OneExchange(EXCHANGE))).entries()).isEqualTo(3);
        assertThat(verify(evidence(new About.OnePerson(PERSON))).entries()).isEqualTo(3);
        var day = new About.Period(CLOCK.instant(), CLOCK.instant().plusSeconds(1));
        assertThat(verify(evidence(day)).entries()).isEqualTo(700);
        assertThat(verify(evidence(new About.Growth(300, 700))).proofs()).isEqualTo(2);
        assertThat(List.of(evidence(new About.OneEntry(0)), evidence(day), evidence(new About.Growth(0, 5)),
                evidence(new About.OneExchange(EXCHANGE)))).allSatisfy(
                        file -> assertThat(verify(file).breaks()).isEmpty());
    }

    @Test
    void the_sentences_of_the_rules_that_were_applied_go_along() throws SQLException, IOException {
        var file = Files.readString(evidence(new About.OneExchange(EXCHANGE)));

        assertThat(file).contains("\"line\":\"rule\",\"id\":\"R-ASE-IP\",\"sentence\":\"Une information\"")
                .doesNotContain("R-RSA");
    }

    @Test
    void an_entry_beyond_the_log_cannot_be_proven() {
        assertThatThrownBy(() -> evidence(new About.OneEntry(700))).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> evidence(new About.Growth(1, 701))).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void a_changed_entry_is_found_where_it_stands() throws SQLException, IOException {
        var changed = altered(lines -> {
            lines.replaceAll(line -> line.replace("\"step\":\"decided\"", "\"step\":\"withheld\""));
            return lines;
        });

        assertThat(verify(changed).breaks()).contains(Break.at(What.CHANGED, 301), Break.at(What.ALTERED, 0));
    }

    @Test
    void an_entry_with_a_forged_leaf_is_not_proven() throws SQLException, IOException {
        var forged = Entry.of(EXCHANGE, Actor.node(D35), Step.WITHHELD, CLOCK.instant());
        var changed = altered(lines -> {
            lines.replaceAll(line -> line.contains("\"index\":699,")
                    ? line.replace("\"step\":\"delivered\"", "\"step\":\"withheld\"").replaceFirst(
                            "\"leaf\":\"[0-9a-f]{64}\"",
                            "\"leaf\":\"" + Hashing.digest(Hashing.leaf(forged)).hex() + "\"")
                    : line);
            return lines;
        });

        assertThat(verify(changed).breaks()).contains(Break.at(What.UNPROVEN, 699));
    }

    @Test
    void a_removed_an_added_and_a_swapped_line_are_found() throws SQLException, IOException {
        assertThat(verify(altered(lines -> {
            lines.removeIf(line -> line.contains("\"index\":301,"));
            return lines;
        })).breaks()).contains(Break.at(What.MISSING, 301), Break.at(What.ALTERED, 0));

        var other = Files.readAllLines(evidence(new About.OneEntry(5))).stream()
                .filter(line -> line.startsWith("{\"line\":\"entry\"")).findFirst().orElseThrow();
        assertThat(verify(altered(lines -> {
            lines.add(lines.size() - 1, other);
            return lines;
        })).breaks()).contains(Break.at(What.UNNAMED, 5), Break.at(What.ALTERED, 0));

        assertThat(verify(altered(lines -> {
            Collections.swap(lines, 3, 4);
            return lines;
        })).breaks()).containsExactly(Break.at(What.ALTERED, 0));
    }

    @Test
    void a_file_cut_short_is_found() throws SQLException, IOException {
        assertThat(verify(altered(lines -> lines.subList(0, lines.size() - 1))).breaks())
                .contains(Break.at(What.TRUNCATED, 699));
    }

    @Test
    void an_entry_rewritten_with_all_that_is_not_signed_is_still_found() throws SQLException, IOException {
        var thief = new Journal(D35, new TestSigner("thief"), CLOCK);
        var file = folder.resolve("forged.ndjson");
        try (var own = TestDatabase.fresh().connect(); var out = Files.newOutputStream(file)) {
            thief.append(own, Entry.of(EXCHANGE, Actor.node(D35), Step.WITHHELD, CLOCK.instant()));
            thief.evidence(own, new About.OneEntry(0), Beside.keys(keys(D35)), out);
        }

        assertThat(verify(file).breaks()).extracting(Break::what).contains(What.BAD_SIGNATURE, What.UNPROVEN,
                What.ALTERED);
    }

    @Test
    void two_signed_histories_contradict_each_other_by_their_checkpoints() throws SQLException, IOException {
        var other = folder.resolve("other.ndjson");
        try (var own = TestDatabase.fresh().connect(); var out = Files.newOutputStream(other)) {
            JOURNAL.append(own,
                    Collections.nCopies(700, Entry.of(Actor.node(D35), Step.STOPPED, CLOCK.instant())));
            JOURNAL.evidence(own, new About.OneEntry(0), Beside.keys(keys(D35)), out);
        }

        var report = JournalCheck.verifyEvidence(evidence(new About.OneEntry(0)), List.of(other), TestSigner::new);

        assertThat(report.breaks()).contains(Break.at(What.TWO_HISTORIES, 700));
    }

    @Test
    void a_stored_inner_hash_that_was_forged_is_found() throws SQLException {
        try (var own = TestDatabase.fresh().connect(); var statement = own.createStatement()) {
            JOURNAL.append(own, Collections.nCopies(300, Entry.of(Actor.node(D35), Step.STARTED, CLOCK.instant())));
            JOURNAL.sequence(own);
            statement.execute("update journal_subtree set hash = decode(repeat('ab', 32), 'hex')");

            assertThat(JournalCheck.verify(own, D35, new TestSigner(keys(D35))).breaks())
                    .containsExactly(new Break(What.SUBTREE, 0, 255));
        }
    }

    @Test
    void proofs_do_not_need_the_stored_inner_hashes() throws SQLException, IOException {
        var file = folder.resolve("slow.ndjson");
        try (var own = TestDatabase.fresh().connect();
                var statement = own.createStatement();
                var out = Files.newOutputStream(file)) {
            JOURNAL.append(own, Collections.nCopies(700, Entry.of(Actor.node(D35), Step.STARTED, CLOCK.instant())));
            JOURNAL.sequence(own);
            statement.execute("delete from journal_subtree");
            JOURNAL.evidence(own, new About.OneEntry(17), Beside.keys(keys(D35)), out);
        }

        assertThat(verify(file).breaks()).isEmpty();
    }

    @Test
    void files_of_the_first_version_still_verify() throws IOException {
        var kept = Path.of("src/test/resources/journal");

        assertThat(verify(kept.resolve("viaduc-evidence-1.ndjson")).breaks()).isEmpty();
        assertThat(verify(kept.resolve("viaduc-evidence-1.ndjson")).proofs()).isEqualTo(3);
        assertThat(JournalCheck.verify(List.of(kept.resolve("viaduc-journal-1.ndjson")), TestSigner::new))
                .allMatch(JournalReport::holds).singleElement()
                .satisfies(report -> assertThat(report.entries()).isEqualTo(8));
    }

    @ParameterizedTest
    @CsvSource({"entry, 1", "exchange, 3", "person, 4", "period, 4", "growth, 0"})
    void every_kind_of_part_that_the_first_version_wrote_still_verifies(String kind, int entries) {
        var report = verify(Path.of("src/test/resources/journal/viaduc-evidence-1-" + kind + ".ndjson"));

        assertThat(report.breaks()).isEmpty();
        assertThat(report.entries()).isEqualTo(entries);
        assertThat(report.proofs()).isPositive();
    }

    private static Path evidence(About about) throws SQLException, IOException {
        var file = folder.resolve(about.text().replace(' ', '-').replace(':', '-') + ".ndjson");
        try (var out = Files.newOutputStream(file)) {
            JOURNAL.evidence(log, about, new Beside(keys(D35), Map.of(D44, keys(D44)),
                    List.of(new Beside.Rule("R-ASE-IP", "Une information", "2026"),
                            new Beside.Rule("R-RSA", "Le RSA", "2026")),
                    exchange -> List.of()), out);
        }
        return file;
    }

    private static Path altered(UnaryOperator<List<String>> change) throws SQLException, IOException {
        var lines = new ArrayList<>(Files.readAllLines(evidence(new About.OneExchange(EXCHANGE))));
        return Files.write(folder.resolve("altered.ndjson"), change.apply(lines));
    }

    private static EvidenceReport verify(Path file) {
        try {
            return JournalCheck.verifyEvidence(file, List.of(), TestSigner::new);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The test signer's secret is what stands for keys in the file. */
    private static String keys(Department origin) {
        return "{\"keys\":[\"" + origin + "\"]}";
    }
}
