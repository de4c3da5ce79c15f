package org.viaduc.mapping;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

import static org.assertj.core.api.Assertions.assertThat;

/** What does not fit into a column of fixed length is never cut without a word in the ledger. */
class FixedRoomTest {
    private static final MappingBook BOOK = MappingBook.load(Path.of("mappings"));
    private static final Translator TRANSLATOR = new Translator(BOOK);

    @Test
    void a_name_that_is_cut_off_counts_as_coded_down() {
        var name = "Taillefer de la Rochefoucauld-Montmorency d'Apcher";

        var back = sambre(person("nom_naissance", name));

        assertThat(back.rows().getFirst().fields()).containsEntry("nom", name.substring(0, 40));
        assertThat(outcome(back, "S01.identity", "name.family")).isEqualTo(Outcome.CODED_DOWN);
    }

    @Test
    void an_amount_that_is_too_large_is_left_out_and_counts_as_dropped() {
        var back = sambre(person("nom_naissance", "Brun"),
                new LocalRow("v_ressource", Map.of("num_usager", "7", "nature", "SALAIRE", "montant", "12345678.90"),
                        2));

        assertThat(back.rows().getLast().fields()).doesNotContainKey("montant").containsEntry("nature", "SAL");
        assertThat(outcome(back, "S05.income", "valueQuantity.value")).isEqualTo(Outcome.DROPPED);
    }

    @Test
    void a_character_that_the_encoding_does_not_have_becomes_its_nearest_and_counts_as_coded_down() {
        var back = sambre(person("nom_naissance", "Dœuff–Łącki"));

        assertThat(back.rows().getFirst().fields()).containsEntry("nom", "Doeuff-Lacki");
        assertThat(outcome(back, "S01.identity", "name.family")).isEqualTo(Outcome.CODED_DOWN);
        assertThat(new String(LocalFormat.of(BOOK.system("sambre")).write(back), StandardCharsets.ISO_8859_1))
                .contains("Doeuff-Lacki");
    }

    @Test
    void a_long_text_is_not_cut_but_goes_on_in_further_lines() {
        var text = "Premier paragraphe, ".repeat(20) + "\n\nDernier.";
        var back = sambre(person("nom_naissance", "Brun"), new LocalRow("v_document",
                Map.of("num_usager", "7", "type_doc", "BILAN", "etabli_le", "2026-10-20", "texte", text), 2));

        assertThat(back.ledger().count(Outcome.CODED_DOWN)).isZero();
        var lines = new String(LocalFormat.of(BOOK.system("sambre")).write(back), StandardCharsets.ISO_8859_1)
                .lines().filter(line -> line.startsWith("S600")).toList();
        assertThat(lines).hasSize(6).allMatch(line -> line.length() == 160);
        assertThat(lines).extracting(line -> line.charAt(55)).containsExactly('+', '+', '+', '/', '/', ' ');
    }

    private static LocalRow person(String field, String value) {
        return new LocalRow("v_usager", Map.of("num_usager", "7", field, value), 1);
    }

    private static BackTranslation sambre(LocalRow... rows) {
        var record = new LocalRecord("cordee", "7", "", List.of(rows), List.of());
        return TRANSLATOR.back(TRANSLATOR.translate(record).record(), "sambre");
    }

    private static Outcome outcome(BackTranslation back, String kind, String element) {
        return back.ledger().lines().stream()
                .filter(line -> line.row().equals(kind) && line.field().equals(element))
                .map(LossLedger.Line::outcome).findFirst().orElseThrow();
    }
}
