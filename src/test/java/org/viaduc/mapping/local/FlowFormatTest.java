package org.viaduc.mapping.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.mapping.MappingBook;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

import static org.assertj.core.api.Assertions.assertThat;

/** A long flow is read household by household, and what is broken in it harms nothing else and is kept. */
class FlowFormatTest {
    private static final Charset LATIN_9 = Charset.forName("ISO-8859-15");
    private static final FlowFormat FORMAT = new FlowFormat(MappingBook.load(Path.of("mappings")).system("cnaf-vrsb"));
    private static final String GOOD = "<InfoFoyerRSA><IdentificationRSA><DemandeRSA><NUMDEMRSA>%s</NUMDEMRSA></DemandeRSA>"
            + "</IdentificationRSA><Personne><Identification><CLEPERSONNE>1</CLEPERSONNE><NOM>Œuvrard</NOM>"
            + "</Identification></Personne></InfoFoyerRSA>";

    @Test
    void a_household_becomes_one_record_per_person_with_the_others_as_members() throws IOException {
        var records = example().records();

        assertThat(records).extracting(LocalRecord::localId).containsExactly("35126004512-1", "35126004512-2",
                "35126004512-3");
        assertThat(types(records.get(1))).contains("Personne", "Membre", "DonneesAdministratives.Adresse")
                .doesNotContain("Personne.Grossesse");
        assertThat(rows(records.get(1), "Membre")).hasSize(2);
    }

    @Test
    void what_is_paid_belongs_to_the_applicant_and_not_to_each_child() throws IOException {
        var records = example().records();

        assertThat(types(records.getFirst())).contains("PrestationRSA.SituationDossierRSA", "Creances.Creance");
        assertThat(types(records.get(1))).doesNotContain("PrestationRSA.SituationDossierRSA", "Creances.Creance");
    }

    @Test
    void what_stands_beside_rows_belongs_to_each_of_them() throws IOException {
        var months = rows(example().records().getFirst(),
                "Personne.Ressources.RessourcesMensuelles.DetailRessourcesMensuelles").stream()
                .map(row -> row.fields().get("^GeneraliteRessourcesMensuelles.MOISRESS")).toList();

        assertThat(months).containsExactly("2026-09-01", "2026-09-01", "2026-10-01");
    }

    @Test
    void an_element_that_nobody_described_is_a_row_or_field_that_the_ledger_can_count() throws IOException {
        var record = read(flow(GOOD.formatted("7").replace("</Personne>",
                "<Bourse><MT>3</MT></Bourse></Personne><Liberalite sorte=\"a\"><MTLIB>12</MTLIB></Liberalite>")))
                .records().getFirst();

        assertThat(rows(record, "Personne").getFirst().fields()).containsEntry("Bourse.MT", "3");
        assertThat(rows(record, "Liberalite").getFirst().fields()).containsEntry("MTLIB", "12")
                .containsEntry("Liberalite@sorte", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<NOM>Leroy & fils</NOM>", "<NOM>Leroy", "<NOM>a < b</NOM>", "<NOM>\u0001</NOM>",
            "<!-- never closed", "<![CDATA[ never closed", "<?never closed", "<NOM a='never closed>x</NOM>",
            "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>", "<NOM>&e;</NOM>", "<x:NOM>x</x:NOM>",
            "<NUMDEMRSA>1</NUMDEMRSA>text",
            "<A><A><A><A><A><A><A><A><A><A><A><A>x</A></A></A></A></A></A></A></A></A></A></A></A>"})
    void a_record_that_is_broken_is_kept_byte_for_byte_and_takes_no_other_with_it(String broken) throws IOException {
        var bad = GOOD.formatted("2").replace("</IdentificationRSA>", broken + "</IdentificationRSA>");

        var reading = new Reading(flow(GOOD.formatted("1"), bad, GOOD.formatted("3")));

        assertThat(reading.ids()).containsExactly("1-1", "3-1");
        assertThat(reading.rejected).containsExactly(bad);
        assertThat(reading.faults).singleElement().extracting(Fault::place).isEqualTo("VRSB.xml:3");
    }

    @Test
    void a_record_that_is_not_closed_ends_where_the_next_begins() throws IOException {
        var open = GOOD.formatted("2").replace("</InfoFoyerRSA>", "");

        var reading = new Reading(flow(GOOD.formatted("1"), open, GOOD.formatted("3")));

        assertThat(reading.ids()).containsExactly("1-1", "3-1");
        assertThat(reading.rejected).containsExactly(open + "\n");
    }

    @Test
    void a_record_within_a_comment_or_a_text_is_none() throws IOException {
        var hidden = "<!-- " + GOOD.formatted("8") + " -->";
        var quoted = GOOD.formatted("2").replace("Œuvrard", "<![CDATA[</InfoFoyerRSA><InfoFoyerRSA>]]>");

        var reading = new Reading(flow(hidden, quoted, GOOD.formatted("3")));

        assertThat(reading.ids()).containsExactly("2-1", "3-1");
        assertThat(reading.faults).isEmpty();
    }

    @Test
    void a_document_type_declaration_refuses_the_whole_flow() throws IOException {
        var text = flow(GOOD.formatted("1")).replace("<Racine>",
                "<!DOCTYPE Racine SYSTEM \"http://127.0.0.1:9/racine.dtd\"><Racine>");

        var batch = read(text);

        assertThat(batch.records()).isEmpty();
        assertThat(batch.faults()).singleElement().extracting(Fault::reason)
                .isEqualTo("document type declarations and entities are refused");
    }

    @Test
    void a_flow_that_breaks_off_gives_what_was_whole_and_says_so() throws IOException {
        var whole = flow(GOOD.formatted("1"), GOOD.formatted("2"));

        var reading = new Reading(whole.substring(0, whole.indexOf("Œuvrard", whole.indexOf(">2<"))));

        assertThat(reading.ids()).containsExactly("1-1");
        assertThat(reading.rejected).hasSize(1);
        assertThat(reading.faults).extracting(Fault::reason).containsExactly("the file ends inside this record",
                "the flow breaks off: `Racine` is not closed");
    }

    @Test
    void a_flow_that_holds_fewer_records_than_it_announces_says_so() throws IOException {
        var text = flow(GOOD.formatted("1")).replace("</Racine>",
                "<TransmissionFlux><NBTOTDOSRSATRANSM>2</NBTOTDOSRSATRANSM></TransmissionFlux></Racine>");

        assertThat(read(text).faults()).singleElement().extracting(Fault::reason)
                .isEqualTo("the flow announces 2 records and holds 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no XML at all", "<Racine>", "<Autre></Autre>", "<Racine></Racine>",
            "\u0000\u0001\u0002",
            "<Racine><InfosFinancieresFoyerRSA><x/></InfosFinancieresFoyerRSA></Racine>", "{\"json\": true}",
            "<?xml version='1.0' encoding='UTF-16'?><Racine></Racine>"})
    void what_is_no_such_flow_is_one_fault_and_no_record(String text) throws IOException {
        var batch = read(text);

        assertThat(batch.records()).isEmpty();
        assertThat(batch.faults()).isNotEmpty();
    }

    @Test
    void an_empty_flow_that_announces_nothing_is_none_the_worse() throws IOException {
        var text = flow().replace("</Racine>",
                "<TransmissionFlux><NBTOTDOSRSATRANSM>0</NBTOTDOSRSATRANSM></TransmissionFlux></Racine>");

        assertThat(read(text).faults()).isEmpty();
    }

    @Test
    void a_flow_in_another_encoding_than_it_says_is_not_garbled() throws IOException {
        var batch = FORMAT.read(new ByteArrayInputStream(flow(GOOD.formatted("1")).getBytes(StandardCharsets.UTF_8)),
                "VRSB.xml");

        assertThat(batch.records()).isEmpty();
        assertThat(batch.faults().getFirst().reason()).contains("UTF-8", "ISO-8859-15");
    }

    @Test
    void a_flow_that_says_it_is_utf_8_is_read_as_utf_8() throws IOException {
        var text = flow(GOOD.formatted("1")).replace("ISO-8859-15", "UTF-8");

        var batch = FORMAT.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "VRSB.xml");

        assertThat(rows(batch.records().getFirst(), "Personne").getFirst().fields())
                .containsEntry("Identification.NOM", "Œuvrard");
    }

    @Test
    void a_record_larger_than_any_household_is_rejected_and_the_next_is_read() throws IOException {
        var large = GOOD.formatted("2").replace("Œuvrard", "x".repeat(FlowSplitter.LARGEST_UNIT + 9));

        var reading = new Reading(flow(large, GOOD.formatted("3")));

        assertThat(reading.ids()).containsExactly("3-1");
        assertThat(reading.faults.getFirst().reason()).contains("larger than 16 MB");
    }

    @Test
    void thousands_of_comments_that_never_end_stop_the_reading_and_not_the_machine() throws IOException {
        var reading = new Reading(flow("<!--".repeat(200_000)));

        assertThat(reading.ids()).isEmpty();
        assertThat(reading.faults).extracting(Fault::reason).contains("too much in this file is broken");
    }

    @Test
    void it_does_not_matter_in_which_portions_the_bytes_come() throws IOException {
        var text = flow(GOOD.formatted("1"), "<!-- " + GOOD.formatted("9") + " -->",
                GOOD.formatted("2").replace("Œuvrard", "a < b"), GOOD.formatted("3").replace("</InfoFoyerRSA>", ""),
                "<InfoFoyerRSA/>", GOOD.formatted("4"));
        var expected = new Reading(text);
        var random = new Random(20261122);

        for (var i = 0; i < 50; i++) {
            var reading = new Reading(new Portions(text.getBytes(LATIN_9), random));

            assertThat(reading.ids()).isEqualTo(expected.ids());
            assertThat(reading.rejected).isEqualTo(expected.rejected);
            assertThat(reading.faults).isEqualTo(expected.faults);
        }
    }

    @Test
    void what_was_rejected_is_a_flow_that_can_be_mended_and_read(@TempDir Path folder) throws IOException {
        var file = folder.resolve("reject/VRSB.xml.ERR");
        var bad = GOOD.formatted("2").replace("Œuvrard", "Œuvrard & Fils");
        var text = flow(GOOD.formatted("1"), bad).replace("</Racine>",
                "<TransmissionFlux><NBTOTDOSRSATRANSM>2</NBTOTDOSRSATRANSM></TransmissionFlux></Racine>");
        try (var rejects = FORMAT.rejects().to(file)) {
            FORMAT.read(new ByteArrayInputStream(text.getBytes(LATIN_9)), "VRSB.xml", record -> {
            }, fault -> {
            }, rejects);
            assertThat(rejects.finish()).contains(file);
        }
        assertThat(folder.resolve("reject")).isDirectoryNotContaining("glob:**.part");
        var kept = Files.readString(file, LATIN_9);

        var again = read(kept.replace("& Fils", "&amp; Fils"));

        assertThat(kept).contains("<!-- VRSB.xml:3 : no well-formed XML -->", bad, "<APPLIEME>CRI</APPLIEME>");
        assertThat(again.faults()).isEmpty();
        assertThat(again.records()).singleElement().extracting(LocalRecord::localId).isEqualTo("2-1");
    }

    @Test
    void a_flow_without_faults_leaves_no_file_of_rejects(@TempDir Path folder) throws IOException {
        try (var rejects = FORMAT.rejects().to(folder.resolve("none.ERR"))) {
            assertThat(rejects.finish()).isEmpty();
        }
        assertThat(folder).isEmptyDirectory();
    }

    private static LocalBatch example() throws IOException {
        try (var in = Files.newInputStream(
                Path.of("mappings/cnaf-vrsb/examples/family-whose-paying-body-changes.local.xml"))) {
            return FORMAT.read(in, "VRSB.xml");
        }
    }

    private static LocalBatch read(String text) throws IOException {
        return FORMAT.read(new ByteArrayInputStream(text.getBytes(LATIN_9)), "VRSB.xml");
    }

    /** A flow with a record on each line from the second on. */
    private static String flow(String... units) {
        return "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?><Racine><IdentificationFlux><APPLIEME>CRI</APPLIEME>"
                + "</IdentificationFlux>\n" + String.join("\n", units) + "\n</Racine>";
    }

    private static List<String> types(LocalRecord record) {
        return record.rows().stream().map(LocalRow::type).toList();
    }

    private static List<LocalRow> rows(LocalRecord record, String type) {
        return record.rows().stream().filter(row -> row.type().equals(type)).toList();
    }

    /** Everything that came of one reading. */
    private static final class Reading {
        private final List<LocalRecord> records = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private final List<String> rejected = new ArrayList<>();

        Reading(String text) throws IOException {
            this(new ByteArrayInputStream(text.getBytes(LATIN_9)));
        }

        Reading(InputStream in) throws IOException {
            FORMAT.read(in, "VRSB.xml", records::add, faults::add,
                    (unit, charset, fault, head) -> rejected.add(new String(unit, charset)));
        }

        List<String> ids() {
            return records.stream().map(LocalRecord::localId).toList();
        }
    }

    /** Bytes that come a few at a time, as from a slow line. */
    private static final class Portions extends ByteArrayInputStream {
        private final Random random;

        Portions(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] into, int from, int length) {
            return super.read(into, from, Math.min(length, 1 + random.nextInt(40)));
        }
    }
}
