package org.viaduc.mapping;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.viaduc.mapping.LossLedger.Line;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;
import org.viaduc.model.Mark;
import org.viaduc.model.Piece;
import org.viaduc.model.UnknownCode;
import org.viaduc.policy.FactKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.viaduc.mapping.Fixture.home;
import static org.viaduc.mapping.Fixture.person;
import static org.viaduc.mapping.Fixture.row;
import static org.viaduc.mapping.Fixture.text;
import static org.viaduc.mapping.Fixture.translate;

class TranslatorTest {
    @Test
    void a_row_becomes_a_piece_in_common_terms() {
        var record = translate(home(), person()).record();

        assertThat(record.pieces()).extracting(Piece::id).containsExactly("foyer-1", "personne-1");
        assertThat(text(record, Kind.IDENTITY, "name(use=official).family")).isEqualTo("Le Goff");
        assertThat(record.identity().orElseThrow().resource().texts(FieldPath.of("name(use=official).given[*]")))
                .containsExactly("Anne-Marie", "Louise");
        assertThat(text(record, Kind.IDENTITY, "birthDate")).isEqualTo("2016-02-29");
        assertThat(text(record, Kind.IDENTITY,
                "maritalStatus.coding(system=https://viaduc.org/fhir/CodeSystem/marital-status).code"))
                .isEqualTo("S");
    }

    @Test
    void an_unknown_code_and_an_unreadable_day_are_kept_as_text_and_block_nothing() {
        var translation = translate(
                row("P", "num", "9", "nom", "Le Goff", "sexe", "?", "sit", "Q", "ne", "30/02/2016"));

        assertThat(text(translation.record(), Kind.IDENTITY, "gender")).isEmpty();
        assertThat(text(translation.record(), Kind.IDENTITY, "_gender.extension.valueString")).isEqualTo("?");
        assertThat(text(translation.record(), Kind.IDENTITY, "_birthDate.extension.valueString"))
                .isEqualTo("30/02/2016");
        assertThat(text(translation.record(), Kind.IDENTITY, "maritalStatus.text")).isEqualTo("Q");
        assertThat(translation.ledger().lines()).contains(
                new Line("P", "sexe", Outcome.KEPT_AS_TEXT, "unknown-code", 1),
                new Line("P", "sit", Outcome.KEPT_AS_TEXT, "unknown-code", 1),
                new Line("P", "ne", Outcome.KEPT_AS_TEXT, "unreadable", 1));
    }

    @Test
    void a_code_that_the_table_alone_would_not_find_again_is_coded_down_and_comes_back_here() {
        var translation = translate(row("P", "num", "9", "sexe", "G", "sit", "U"));

        assertThat(translation.ledger().count(Outcome.CODED_DOWN)).isEqualTo(2);
        assertThat(back(translation, "maison").getFirst().fields()).containsEntry("sexe", "G").containsEntry("sit",
                "U");
    }

    @Test
    void codes_are_read_with_the_table_of_the_records_own_day() {
        var before = row("A", "nature", "ADM", "type", "TUT", "debut", "05/03/2007");
        var after = row("A", "nature", "ADM", "type", "TUT", "debut", "06/03/2007");

        var record = translate(person(), before, after).record();

        assertThat(record.of(Kind.ASE_DECISION).map(piece -> piece.resource().text(
                FieldPath.of("code.coding(system=https://viaduc.org/fhir/CodeSystem/mesure).code")).orElseThrow()))
                .containsExactly("guardianship", "budget-support");
    }

    @Test
    void an_address_is_protected_unless_the_system_says_that_it_is_open() {
        for (var word : List.of("O", "", "?")) {
            var record = translate(row("F", "rue", "3, rue des Lilas", "secret", word), person()).record();
            assertThat(record.of(Kind.ADDRESS).findFirst().orElseThrow().marks()).containsExactly(Mark.PROTECTED);
        }
        assertThat(translate(home()).record().pieces().getFirst().marks()).isEmpty();
    }

    @Test
    void rows_become_the_pieces_whose_condition_they_fulfil() {
        var record = translate(row("A", "nature", "JUD", "ref", "1"), row("A", "nature", "ADM", "ref", "2"),
                row("A", "nature", "??", "objet", "x")).record();

        assertThat(record.pieces()).extracting(Piece::kind).containsExactly(Kind.AE_DECISION, Kind.ASE_DECISION,
                Kind.OTHER_DOCUMENT);
        assertThat(record.pieces()).extracting(Piece::id).containsExactly("mesure-1.ae-decision", "mesure-2",
                "mesure-3.other-document");
    }

    @Test
    void a_condition_asks_for_words_or_excludes_them_or_asks_whether_there_is_any() {
        var values = new String[]{"O", ""};

        assertThat(new Condition(0, List.of("O", "P"), true).holds(values)).isTrue();
        assertThat(new Condition(0, List.of("N"), false).holds(values)).isTrue();
        assertThat(new Condition(0, List.of("O"), false).holds(values)).isFalse();
        assertThat(new Condition(1, List.of("N"), false).holds(values)).isTrue();
        assertThat(new Condition(1, List.of(), true).holds(values)).isFalse();
        assertThat(new Condition(1, List.of(), false).holds(values)).isTrue();
    }

    @Test
    void rows_state_facts_and_one_that_cannot_be_read_is_a_doubt() {
        var translation = translate(person(), row("E", "code", "DEM", "jour", "15/11/2026", "v1", "44"),
                row("E", "code", "REF", "jour", "99/11/2026"), row("E", "code", "ZZZ", "jour", "15/11/2026"));

        assertThat(translation.facts()).singleElement().satisfies(fact -> {
            assertThat(fact.kind()).isEqualTo(FactKind.FAMILY_MOVED);
            assertThat(fact.on()).isEqualTo("2026-11-15");
            assertThat(fact.recordedAt()).isEqualTo(Fixture.CLOCK.instant());
        });
        assertThat(translation.doubts())
                .containsExactly("row `E`, line 7: a fact `agreement-refused` whose day cannot be read");
        assertThat(translation.ledger().lines()).contains(new Line("E", "code", Outcome.DROPPED, "unknown-code", 1));
    }

    @Test
    void the_same_event_collected_twice_is_one_fact() {
        var row = row("E", "code", "DEM", "jour", "15/11/2026", "v1", "44");

        assertThat(translate(person(), row).facts().getFirst().id())
                .isEqualTo(translate(row, person()).facts().getFirst().id());
    }

    @Test
    void every_field_is_accounted_for_even_those_of_unknown_rows_and_columns() {
        var record = new LocalRecord("maison", "9", "12", List.of(home(), person(),
                row("P", "nom", "x", "couleur", "bleu"), row("Z", "a", "1", "b", "2")), List.of());

        var ledger = Fixture.TRANSLATOR.translate(record).ledger();

        assertThat(ledger.total()).isEqualTo(Fixture.filled(record));
        assertThat(ledger.lines()).contains(new Line("P", "couleur", Outcome.DROPPED, "unknown-field", 1),
                new Line("Z", "a", Outcome.DROPPED, "unknown-row", 1));
    }

    @Test
    void pieces_of_one_row_come_back_into_one_row() {
        var contract = row("C", "num", "9", "ref", "C1", "signe", "01/02/2026", "actions", "Stage", "frein", "Dos",
                "heures",
                "15", "paye", "1 234,50", "suivi", "a|b");
        var other = row("C", "num", "9", "ref", "C2", "signe", "01/03/2026", "frein", "Vue");

        var rows = back(translate(person(), contract, other), "maison");

        assertThat(rows).extracting(LocalRow::type).containsExactly("P", "C", "C");
        assertThat(rows.get(1).fields()).isEqualTo(contract.fields());
        assertThat(rows.get(2).fields()).isEqualTo(other.fields());
    }

    @Test
    void several_actions_from_elsewhere_share_the_row_of_their_contract_one_line_each() {
        var fiche = new LocalRecord("fiche", "7", "", List.of(row("titulaire", "@id", "7", "nom", "Bâ"),
                row("contrat", "ref", "C1", "du", "2026-02-01"), row("contrat", "ref", "C2"),
                row("action", "contrat", "C2", "texte", "Stage"), row("action", "contrat", "C2", "texte", "Permis")),
                List.of());

        var rows = back(Fixture.TRANSLATOR.translate(fiche), "maison");

        assertThat(rows.stream().filter(row -> row.type().equals("C")).map(row -> row.fields().get("actions")).toList())
                .containsExactly(null, "Stage\nPermis");
    }

    @Test
    void a_word_that_the_other_system_does_not_know_goes_to_its_free_text() {
        var translation = translate(person(), row("A", "nature", "ADM", "ref", "M1", "type", "PLA", "objet", "suivi"));

        var back = Fixture.TRANSLATOR.back(translation.record(), "fiche");

        assertThat(back.rows().getLast().fields()).containsEntry("remarque", "suivi\ntype: Placement");
        assertThat(back.ledger().count(Outcome.KEPT_AS_TEXT)).isEqualTo(5);
    }

    @Test
    void characters_that_the_local_system_cannot_hold_become_their_nearest() {
        var fiche = new LocalRecord("fiche", "7", "",
                List.of(row("titulaire", "@id", "7", "nom", "Škvoreček \u4E00\u0007")),
                List.of());

        var back = Fixture.TRANSLATOR.back(Fixture.TRANSLATOR.translate(fiche).record(), "maison");

        assertThat(back.rows().getFirst().fields()).containsEntry("nom", "Škvorecek ? ");
        assertThat(back.ledger().lines()).contains(new Line("S01.identity", "name.family", Outcome.CODED_DOWN, "", 1));
    }

    @Test
    void a_piece_for_which_the_system_has_no_row_is_dropped_with_its_reason() {
        var translation = translate(person(), row("C", "frein", "Dos"));

        var ledger = Fixture.TRANSLATOR.back(translation.record(), "fiche").ledger();

        assertThat(ledger.lines())
                .contains(new Line("S13.health-obstacle", "note.text", Outcome.DROPPED, "no-place", 1));
        assertThat(ledger.total()).isEqualTo(Fixture.leaves(translation.record()));
    }

    @Test
    void the_protection_of_an_address_is_written_back() {
        var secret = translate(row("F", "rue", "3, rue des Lilas", "secret", "?"), person());

        assertThat(back(secret, "maison").getFirst().fields()).containsEntry("secret", "O");
        assertThat(back(translate(home(), person()), "maison").getFirst().fields()).containsEntry("secret", "N");
    }

    @Test
    void an_unknown_system_is_refused() {
        assertThatThrownBy(() -> Fixture.TRANSLATOR.back(translate(person()).record(), "nowhere"))
                .isInstanceOf(UnknownCode.class).hasMessageContaining("fiche, maison");
    }

    @Test
    void what_is_printed_of_a_translation_says_nothing_about_anyone() {
        var translation = translate(home(), person());

        assertThat(translation + " " + translation.ledger() + Fixture.TRANSLATOR.back(translation.record(), "fiche"))
                .doesNotContain("Goff", "Lilas", "2016");
    }

    private static List<LocalRow> back(Translation translation, String system) {
        return Fixture.TRANSLATOR.back(translation.record(), system).rows();
    }

    @Test
    void keys_are_written_into_every_row() {
        var rows = back(translate(person(), row("C", "num", "9", "ref", "C1")), "maison");

        assertThat(rows.getLast().fields()).isEqualTo(Map.of("num", "9", "ref", "C1"));
    }
}
