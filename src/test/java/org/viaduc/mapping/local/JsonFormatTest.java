package org.viaduc.mapping.local;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.Translator;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Estey's files, whole and broken. */
class JsonFormatTest {
    private static final MappingBook BOOK = MappingBook.load(Path.of("mappings"));
    private static final JsonFormat FORMAT = new JsonFormat(BOOK.system("estey"));
    private static final Path BOY = Path
            .of("mappings/estey/examples/boy-placed-by-the-judge-with-an-alert.local.json");

    @Test
    void a_file_becomes_rows_with_their_members_as_fields() throws IOException {
        var batch = read(Files.readAllBytes(BOY));

        assertThat(batch.faults()).isEmpty();
        var record = batch.records().getFirst();
        assertThat(record.localId()).isEqualTo("33-2026-004512");
        assertThat(record.rows()).extracting(LocalRow::type).startsWith("usager", "adresse", "proches", "proches")
                .doesNotContain("notesPersonnelles");
        var person = record.rows().getFirst();
        assertThat(person.fields()).containsEntry("civil.prenoms", "Éloi Jean-Noël")
                .containsEntry("civil.naissance.lieu", "2B033").containsEntry("@id", "33-2026-004512");
        assertThat(record.rows().get(1).fields())
                .containsEntry("lignes", "Chez Mme d'Abbadie\n8 bis, cours de l'Yser").containsEntry("protegee", "false")
                .doesNotContainKey("courriel");
        assertThat(record.attachments()).hasSize(1);
    }

    @Test
    void numbers_booleans_and_lists_are_written_as_such_and_read_again_as_they_were() throws IOException {
        var record = read(Files.readAllBytes(
                Path.of("mappings/estey/examples/applicant-with-a-contract-and-two-actions.local.json"))).records()
                .getFirst();
        var back = new Translator(BOOK).back(new Translator(BOOK).translate(record).record(), "estey");

        var written = FORMAT.write(back);

        var tree = new ObjectMapper().readTree(written).path("dossier");
        assertThat(tree.at("/ressources/0/montant").isNumber()).isTrue();
        assertThat(tree.at("/adresse/protegee").isBoolean()).isTrue();
        assertThat(tree.at("/contrats/0/actions")).hasSize(2);
        assertThat(tree.at("/usager/civil/prenoms")).hasSize(2);
        var again = read(written).records().getFirst();
        assertThat(again.rows().get(4).fields()).isEqualTo(record.rows().get(4).fields());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"dossier\":{\"id\":1,\"id\":2,\"usager\":{}}} | no JSON that can be read: a name stands twice in one object",
            "{\"dossier\":{\"usager\":{\"civil\":{\"sexe\":\"F\",\"sexe\":\"M\"}}}} | no JSON that can be read: a name stands twice in one object",
            "{\"dossier\":{\"usager\":{\"civil.sexe\":\"F\",\"civil\":{\"sexe\":\"M\"}}}} | the field `civil.sexe` stands here twice",
            "{\"dossier\":{\"usager\":{\"a\":\"\\u0000\"}}} | a text holds the character NUL",
            "{\"dossier\":{\"usager\":{\"a\":\"\\ud800\"}}} | a text holds half a character",
            "{\"dossier\":{\"usager\":{\"a\":\"\\udc00\\ud800\"}}} | a text holds half a character",
            "{\"dossier\":{\"usager\":[]}} | the file has 0 `usager`, not one",
            "{\"dossier\":{\"usager\":[{},{}]}} | the file has 2 `usager`, not one",
            "{\"dossier\":{\"mesures\":[1]}} | an object is expected here",
            "{\"dossier\":[]} | an object is expected here",
            "{\"fichier\":{}} | the object has no member `dossier`",
            "[] | an object is expected here",
            "`` | an object is expected here",
            "{\"dossier\":{\"usager\":{}}} {} | something stands behind the end of the file"})
    void what_makes_no_sense_is_refused_with_its_reason(String json, String reason) throws IOException {
        var batch = read(json.getBytes(StandardCharsets.UTF_8));

        assertThat(batch.records()).isEmpty();
        assertThat(batch.faults()).containsExactly(new Fault("answer:1", reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'dossier':{}}", "{\"dossier\":{\"usager\":{\"a\":01}}}", "{\"dossier\":{\"usager\":{\"a\":+1}}}",
            "{\"dossier\":{\"usager\":{\"a\":.5}}}", "{\"dossier\":{\"usager\":{\"a\":NaN}}}", "{\"dossier\":{\"usager\":{\"a\":1.}}}",
            "{\"dossier\":{\"usager\":{\"a\":\"\t\"}}}", "{\"dossier\":{\"usager\":{\"a\":\"\\x41\"}}}",
            "{\"dossier\":{\"usager\":{\"a\":\"x\",}}}", "{\"dossier\":{\"usager\":{/**/}}}", "{\"dossier\":{\"usager\":{\"a\" \"b\"}}}",
            "{\"dossier\":{\"usager\":{\"a\":tru}}}", "{\"dossier\":{\"usager\":{}}}}", "{\"dossier\":{\"usager\":{\"a\":\"\\u12\"}}}",
            "{\"dossier\":{\"usager\":{\"a\":[1,]}}}", "{\"dossier\":{\"usager\":{\"a\":1e}}}"})
    void what_is_no_json_is_refused(String text) throws IOException {
        var batch = read(text.getBytes(StandardCharsets.UTF_8));

        assertThat(batch.records()).isEmpty();
        assertThat(batch.faults()).containsExactly(
                new Fault("answer:1", "no JSON that can be read: its form is broken"));
    }

    @Test
    void what_is_not_utf_8_is_refused_whatever_else_it_may_be() throws IOException {
        var text = Files.readString(BOY);
        var faults = new java.util.ArrayList<Fault>();
        for (var bytes : new byte[][]{text.getBytes(Charset.forName("windows-1252")),
                text.getBytes(StandardCharsets.UTF_16), text.getBytes(StandardCharsets.UTF_16LE),
                with("\"a\":\"", 0xC0, 0x80), with("\"a\":\"", 0xED, 0xA0, 0x80), with("\"a\":\"", 0xF5, 0x80, 0x80, 0x80),
                with("\"a\":\"", 0xFF)}) {
            var batch = read(bytes);
            assertThat(batch.records()).isEmpty();
            faults.addAll(batch.faults());
        }

        assertThat(faults).hasSize(7).filteredOn(fault -> fault.reason().equals("the file is not written in UTF-8"))
                .hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void what_is_too_deep_is_refused_and_costs_nothing() throws IOException {
        var arrays = "{\"dossier\":{\"usager\":{\"a\":" + "[".repeat(100_000);
        var objects = "{\"dossier\":" + "{\"a\":".repeat(100_000);
        var skipped = "{\"dossier\":{\"notesPersonnelles\":" + "[".repeat(100_000);

        for (var text : new String[]{arrays, objects, skipped}) {
            var batch = read(text.getBytes(StandardCharsets.UTF_8));

            assertThat(batch.records()).isEmpty();
            assertThat(batch.faults()).extracting(Fault::reason)
                    .containsExactly("no JSON that can be read: it is deeper than 8");
        }
    }

    @Test
    void a_number_stays_as_it_is_written_and_one_that_never_ends_is_refused() throws IOException {
        var large = read("{\"dossier\":{\"id\":1,\"usager\":{},\"ressources\":[{\"montant\":1e400},{\"montant\":-0.10}]}}"
                .getBytes(StandardCharsets.UTF_8));
        var endless = read(("{\"dossier\":{\"usager\":{\"a\":" + "9".repeat(200_000) + "}}}")
                .getBytes(StandardCharsets.UTF_8));

        assertThat(large.records().getFirst().rows()).extracting(row -> row.fields().getOrDefault("montant", ""))
                .containsExactly("", "1e400", "-0.10");
        assertThat(endless.faults()).extracting(Fault::reason)
                .containsExactly("no JSON that can be read: something in it is too long");
    }

    @Test
    void a_text_or_a_file_without_end_is_refused() throws IOException {
        var text = read(("{\"dossier\":{\"usager\":{\"a\":\"" + "x".repeat((1 << 20) + 1) + "\"}}}")
                .getBytes(StandardCharsets.UTF_8));
        var rows = new ByteArrayOutputStream();
        rows.write("{\"dossier\":{\"usager\":{},\"mesures\":[{}".getBytes(StandardCharsets.UTF_8));
        for (var i = 0; i < 20_001; i++) {
            rows.write(",{}".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(text.faults()).extracting(Fault::reason).containsExactly("a text is longer than 1048576 characters");
        assertThat(read(rows.toByteArray()).faults()).extracting(Fault::reason)
                .containsExactly("the file has more than 20000 rows");
    }

    @Test
    void a_file_that_was_cut_is_refused_wherever_it_was_cut() throws IOException {
        var whole = Files.readAllBytes(BOY);
        var end = new String(whole, StandardCharsets.ISO_8859_1).stripTrailing().length();
        for (var length = 0; length < end; length += 7) {
            var batch = read(Arrays.copyOf(whole, length));

            assertThat(batch.records()).as("cut at " + length).isEmpty();
            assertThat(batch.faults()).as("cut at " + length).hasSize(1);
        }
    }

    @Test
    void no_reason_repeats_what_the_file_says() throws IOException {
        var batch = read("{\"dossier\":{\"Dupont\":{\"Zoé\":1,\"Zoé\":2}}}".getBytes(StandardCharsets.UTF_8));

        assertThat(batch.faults().toString()).doesNotContain("Dupont", "Zoé");
    }

    @Test
    void members_that_nobody_described_are_kept_as_fields_so_that_the_ledger_counts_them() throws IOException {
        var batch = read("{\"dossier\":{\"id\":\"7\",\"usager\":{\"amis\":[{\"nom\":\"A\"},\"B\",null]},\"nouveau\":{\"x\":1}}}"
                .getBytes(StandardCharsets.UTF_8));

        var ledger = new Translator(BOOK).translate(batch.records().getFirst()).ledger();

        assertThat(ledger.lines()).anyMatch(line -> line.field().equals("amis[0].nom"))
                .anyMatch(line -> line.field().equals("amis")).anyMatch(line -> line.row().equals("nouveau"));
    }

    @Test
    void a_connection_that_breaks_is_no_fault_of_the_file() {
        var broken = new java.io.InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };

        assertThatThrownBy(() -> FORMAT.read(broken, "answer")).isInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    private static byte[] with(String before, int... bytes) throws IOException {
        var text = new ByteArrayOutputStream();
        text.write(("{\"dossier\":{\"usager\":{" + before).getBytes(StandardCharsets.UTF_8));
        for (var each : bytes) {
            text.write(each);
        }
        text.write("\"}}}".getBytes(StandardCharsets.UTF_8));
        return text.toByteArray();
    }

    private static LocalBatch read(byte[] bytes) throws IOException {
        return FORMAT.read(new ByteArrayInputStream(bytes), "answer");
    }
}
