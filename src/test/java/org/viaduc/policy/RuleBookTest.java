package org.viaduc.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.model.Language;
import org.viaduc.model.Track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RuleBookTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/policy"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void the_packed_book_and_its_folder_are_the_same_book() {
        assertThat(RuleBook.load(folder).digest()).isEqualTo(RuleBook.bundled().digest());
        assertThat(RuleBook.bundled().tracksWithoutRules()).isEmpty();
    }

    @Test
    void a_book_that_breaks_a_law_is_read_and_not_loaded() throws IOException {
        change("categories.yaml", "confidence: []", "confidence: [text]");
        assertThat(RuleBook.read(folder).maskKeeps(org.viaduc.model.Kind.of("S14.confidence"))).isNotEmpty();
        assertThatThrownBy(() -> RuleBook.load(folder)).isInstanceOf(RuleBookFaults.class).hasMessageContaining(
                "S14.confidence");
    }

    @Test
    void a_book_with_another_word_has_another_digest() throws IOException {
        change("rsa.yaml", "sans les freins de santé", "sans aucun frein");
        assertThat(RuleBook.read(folder).digest()).isNotEqualTo(RuleBook.bundled().digest());
    }

    @Test
    void a_track_without_rules_withholds_and_says_nothing() throws IOException {
        Files.delete(folder.resolve("rsa.yaml"));
        var book = RuleBook.read(folder);
        var rsa = RandomCase.of(0).question();
        var question = new Question(Track.RSA, rsa.purpose(), rsa.from(), rsa.to());
        var decision = new DecisionPoint(book).decide(question, RandomCase.of(0).file(), List.of(),
                LocalDate.of(2026, 11, 21));
        assertThat(book.tracksWithoutRules()).containsExactly(Track.RSA);
        assertThat(decision.outcome()).isEqualTo(Outcome.Withhold.NEUTRAL);
        assertThat(decision.verdicts()).noneMatch(Verdict::leaves);
        assertThat(new BookPage(book, Language.FR).markdown()).contains("without rules) : rsa");
    }

    @Test
    void all_faults_are_told_at_once_with_file_and_line() throws IOException {
        change("rsa.yaml", "ends: french", "ends: frensh");
        change("rsa.yaml", "S06, S12, S13]", "S06, S12, S33]");
        change("pmi.yaml", "  - is: consent", "  - is: consents");
        change("mdph.yaml", "CASF R146-25 (V09)", "CASF R146-25");
        change("ase-ip.yaml", "purposes:", "purpose:");
        change("roles.yaml", "  ELU:", "  ELUS:");
        change("categories.yaml", "household: [", "home: [");
        assertThatThrownBy(() -> RuleBook.load(folder)).isInstanceOf(RuleBookFaults.class)
                .hasMessageContaining("policy/roles.yaml:").hasMessageContaining("unknown role `ELUS`")
                .hasMessageContaining("the role `ELU` has no row")
                .hasMessageContaining("unknown kind `S03.home`");
        change("roles.yaml", "  ELUS:", "  ELU:");
        change("categories.yaml", "home: [", "household: [");
        assertThatThrownBy(() -> RuleBook.load(folder)).isInstanceOf(RuleBookFaults.class)
                .hasMessageContaining("policy/rsa.yaml:9: unknown kind of ends `frensh`")
                .hasMessageContaining("unknown section `S33`").hasMessageContaining("unknown condition `consents`")
                .hasMessageContaining("policy/mdph.yaml:5: `CASF R146-25` is no citation")
                .hasMessageContaining("policy/ase-ip.yaml:10: unknown key `purpose`")
                .hasMessageContaining("a track has purposes and passages");
    }

    @Test
    void a_book_that_goes_on_where_there_are_no_rules_does_not_load() throws IOException {
        Files.delete(folder.resolve("ase-ip.yaml"));
        assertThatThrownBy(() -> RuleBook.load(folder)).isInstanceOf(RuleBookFaults.class)
                .hasMessageContaining("it goes on as `ase-ip`, which has no rules");
    }

    @Test
    void every_rule_cites_its_law_and_says_a_sentence_in_two_languages() {
        for (var road : RuleBook.bundled().roads.values()) {
            assertThat(road.law).as(road.rule).isNotEmpty();
            assertThat(road.french).as(road.rule).endsWith(".").isNotEqualTo(road.english);
            assertThat(road.conditions).allSatisfy(condition -> {
                assertThat(condition.reason().law()).isNotEmpty();
                assertThat(condition.reason().french()).isNotEqualTo(condition.reason().english());
            });
        }
    }

    @Test
    void the_page_shows_every_rule_role_and_kind_in_both_forms() {
        var page = new BookPage(RuleBook.bundled(), Language.EN);
        for (var road : RuleBook.bundled().roads.values()) {
            assertThat(page.markdown()).contains(road.rule, road.english);
            assertThat(page.html()).contains("<h2>" + road.track + "</h2>");
        }
        assertThat(page.html()).contains("GEST-APA/PCH", "S10.ip", "lang=\"en\"").doesNotContain("null");
    }

    @Test
    void a_refused_office_reads_the_reason_only_when_it_may_be_told() {
        for (var seed = 0L; seed < 2000; seed++) {
            var decision = RandomCase.of(seed).decide();
            if (decision.outcome().equals(Outcome.Withhold.NEUTRAL) || !decision.awaits().isEmpty()) {
                assertThat(decision.toldTo(Language.FR)).isEqualTo("Aucune donnée communicable.");
            } else {
                assertThat(decision.toldTo(Language.EN)).isEqualTo(decision.decidedBy().english());
            }
        }
    }

    @Test
    void every_point_left_to_counsel_is_on_the_page_and_in_the_documents() throws IOException {
        var document = Files.readString(Path.of("src/docs/to-confirm.md"));
        var page = new BookPage(RuleBook.bundled(), Language.FR).markdown();
        assertThat(BookReview.points(RuleBook.bundled())).hasSizeGreaterThan(20).allSatisfy(point -> {
            assertThat(document).contains(point.text());
            assertThat(page).contains(point.text());
        });
    }

    @Test
    void the_page_shows_every_article_with_its_date_and_every_sentence_to_the_refused() {
        var page = new BookPage(RuleBook.bundled(), Language.FR).html();
        assertThat(page).contains("CASF R221-5-1 (V16+JB) – depuis 2013-11-07", "jusqu'au 2026-04-07",
                "en vigueur au plus tard en 2016, date à confirmer", "Dit à qui est refusé",
                "Sinon : Aucune donnée communicable.", "à confirmer", "Destinataire × rubrique × voie");
        assertThat(page).contains(RuleBook.bundled().digest().hex(), "@page{size:A4 landscape");
    }

    @Test
    void an_article_that_the_table_does_not_know_or_knows_otherwise_is_a_fault() throws IOException {
        change("citations.yaml", "\"CASF L262-13\": {read: V16}", "\"CASF L262-13\": {read: V26}");
        change("citations.yaml", "since: \"2012\"", "since: \"last year\"");
        change("citations.yaml", "\"CPC 1187\": {read: V26}", "\"CPC 1187\": {read: V27}");
        assertThatThrownBy(() -> RuleBook.load(folder)).isInstanceOf(RuleBookFaults.class)
                .hasMessageContaining("expected a day, a month or a year")
                .hasMessageContaining("`V27` is none of the readings")
                .hasMessageContaining("`CASF L262-13 (V16)` is cited and has no line here");
    }

    @Test
    void a_cell_that_only_looks_like_a_dash_is_a_fault() throws IOException {
        change("roles.yaml", "SANTE: \"–\", IP/PE: \"–\", JUD: \"–\", ADDR: \"–\"}\n  REF-RSA",
                "SANTE: \"-\", IP/PE: \"–\", JUD: \"–\", ADDR: \"–\"}\n  REF-RSA");
        assertThatThrownBy(() -> RuleBook.load(folder)).isInstanceOf(RuleBookFaults.class)
                .hasMessageContaining("`-` is no cell of table B");
    }

    private void change(String file, String what, String otherwise) throws IOException {
        var path = folder.resolve(file);
        assertThat(Files.readString(path)).contains(what);
        Files.writeString(path, Files.readString(path).replace(what, otherwise));
    }
}
