package org.viaduc.mapping.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.viaduc.mapping.Fixture;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

import static org.assertj.core.api.Assertions.assertThat;

class CsvFormatTest {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String HEADERS = """
            #F;foyer;rue;ville;secret
            #P;foyer;num;nom;prenoms;ne;sexe;sit;nir;maj
            #C;num;ref;signe;fin;actions;frein;heures;paye;suivi
            #E;foyer;num;code;jour;v1
            #N;num;texte
            """;
    private static final String FIRST = """
            F;12;3, rue de l'Étang;Saint-Malo;N
            P;12;1;Le Goff;Anne-Marie;29/02/2016;F;;;
            P;12;2;Le Goff;Yann;01/01/1980;M;;;
            """;
    private static final String SECOND = """
            F;13;1, place du Marché;Dol;O
            P;13;3;Bâ;Awa;01/01/1990;F;;;
            """;

    @Test
    void a_household_becomes_one_record_per_person_with_the_others_as_members() throws IOException {
        var batch = read(HEADERS + FIRST + "C;1;C1;;;x;;;;\nE;12;;DEM;15/11/2026;44\n" + SECOND);

        assertThat(batch.faults()).isEmpty();
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("1", "2", "3");
        assertThat(batch.records()).extracting(LocalRecord::household).containsExactly("12", "12", "13");
        assertThat(types(batch, 0)).containsExactly("P", "F", "M", "C", "E");
        assertThat(types(batch, 1)).containsExactly("P", "F", "M", "E");
        assertThat(batch.records().getFirst().rows().get(1).fields()).containsEntry("rue", "3, rue de l'Étang");
        assertThat(batch.records().getFirst().rows().get(3).line()).isEqualTo(9);
    }

    @Test
    void text_may_hold_line_breaks_delimiters_and_quotation_marks() throws IOException {
        var batch = read(HEADERS + FIRST + "C;1;C1;;;\"Stage; \"\"long\"\"\r\n\r\nP;12;puis permis\";;;;\r\n");

        assertThat(batch.faults()).isEmpty();
        assertThat(batch.records().getFirst().rows().getLast().fields())
                .containsEntry("actions", "Stage; \"long\"\n\nP;12;puis permis");
    }

    @Test
    void personal_notes_are_not_even_extracted() throws IOException {
        var batch = read(HEADERS + FIRST + "N;1;\"ne pas\nextraire\"\n");

        assertThat(batch.faults()).isEmpty();
        assertThat(batch.records())
                .allSatisfy(record -> assertThat(record.rows()).noneMatch(row -> row.type().equals("N")));
    }

    @Test
    void a_line_with_too_many_columns_is_a_fault_and_holds_back_its_household_only() throws IOException {
        var batch = read(HEADERS + FIRST + "E;12;1;REF;15/11/2026;x;y\n" + SECOND);

        assertThat(batch.faults()).containsExactly(
                new Fault("drop.csv:9", "the line has 6 columns, its header 5"),
                new Fault("drop.csv:7", "2 files are held back: line 9 of the household cannot be read"));
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("3");
    }

    @Test
    void a_quotation_mark_that_is_never_closed_does_not_swallow_the_next_household() throws IOException {
        var batch = read(HEADERS + FIRST + "C;1;C1;;;\"Stage;;;;\nsuite\n" + SECOND + "C;3;C2;;;\"bien\";;;;\n");

        assertThat(batch.faults()).extracting(Fault::place).containsExactly("drop.csv:9", "drop.csv:7");
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("3");
        assertThat(types(batch, 0)).containsExactly("P", "F", "C");
    }

    @Test
    void a_quotation_mark_open_until_the_end_is_a_fault_where_it_begins() throws IOException {
        var batch = read(HEADERS + SECOND + FIRST + "C;1;C1;;;\"Stage;;;;\nsuite\n");

        assertThat(batch.faults()).first()
                .isEqualTo(new Fault("drop.csv:11", "a quotation mark is opened and never closed"));
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("3");
    }

    @Test
    void a_file_in_another_encoding_is_a_fault_at_each_line_that_shows_it() throws IOException {
        var batch = read((HEADERS + FIRST + SECOND).getBytes(StandardCharsets.UTF_8));

        assertThat(batch.faults()).contains(
                new Fault("drop.csv:6", "the line is written in UTF-8; windows-1252 is expected"),
                new Fault("drop.csv:10", "the line is written in UTF-8; windows-1252 is expected"));
        assertThat(batch.records()).isEmpty();
    }

    @Test
    void a_byte_that_the_encoding_does_not_have_is_a_fault_and_holds_back_its_household_only() throws IOException {
        var batch = read((HEADERS + FIRST + "F;14;\u0081;x;N\nP;14;4;Roy;Zoé;;;;;\n" + SECOND)
                .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(batch.faults()).extracting(Fault::reason).containsExactly("the line is not written in windows-1252",
                "the household of this person has no `F` line that can be read",
                "1 files are held back: line 10 of the household cannot be read");
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("1", "2", "3");
    }

    @Test
    void a_name_that_was_garbled_before_is_read_as_it_stands_with_a_warning() throws IOException {
        var batch = read(HEADERS + FIRST + SECOND.replace("Bâ", "BÃ¢"));

        assertThat(batch.records()).hasSize(3);
        assertThat(batch.records().getLast().rows().getFirst().fields()).containsEntry("nom", "BÃ¢");
        assertThat(batch.faults()).singleElement()
                .satisfies(fault -> assertThat(fault.reason()).endsWith("may be garbled"));
    }

    @Test
    void lines_without_a_header_are_faults() throws IOException {
        var batch = read(HEADERS.replace("#C;", "#X;") + FIRST + "C;1;C1;;;x;;;;\n" + SECOND);

        assertThat(batch.faults()).extracting(Fault::reason)
                .contains("no header line `#C` that can be used stands above")
                .anyMatch(reason -> reason.startsWith("a header for a row type that"));
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("3");
    }

    @Test
    void an_extra_column_is_told_and_its_values_come_into_the_ledger() throws IOException {
        var batch = read(HEADERS.replace("ville;secret", "ville;secret;etage") + FIRST.replace(";N\n", ";N;2e\n"));

        assertThat(batch.faults()).singleElement().satisfies(
                fault -> assertThat(fault.reason()).startsWith("the header of `F` has 1 columns"));
        assertThat(Fixture.TRANSLATOR.translate(batch.records().getFirst()).ledger().lines())
                .anyMatch(line -> line.field().equals("etage") && line.reason().equals("unknown-field"));
    }

    @Test
    void a_header_without_its_key_makes_its_lines_unusable() throws IOException {
        var batch = read(HEADERS.replace("#E;foyer;num;", "#E;foyer;") + FIRST + "E;12;REF;15/11/2026;\n" + SECOND);

        assertThat(batch.faults()).first().isEqualTo(new Fault("drop.csv:4", "the header of `E` lacks [num]"));
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("3");
    }

    @Test
    void rows_of_an_unknown_type_are_counted_and_stop_nothing() throws IOException {
        var batch = read(HEADERS + "#Z;num;bidule\n" + FIRST + "Z;2;truc\n");

        assertThat(batch.faults()).hasSize(1);
        assertThat(types(batch, 1)).contains("Z");
        assertThat(Fixture.TRANSLATOR.translate(batch.records().get(1)).ledger().lines())
                .anyMatch(line -> line.row().equals("Z") && line.reason().equals("unknown-row"));
    }

    @Test
    void a_row_about_nobody_holds_its_household_back() throws IOException {
        var batch = read(HEADERS + FIRST + "C;99;C1;;;x;;;;\n" + SECOND);

        assertThat(batch.faults()).first()
                .isEqualTo(new Fault("drop.csv:9", "the line is about nobody of the household above"));
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("3");
    }

    @Test
    void an_empty_file_and_a_file_of_rubbish_are_faults() throws IOException {
        assertThat(read("").faults()).containsExactly(new Fault("drop.csv:1", "the file is empty"));
        assertThat(read("\u0000\u0001PK zip\n\"").records()).isEmpty();
        assertThat(read("\u0000\u0001PK zip\n\"").faults()).isNotEmpty();
    }

    @Test
    void no_fault_repeats_what_the_file_says() throws IOException {
        var batch = read(
                HEADERS + FIRST.replace("Le Goff;Yann", "Secretname") + "Secretname;1;x\nC;1;\"Secretname\"x\n");

        assertThat(batch.faults()).isNotEmpty().noneMatch(fault -> fault.toString().contains("Secret"));
    }

    @Test
    void what_is_written_is_read_again() throws IOException {
        var translation = Fixture.TRANSLATOR.translate(read(HEADERS + FIRST
                + "C;1;C1;15/11/2026;;\"Stage; \"\"long\"\"\nsuite\";;;1 234,56;\n").records().getFirst());
        var back = Fixture.TRANSLATOR.back(translation.record(), "maison");

        var bytes = new CsvFormat(Fixture.BOOK.system("maison")).write(back);

        assertThat(new String(bytes, WINDOWS)).contains("F;;3, rue de l'Étang;Saint-Malo;N\r\n");
        var again = read(bytes);
        assertThat(again.faults()).isEmpty();
        assertThat(again.records().getFirst().rows().stream().map(LocalRow::fields).toList())
                .containsExactlyInAnyOrderElementsOf(back.rows().stream().map(LocalRow::fields).toList());
    }

    @Test
    void households_are_handed_over_as_they_are_read() throws IOException {
        var seen = new ArrayList<String>();
        new CsvFormat(Fixture.BOOK.system("maison")).read(
                new ByteArrayInputStream((HEADERS + FIRST + SECOND + "rubbish\n").getBytes(WINDOWS)), "drop.csv",
                record -> seen.add(record.localId()), fault -> seen.add(fault.place()));

        assertThat(seen).containsExactly("1", "2", "drop.csv:11", "drop.csv:10");
    }

    private static List<String> types(LocalBatch batch, int record) {
        return batch.records().get(record).rows().stream().map(LocalRow::type).toList();
    }

    private static LocalBatch read(String text) throws IOException {
        return read(text.getBytes(WINDOWS));
    }

    private static LocalBatch read(byte[] bytes) throws IOException {
        return new CsvFormat(Fixture.BOOK.system("maison")).read(new ByteArrayInputStream(bytes), "drop.csv");
    }
}
