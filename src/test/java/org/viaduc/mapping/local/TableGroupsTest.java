package org.viaduc.mapping.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.MappingFaults;
import org.viaduc.mapping.Translator;
import org.viaduc.model.Kind;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One flat table in which a person has a line for each payment. */
class TableGroupsTest {
    private static final String SYSTEM = """
            version: 2026-11-01
            system: export
            format: csv
            csv: { charset: UTF-8, delimiter: ";", line-end: LF, table: usager }
            formats: { date: dd/MM/yyyy, month: MM/yyyy, amount: fr }
            person: usager
            rows:
              usager:
                person: num
                household: foyer
                fields: [num, foyer, nom, ne]
                pieces: { S01.identity: { local-number: num, birth-name: nom, birth-date: ne } }
              versement:
                fields: [montant, mois]
                pieces: { S12.payments: { benefit: { is: rsa }, amount: montant, month: mois } }
            protected-address: every
            """;
    private static final String HEADER = "num;foyer;nom;ne;montant;mois\n";
    private static final String LE_BIHAN = "1;F1;Le Bihan;03/02/1994;";
    private static final String TWIN = "2;F1;Le Bihan;03/02/1994;";
    private static final String COSSEC = "3;F2;Cossec;01/01/1980;";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("export"));
        Files.writeString(folder.resolve("export/system.yaml"), SYSTEM);
    }

    @Test
    void lines_in_a_row_about_one_person_are_one_file_with_a_row_of_each() throws IOException {
        var batch = read(HEADER + LE_BIHAN + "607,75;09/2026\n" + LE_BIHAN + "607,75;10/2026\n" + TWIN
                + "12,00;10/2026\n" + COSSEC + ";\n");

        assertThat(batch.faults()).isEmpty();
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("1", "2", "3");
        assertThat(batch.records()).extracting(LocalRecord::household).containsExactly("F1", "F1", "F2");
        assertThat(batch.records().getFirst().rows()).extracting(LocalRow::type).containsExactly("usager", "versement",
                "versement");
        assertThat(batch.records().getFirst().rows()).extracting(LocalRow::line).containsExactly(2, 2, 3);
        assertThat(batch.records().getLast().rows()).hasSize(1);
        assertThat(new Translator(book()).translate(batch.records().getFirst()).record().of(Kind.PAYMENTS))
                .hasSize(2);
    }

    @Test
    void a_line_that_says_the_same_again_says_nothing_more() throws IOException {
        var batch = read(HEADER + LE_BIHAN + "607,75;09/2026\n" + LE_BIHAN + "607,75;09/2026\n");

        assertThat(batch.faults()).isEmpty();
        assertThat(batch.records()).singleElement().satisfies(record -> assertThat(record.rows()).hasSize(2));
    }

    @Test
    void lines_that_stand_apart_are_said_and_none_of_them_is_taken() throws IOException {
        var batch = read(HEADER + LE_BIHAN + "1,00;09/2026\n" + COSSEC + "2,00;09/2026\n" + LE_BIHAN
                + "3,00;10/2026\n");

        var reason = "lines with the same `num` stand apart from each other in the file, and none of them is taken: "
                + "sort it by `num`";
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("3");
        assertThat(batch.faults()).containsExactly(new Fault("f.csv:2", reason), new Fault("f.csv:4", reason));
    }

    @Test
    void a_declared_column_groups_lines_in_whatever_order_persons_stand_in_it() throws IOException {
        Files.writeString(folder.resolve("export/system.yaml"),
                SYSTEM.replace("table: usager }", "table: usager, together: foyer }"));

        var batch = read(HEADER + LE_BIHAN + "1,00;09/2026\n" + TWIN + "2,00;09/2026\n" + LE_BIHAN
                + "3,00;10/2026\n" + COSSEC + ";\n");

        assertThat(batch.faults()).isEmpty();
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("1", "2", "3");
        assertThat(batch.records().getFirst().rows()).hasSize(3);
    }

    @Test
    void lines_that_contradict_each_other_about_the_person_name_the_column_and_never_what_it_says()
            throws IOException {
        var batch = read(HEADER + LE_BIHAN + "1,00;09/2026\n" + LE_BIHAN.replace("1994", "1995") + "1,00;10/2026\n"
                + TWIN + ";\n");

        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("2");
        assertThat(batch.faults()).containsExactly(new Fault("f.csv:3", "the line contradicts line 2 about the same "
                + "person in the column `ne`: no line about this person is taken"));
    }

    @Test
    void a_line_that_cannot_be_read_holds_back_those_whose_it_may_be() throws IOException {
        var within = read(HEADER + LE_BIHAN + ";\n1;F1;Le Bihan\n" + LE_BIHAN + ";\n" + COSSEC + ";\n");
        var between = read(HEADER + LE_BIHAN + ";\n3;F2\n" + COSSEC + ";\n" + TWIN + ";\n");

        assertThat(within.records()).extracting(LocalRecord::localId).containsExactly("3");
        assertThat(between.records()).extracting(LocalRecord::localId).containsExactly("2");
        assertThat(between.faults()).extracting(Fault::reason).containsExactly(
                "the line has 2 columns, its header 6", "1 files are held back: line 3 cannot be read",
                "1 files are held back: line 3 cannot be read");
    }

    @Test
    void what_is_written_is_read_again() throws IOException {
        var translator = new Translator(book());
        var record = read(HEADER + LE_BIHAN + "607,75;09/2026\n" + LE_BIHAN + "607,75;10/2026\n").records()
                .getFirst();

        var written = LocalFormat.of(book().system("export"))
                .write(translator.back(translator.translate(record).record(), "export"));

        var again = read(new String(written, StandardCharsets.UTF_8)).records().getFirst();
        assertThat(again.rows()).extracting(LocalRow::type).containsExactly("usager", "versement", "versement");
        assertThat(again.rows().get(2).fields()).isEqualTo(record.rows().get(2).fields());
    }

    @Test
    void nothing_comes_out_before_the_file_was_seen_to_its_end() throws IOException {
        var said = new ArrayList<String>();
        var bytes = (HEADER + LE_BIHAN + ";\n" + COSSEC + ";\n").getBytes(StandardCharsets.UTF_8);
        var format = LocalFormat.of(book().system("export"));

        format.read(() -> {
            said.add("opened");
            return new ByteArrayInputStream(bytes);
        }, "f.csv", record -> said.add(record.localId()), fault -> said.add(fault.reason()));

        assertThat(format.isOpenedTwice()).isTrue();
        assertThat(said).isEqualTo(List.of("opened", "opened", "1", "3"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "fields: [montant, mois] | fields: [montant, mois, nom] | a column belongs to one row type: [nom]",
            "table: usager } | table: usager, together: menage } | `usager` has no field `menage`",
            "protected-address: every | 'household: usager\nprotected-address: every' | no line opens a household"})
    void what_cannot_be_meant_is_a_fault_of_the_mapping(String what, String otherwise, String fault)
            throws IOException {
        Files.writeString(folder.resolve("export/system.yaml"), SYSTEM.replace(what, otherwise));

        assertThatThrownBy(this::book).isInstanceOf(MappingFaults.class).hasMessageContaining(fault);
    }

    private MappingBook book() {
        return MappingBook.load(folder);
    }

    private LocalBatch read(String text) throws IOException {
        return LocalFormat.of(book().system("export"))
                .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "f.csv");
    }
}
