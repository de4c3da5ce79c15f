package org.viaduc.mapping.local;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import org.viaduc.mapping.Fixture;
import org.viaduc.mapping.Forms;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

import static org.assertj.core.api.Assertions.assertThat;

class FixedFormatTest {
    private static final String BEGIN = line("0000FLUX");
    private static final String ZOE = line("P10085051312345Lefèvre        Zoé Marie     19850513");
    private static final String HELP = line("A20085051312345REVIS000090050202610");
    private static final String TOM = line("P10090010100123Janssens       Tom           00000000");

    @Test
    void fields_stand_at_their_places_and_a_persons_lines_follow_the_persons_own() {
        var batch = Forms.read("cpas", BEGIN + ZOE + HELP + TOM + line("9999000003"));

        assertThat(batch.faults()).isEmpty();
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("85051312345", "90010100123");
        assertThat(batch.records().getFirst().rows().getFirst().fields()).containsEntry("nom", "Lefèvre")
                .containsEntry("naissance", "19850513");
        assertThat(batch.records().getFirst().rows().getLast().fields()).containsEntry("montant", "90050");
        assertThat(batch.records().getLast().rows().getFirst().fields()).doesNotContainKey("naissance");
    }

    @Test
    void what_is_written_is_read_again() {
        var record = Forms.read("cpas", ZOE + HELP).records().getFirst();

        var written = new String(Forms.thereAndBack(record), StandardCharsets.ISO_8859_1);

        assertThat(written).contains("Lefèvre        Zoé Marie     19850513").contains("REVIS000090050202610");
        assertThat(written.lines()).allMatch(line -> line.length() == 60);
    }

    @Test
    void a_line_that_is_too_short_holds_back_its_person_only() {
        var batch = Forms.read("cpas", ZOE + HELP.strip() + "\n" + TOM);

        assertThat(batch.faults()).first().isEqualTo(new Fault("drop:2", "the line has 35 characters, not 60"));
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("90010100123");
    }

    @Test
    void a_line_of_an_unknown_type_is_a_fault() {
        var batch = Forms.read("cpas", ZOE + line("Z900Secret") + TOM);

        assertThat(batch.faults()).first()
                .isEqualTo(new Fault("drop:2", "the line does not say a row type that is known"));
        assertThat(batch.faults().toString()).doesNotContain("Secret");
        assertThat(batch.records()).hasSize(1);
    }

    @Test
    void what_stands_between_and_behind_the_fields_is_counted() {
        var record = Forms.read("cpas", ZOE.replaceFirst(" {8}\n", " RESERVE\n")
                + HELP.replaceFirst(" {10}\n", "QUALITE   \n")).records().getFirst();

        var ledger = Forms.TRANSLATOR.translate(record).ledger();

        assertThat(ledger.total()).isEqualTo(record.rows().stream().mapToInt(row -> row.fields().size()).sum());
        assertThat(ledger.lines()).anyMatch(line -> line.row().equals("P100") && line.field().equals("53-60")
                && line.outcome() == Outcome.DROPPED);
    }

    @Test
    void a_text_that_is_too_long_is_cut_and_a_number_that_is_too_long_is_not_written() {
        var portail = Fixture.row("personne", "id", "7", "etatCivil.nom", "Vandenbroucke-Lambrechts");
        var common = Forms.TRANSLATOR.translate(new LocalRecord("portail", "7", "", java.util.List.of(portail),
                java.util.List.of())).record();

        var back = Forms.TRANSLATOR.back(common, "cpas");

        assertThat(back.rows()).extracting(LocalRow::fields).first().satisfies(
                fields -> assertThat(fields).containsEntry("nom", "Vandenbroucke-L"));
        assertThat(back.ledger().count(Outcome.CODED_DOWN)).isEqualTo(1);
    }

    private static String line(String text) {
        return (text + " ".repeat(60)).substring(0, 60) + "\n";
    }
}
