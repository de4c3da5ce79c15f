package org.viaduc.mapping.local;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.Translator;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalBatch.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What Estey's service might answer on a bad day: nothing crashes, and nothing is taken that nobody meant. */
class BrokenJsonTest {
    private static final MappingBook BOOK = MappingBook.load(Path.of("mappings"));
    private static final LocalFormat FORMAT = LocalFormat.of(BOOK.system("estey"));
    private static final Path BOY = Path
            .of("mappings/estey/examples/boy-placed-by-the-judge-with-an-alert.local.json");

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":1,\"id\":2}", "{\"id\":1,\"civil\":{\"sexe\":\"F\",\"sexe\":\"M\"}}", "{'id':1}",
            "{\"id\":01}", "{\"id\":+1}", "{\"id\":.5}", "{\"id\":NaN}", "{\"id\":1.}", "{\"id\":1e}",
            "{\"id\":\"\t\"}",
            "{\"id\":\"\\x41\"}", "{\"id\":1,}", "{\"id\":1/**/}", "{\"id\" 1}", "{\"id\":tru}", "{\"id\":1",
            "{\"id\":\"\\u12\"}",
            "{\"id\":[1,]}", "\u0000", "", "]"})
    void what_is_no_json_gives_a_fault_and_no_record(String text) throws IOException {
        var batch = read(text.getBytes(StandardCharsets.UTF_8));

        assertThat(batch.records()).isEmpty();
        assertThat(batch.faults()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"7\",\"civil\":{\"sexe\":\"\\u0000\"}}",
            "{\"id\":\"7\",\"civil\":{\"sexe\":\"\\ud800\"}}",
            "{\"id\":\"7\",\"civil\":{\"sexe\":\"\\udc00\\ud800\"}}",
            "{\"id\":\"7\",\"civil.sexe\":\"F\",\"civil\":{\"sexe\":\"M\"}}",
            "{\"civil\":{\"sexe\":\"F\"}}", "{}", "[1]", "\"texte\"", "{\"id\":[[1]]}", "{\"id\":\"  \"}"})
    void json_that_no_file_can_be_gives_a_fault_and_no_record(String text) throws IOException {
        var batch = read(text.getBytes(StandardCharsets.UTF_8));

        assertThat(batch.records()).isEmpty();
        assertThat(batch.faults()).hasSize(1);
    }

    @Test
    void what_is_not_utf_8_gives_a_fault_and_no_record() throws IOException {
        var text = Files.readString(BOY);
        for (var bytes : new byte[][]{text.getBytes(Charset.forName("windows-1252")), with(0xC0, 0x80),
                with(0xED, 0xA0, 0x80),
                with(0xF5, 0x80, 0x80, 0x80), with(0xFF), with(0xC3)}) {
            var batch = read(bytes);

            assertThat(batch.records()).isEmpty();
            assertThat(batch.faults()).hasSize(1);
        }
    }

    @Test
    void what_is_too_deep_or_too_long_gives_a_fault_and_costs_nothing() throws IOException {
        for (var text : new String[]{"{\"id\":1,\"a\":" + "[".repeat(200_000), "{\"a\":".repeat(200_000),
                "{\"id\":1,\"notesPersonnelles\":" + "[".repeat(200_000),
                "{\"id\":1,\"a\":" + "9".repeat(200_000) + "}", "{\"id\":1,\"" + "a".repeat(200_000) + "\":1}",
                "{\"id\":1,\"a\":\"" + "x".repeat((1 << 20) + 1) + "\"}",
                "{\"id\":1,\"mesures\":[" + "{\"type\":\"x\"},".repeat(20_000) + "{\"type\":\"x\"}]}"}) {
            var batch = read(text.getBytes(StandardCharsets.UTF_8));

            assertThat(batch.records()).isEmpty();
            assertThat(batch.faults()).isNotEmpty();
        }
    }

    @Test
    void a_number_without_measure_stays_as_it_is_written() throws IOException {
        var batch = read("{\"id\":1,\"ressources\":[{\"montant\":1e400},{\"montant\":-1E-400},{\"montant\":-0.10}]}"
                .getBytes(StandardCharsets.UTF_8));

        assertThat(batch.faults()).isEmpty();
        assertThat(batch.records().getFirst().rows()).extracting(row -> row.fields().getOrDefault("montant", ""))
                .containsExactly("", "1e400", "-1E-400", "-0.10");
    }

    @Test
    void a_file_that_was_cut_gives_a_fault_and_no_record_wherever_it_was_cut() throws IOException {
        var whole = Files.readAllBytes(BOY);
        for (var length = 0; length < whole.length - 2; length += 7) {
            var batch = read(Arrays.copyOf(whole, length));

            assertThat(batch.records()).as("cut at " + length).isEmpty();
            assertThat(batch.faults()).as("cut at " + length).hasSize(1);
        }
    }

    @Test
    void no_reason_repeats_what_the_file_says() throws IOException {
        var batch = read("{\"id\":1,\"Dupont\":{\"Zoé\":1,\"Zoé\":2}}".getBytes(StandardCharsets.UTF_8));

        assertThat(batch.faults()).extracting(Fault::toString).allMatch(fault -> !fault.contains("Dupont"))
                .allMatch(fault -> !fault.contains("Zoé"));
    }

    @Test
    void members_that_nobody_described_are_counted() throws IOException {
        var batch = read("{\"id\":7,\"civil\":{\"surnom\":\"A\"},\"nouveau\":{\"x\":1},\"drapeau\":true}"
                .getBytes(StandardCharsets.UTF_8));

        var ledger = new Translator(BOOK).translate(batch.records().getFirst()).ledger();

        assertThat(ledger.total()).isEqualTo(4);
        assertThat(ledger.lines()).extracting(line -> line.row() + " " + line.field())
                .contains("usager civil.surnom", "usager nouveau.x", "usager drapeau");
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

    private static byte[] with(int... bytes) throws IOException {
        var text = new ByteArrayOutputStream();
        text.write("{\"id\":1,\"a\":\"".getBytes(StandardCharsets.UTF_8));
        for (var each : bytes) {
            text.write(each);
        }
        text.write("\"}".getBytes(StandardCharsets.UTF_8));
        return text.toByteArray();
    }

    private static LocalBatch read(byte[] bytes) throws IOException {
        return FORMAT.read(new ByteArrayInputStream(bytes), "answer");
    }
}
