package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.viaduc.mapping.LossLedger.Line;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.Language;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;
import org.viaduc.model.Piece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.viaduc.mapping.Fixture.row;

/** The turns that the language has for a row, each in the invented register. */
class LanguageTest {
    private static final LocalRow PERSON = row("personne", "num", "7", "maj", "2026-11-01", "nom", "Bâ", "secret", "N");

    @Test
    void given_names_may_have_columns_of_their_own_and_the_last_takes_the_rest() {
        var three = record(row("personne", "num", "7", "nom", "Bâ", "prenom1", "Marie Anne", "prenom2", "Awa"));
        assertThat(common(three).identity().orElseThrow().resource().texts(FieldPath.of("name(use=official).given[*]")))
                .containsExactly("Marie Anne", "Awa");

        var four = common(record(row("personne", "num", "7", "prenom1", "A", "prenom2", "B", "prenom3", "C D")));

        assertThat(back(four).rows().getFirst().fields()).containsEntry("prenom2", "B").containsEntry("prenom3", "C D");
    }

    @Test
    void a_group_with_numbered_columns_makes_a_piece_for_each_number_and_comes_back_to_its_own() {
        var record = record(row("personne", "num", "7", "nom", "Bâ", "enfant2_nom", "Awa", "enfant2_ne", "2015-03-01"));

        var common = common(record);

        assertThat(common.of(Kind.HOUSEHOLD)).extracting(Piece::id).containsExactly("personne-1.household-2");
        assertThat(back(common).rows().getFirst().fields()).containsEntry("enfant2_nom", "Awa")
                .doesNotContainKey("enfant1_nom");
    }

    @Test
    void persons_of_another_system_fill_the_numbered_columns_and_the_ledger_says_for_whom_there_is_no_room() {
        var pieces = new ArrayList<>(common(record(PERSON)).pieces());
        for (var i = 1; i <= 3; i++) {
            var child = common(record(row("personne", "num", "8", "enfant1_nom", "Enfant " + i))).of(Kind.HOUSEHOLD)
                    .findFirst().orElseThrow();
            pieces.add(new Piece("membre-" + i, child.kind(), child.resource(), child.marks()));
        }

        var back = back(new CommonRecord(pieces));

        assertThat(back.rows().getFirst().fields()).containsEntry("enfant1_nom", "Enfant 1").containsEntry(
                "enfant2_nom",
                "Enfant 2");
        assertThat(back.ledger().lines())
                .contains(new Line("S03.household", "name.family", Outcome.DROPPED, "no-room", 1));
    }

    @Test
    void a_word_for_nothing_says_nothing_and_is_written_where_nothing_is() {
        var record = record(PERSON, row("mesure", "code", "M1", "type", "AED", "fin", "2999-12-31"));

        var translation = Forms.TRANSLATOR.translate(record);

        assertThat(translation.record().of(Kind.ASE_DECISION).findFirst().orElseThrow().resource().leafNames())
                .noneMatch(leaf -> leaf.startsWith("occurrence"));
        assertThat(translation.ledger().lines()).contains(new Line("mesure", "fin", Outcome.MAPPED, "", 1));
        assertThat(back(translation.record()).rows().getLast().fields()).containsEntry("fin", "2999-12-31");
    }

    @Test
    void a_field_without_a_common_element_is_kept_with_the_mappings_own_reason() {
        var translation = Forms.TRANSLATOR
                .translate(record(row("personne", "num", "7", "nom", "Bâ", "remarque", "à voir")));

        assertThat(translation.ledger().table(Language.EN)).contains("kept as text : no common element yet");
        assertThat(translation.ledger().table(Language.FR)).contains("gardés en texte : pas encore d'élément commun");
        assertThat(back(translation.record()).rows().getFirst().fields()).containsEntry("remarque", "à voir");
    }

    @Test
    void a_row_that_is_deleted_in_its_system_makes_no_piece_and_is_counted_with_the_reason() {
        var translation = Forms.TRANSLATOR.translate(record(PERSON, row("mesure", "code", "M1", "supprime", "O"),
                row("mesure", "code", "M2", "supprime", "N")));

        assertThat(translation.record().of(Kind.ASE_DECISION)).extracting(Piece::id).containsExactly("mesure-2");
        assertThat(translation.ledger().lines()).anyMatch(line -> line.field().equals("code")
                && line.outcome() == Outcome.DROPPED && line.isOnPurpose());
    }

    @Test
    void a_row_refers_to_another_by_its_word_and_in_common_terms_to_its_piece() {
        var record = record(PERSON, row("mesure", "code", "M1", "supprime", "O"), row("mesure", "code", "M2"),
                row("audience", "mesure", "M2", "le", "2026-12-01"),
                row("audience", "mesure", "M1", "le", "2026-12-02"));

        var common = common(record);

        assertThat(common.of(Kind.COURT_FILE_PIECE).map(piece -> piece.resource().text(
                FieldPath.of("basedOn[0].reference")).orElse("nowhere")))
                .containsExactly("ServiceRequest/mesure-2", "nowhere");
        assertThat(back(common).rows()).extracting(row -> row.fields().getOrDefault("mesure", "")).contains("M2", "M1");
    }

    @Test
    void a_bare_reference_of_another_system_leads_back_to_the_word_of_the_row() {
        var common = common(record(PERSON, row("mesure", "code", "M2"), row("audience", "mesure", "M2")));
        var bare = common.pieces().stream().map(piece -> piece.kind() == Kind.COURT_FILE_PIECE
                ? piece.with(piece.resource().keeping(List.of(FieldPath.of("basedOn.reference"))))
                : piece).toList();

        var back = back(new CommonRecord(bare));

        assertThat(back.rows().getLast().fields()).containsEntry("mesure", "M2");
        assertThat(back.ledger().total()).isEqualTo(Fixture.leaves(new CommonRecord(bare)));
    }

    @Test
    void rows_without_a_day_are_read_with_the_tables_of_the_records_day() {
        var old = common(record(row("personne", "num", "7", "maj", "2019-05-01"), row("mesure", "type", "AED")));
        var now = common(record(PERSON, row("mesure", "type", "AED")));

        assertThat(code(old)).isEqualTo("home-support");
        assertThat(code(now)).isEqualTo("intensive-home-support");
    }

    @Test
    void what_is_lost_beyond_the_budget_is_named_and_what_goes_on_purpose_does_not_count() {
        var good = Forms.TRANSLATOR.translate(record(PERSON, row("mesure", "code", "M1", "supprime", "O")));
        var bad = Forms.TRANSLATOR.translate(record(row("personne", "num", "7", "couleur", "bleu", "nom", "Bâ")));

        assertThat(good.overBudget()).isEmpty();
        assertThat(bad.overBudget().orElseThrow().words(Language.EN))
                .isEqualTo("dropped : 1 of 3 fields (limit 10 %) : personne.couleur");
        assertThat(bad.overBudget().orElseThrow().words(Language.FR))
                .isEqualTo("laissés : 1 sur 3 champs (limite 10 %) : personne.couleur");
    }

    @Test
    void a_delivery_has_a_budget_of_its_own() {
        var fiche = Fixture.TRANSLATOR.translate(Fixture.record(Fixture.home(), Fixture.person())).record();

        assertThat(back(fiche).overBudget()).isPresent();
        assertThat(back(common(record(PERSON))).overBudget()).isEmpty();
    }

    private static String code(CommonRecord record) {
        return record.of(Kind.ASE_DECISION).findFirst().orElseThrow().resource()
                .text(FieldPath.of("code.coding(system=https://viaduc.org/fhir/CodeSystem/type).code")).orElse("");
    }

    private static LocalRecord record(LocalRow... rows) {
        return new LocalRecord("registre", "7", "", List.of(rows), List.of());
    }

    private static CommonRecord common(LocalRecord record) {
        var translation = Forms.TRANSLATOR.translate(record);
        assertThat(translation.ledger().total()).isEqualTo(Fixture.filled(record));
        return translation.record();
    }

    private static BackTranslation back(CommonRecord record) {
        var back = Forms.TRANSLATOR.back(record, "registre");
        assertThat(back.ledger().total()).isEqualTo(Fixture.leaves(record));
        return back;
    }
}
