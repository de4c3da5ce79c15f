package org.viaduc.mapping.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.MappingFaults;
import org.viaduc.mapping.Translator;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TableFormatTest {
    private static final String SYSTEM = """
            version: 2026-11-01
            system: liste
            format: csv
            csv: { charset: UTF-8, delimiter: ";", line-end: LF, table: usager }
            person: usager
            rows:
              usager: { person: num, household: foyer, fields: [num, foyer, nom, ne] }
            protected-address: every
            """;
    private static final String ROW = """
            version: 2026-11-01
            row: usager
            pieces:
              - piece: S01.identity
                resource: Patient
                fields:
                  - { local: num, path: identifier(system=urn:viaduc:local:liste).value, format: code }
                  - { local: nom, path: name(use=official).family }
                  - { local: ne, path: birthDate, format: date dd/MM/yyyy }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("liste"));
        Files.writeString(folder.resolve("liste/system.yaml"), SYSTEM);
        Files.writeString(folder.resolve("liste/usager.yaml"), ROW);
    }

    @Test
    void every_line_is_a_person_whatever_the_order_of_the_columns() throws IOException {
        var batch = read("ne;nom;num;foyer\n03/02/1994;\"Le Bihan; née Cossec\";1;F1\n01/01/2020;Le Bihan;2;F1\n");

        assertThat(batch.faults()).isEmpty();
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("1", "2");
        assertThat(batch.records()).extracting(LocalRecord::household).containsExactly("F1", "F1");
        assertThat(batch.records().getFirst().rows().getFirst().fields())
                .containsEntry("nom", "Le Bihan; née Cossec");
    }

    @Test
    void a_line_that_cannot_be_read_takes_no_other_with_it() throws IOException {
        var batch = read("num;foyer;nom;ne\n1;;Le Bihan\n2;;Cossec;\n;;Madec;\n4;;\"Tanguy;\n5;;Guivarc'h;\n");

        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("2", "5");
        assertThat(batch.faults()).extracting(Fault::place).containsExactly("f.csv:2", "f.csv:4", "f.csv:5");
    }

    @Test
    void lines_in_a_row_about_one_person_contradict_each_other() throws IOException {
        var batch = read("num;foyer;nom;ne\n1;;Le Bihan;\n1;;Le Bihan;03/02/1994\n1;;Le Bihan;\n2;;Cossec;\n");

        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("2");
        assertThat(batch.faults()).extracting(Fault::place).containsExactly("f.csv:3", "f.csv:4");
    }

    @Test
    void a_column_more_or_less_is_said_and_the_others_are_read() throws IOException {
        var batch = read("num;nom;ne;portable\n1;Le Bihan;03/02/1994;0601020304\n");

        assertThat(batch.records()).hasSize(1);
        assertThat(batch.faults()).extracting(Fault::reason).containsExactly("the header lacks [foyer]",
                "the header has 1 columns that mappings/liste/system.yaml does not have");
    }

    @Test
    void without_the_column_that_says_whose_line_it_is_nothing_is_read() throws IOException {
        assertThat(read("nom;ne\nLe Bihan;03/02/1994\n").records()).isEmpty();
        assertThat(read("").faults()).extracting(Fault::reason).containsExactly("the file is empty");
        assertThat(read("num;foyer;nom;ne\n").faults()).isEmpty();
    }

    @Test
    void what_is_written_is_read_again() throws IOException {
        var translator = new Translator(book());
        var record = read("num;foyer;nom;ne\n1;;\"Le \"\"B\"\";\nBihan\";03/02/1994\n").records().getFirst();

        var written = LocalFormat.of(book().system("liste"))
                .write(translator.back(translator.translate(record).record(), "liste"));

        assertThat(read(new String(written, StandardCharsets.UTF_8)).records().getFirst().rows().getFirst().fields())
                .isEqualTo(record.rows().getFirst().fields());
    }

    @Test
    void a_person_who_comes_again_far_below_is_said_and_not_taken_twice() throws IOException {
        var batch = read("num;foyer;nom;ne\n1;;Le Bihan;\n2;;Cossec;\n1;;Le Bihan;03/02/1994\n");

        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("1", "2");
        assertThat(batch.faults()).containsExactly(new Fault("f.csv:4",
                "the line is about a person of whom another line stands far above: it is not taken"));
    }

    @Test
    void a_table_whose_person_is_another_row_type_is_a_fault_of_the_mapping() throws IOException {
        Files.writeString(folder.resolve("liste/system.yaml"), SYSTEM.replace("table: usager", "table: foyer"));

        assertThatThrownBy(this::book).isInstanceOf(MappingFaults.class)
                .hasMessageContaining("`table` names the row type that says who the file is about");
    }

    private MappingBook book() {
        return MappingBook.load(folder);
    }

    private LocalBatch read(String text) throws IOException {
        return LocalFormat.of(book().system("liste"))
                .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "f.csv");
    }
}
