package org.viaduc.policy;

import org.junit.jupiter.api.Test;

import org.viaduc.model.Language;

import static org.assertj.core.api.Assertions.assertThat;

/** Every piece is explained with its rule, its articles with their dates, and what would change it. */
class ExplanationTest {
    private static final RuleBook BOOK = RuleBook.bundled();

    @Test
    void a_refusal_is_explained_with_what_would_change_it() throws Exception {
        var told = explained("refusal-waits-for-an-evaluation");
        assertThat(told).contains("Décision : attendre", "R-ASE-ADM/condition/agreed",
                "CASF R221-5-2 I à IV (V16+JB) – depuis 2013-11-07",
                "l'accord écrit des parents ou des représentants légaux (CASF R221-5-2 I)", BOOK.digest().hex());
    }

    @Test
    void a_release_is_explained_with_its_masks_facts_and_days() throws Exception {
        var told = explained("waived-information-releases-the-alert-with-its-source-masked");
        assertThat(told).contains("S10.ip) part sans ses éléments protégés", "S17.note) reste", "Faits retenus : ",
                "Obligation : évaluer l'information préoccupante dans les trois mois", ", au plus tard le ");
    }

    @Test
    void what_a_condition_holds_back_says_which_fact_opens_it() throws Exception {
        var told = explained("health-is-shared-section-by-section-as-consented");
        assertThat(told).contains("Le changerait : le consentement de la personne pour cette rubrique");
    }

    @Test
    void what_would_change_the_whole_answer_stands_last() throws Exception {
        assertThat(explained("refusal-waits-for-an-evaluation")).endsWith(
                """
                        Ce qui changerait la décision : une évaluation après le refus ou le retrait (CASF R221-5-2 II à IV) ; ou \
                        l'accord écrit des parents ou des représentants légaux (CASF R221-5-2 I)
                        """);
        assertThat(explained("waived-information-releases-the-alert-with-its-source-masked")).doesNotContain(
                "Ce qui changerait la décision");
    }

    @Test
    void a_decision_of_another_book_is_not_explained_by_this_one() throws Exception {
        var old = RuleBook.named(new org.viaduc.model.Digest(
                "50825404d81cd31f71883b6fc46ed940d917c323b50656a6733d6d0e45ee30f1")).orElseThrow();
        var decision = Asked.decided("refusal-waits-for-an-evaluation");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Explanation.of(decision, old, Language.FR))
                .isInstanceOf(WrongDecision.class);
    }

    @Test
    void an_article_is_cited_with_the_days_that_are_known() {
        var reading = new CitationTable.Reading("V16", java.util.Optional.of("2016"), "lu", "read");
        var undated = new CitationTable.Reading("MEM", java.util.Optional.empty(), "de mémoire", "from memory");
        var none = java.util.Optional.<String>empty();
        var table = new CitationTable(java.util.Map.of("V16", reading, "MEM", undated), java.util.Map.of(
                "a", new CitationTable.Citation("A", "V16", java.util.Optional.of("2001-01-01"), java.util.Optional.of(
                        "2020-12-31"), "abrogé"),
                "b", new CitationTable.Citation("B", "V16+MEM", none, none, ""),
                "c", new CitationTable.Citation("C", "MEM", none, none, "")));
        assertThat(table.dated("A (V16)", Language.FR)).isEqualTo(
                "A (V16) – depuis 2001-01-01 ; jusqu'au 2020-12-31 ; abrogé");
        assertThat(table.dated("B (V16+MEM)", Language.EN)).isEqualTo(
                "B (V16+MEM) – in force in 2016 at the latest, date to be confirmed");
        assertThat(table.dated("C (MEM)", Language.EN)).isEqualTo("C (MEM) – date to be confirmed");
        assertThat(table.dated("D (V16)", Language.EN)).isEqualTo("D (V16)");
        assertThat(table.readings()).containsExactly(undated, reading);
        assertThat(table.isEmpty()).isFalse();
        assertThat(CitationTable.NONE.isEmpty()).isTrue();
    }

    @Test
    void every_decision_can_be_explained_in_both_languages() {
        for (var seed = 0L; seed < 1500; seed++) {
            var decision = RandomCase.of(seed).decide();
            for (var language : Language.values()) {
                var told = Explanation.of(decision, BOOK, language);
                assertThat(told).doesNotContain("null");
                decision.verdicts().forEach(verdict -> assertThat(told).contains(verdict.piece().pieceId() + " ("
                        + verdict.piece().kind() + ")", verdict.reasons().getFirst().code()));
            }
        }
    }

    @Test
    void a_superseded_book_still_explains_what_it_decided() {
        var old = RuleBook.named(new org.viaduc.model.Digest(
                "50825404d81cd31f71883b6fc46ed940d917c323b50656a6733d6d0e45ee30f1")).orElseThrow();
        assertThat(old.version()).isEqualTo("2026-11-22").isNotEqualTo(BOOK.version());
        assertThat(old.reason("R-ASE-IP/condition/informed").orElseThrow().french()).contains("parents");
        assertThat(RuleBook.named(BOOK.digest())).contains(BOOK);
        assertThat(RuleBook.named(org.viaduc.model.Digest.of(new byte[1]))).isEmpty();
    }

    @Test
    void every_reason_of_the_book_is_found_by_its_code() {
        for (var seed = 0L; seed < 500; seed++) {
            for (var verdict : RandomCase.of(seed).decide().verdicts()) {
                var reason = verdict.reasons().getFirst();
                assertThat(BOOK.reason(reason.code())).as(reason.code()).map(Reason::law)
                        .contains(reason.law());
            }
        }
    }

    private static String explained(String name) throws Exception {
        return Explanation.of(Asked.decided(name), BOOK, Language.FR);
    }
}
