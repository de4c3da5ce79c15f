package org.viaduc.cli.demo.solidor;

import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.cli.demo.local.Calls;
import org.viaduc.cli.demo.population.StoryFamilies;
import org.viaduc.cli.demo.population.StoryFamily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SolidorDropTest {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    @TempDir
    Path folder;
    private Solidor solidor;
    private SftpCalls sftp;

    @BeforeEach
    void start() throws Exception {
        solidor = Solidor.start(Calls.populated(folder), false);
        sftp = SftpCalls.open(solidor.port(), Calls.password(folder));
    }

    @AfterEach
    void stop() throws Exception {
        sftp.close();
        solidor.close();
    }

    @Test
    void the_first_drop_holds_everybody_in_windows_1252_with_crlf_and_quoted_line_breaks() throws Exception {
        var answer = Calls.post(solidor.controlPort(), "/drop", "");

        assertThat(answer.get("file").asText()).isEqualTo("DOSSIERS_20261121_001.csv");
        var bytes = sftp.read("/out/DOSSIERS_20261121_001.csv");
        var text = new String(bytes, WINDOWS);
        assertThat(text).contains("Kervadec", "Tréhorel").startsWith("#F;num_foyer;adr_ligne1;");
        assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("Tréhorel");
        assertThat(text).contains("\"L'enfant est souvent seule le soir;\r\nelle mange chez la voisine.\r\n"
                + "\"\"Elle a froid.\"\"\"");
        assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        assertThat(records(text, "P")).hasSize(answer.get("persons").asInt());
        assertThat(records(text, "R")).anyMatch(record -> record.get(8).equals("1 204,56"));
    }

    @Test
    void rows_stand_by_household_with_the_household_first() throws Exception {
        Calls.post(solidor.controlPort(), "/drop", "{\"households\": [\"35000100\"]}");

        var records = records(new String(sftp.read("/out/DOSSIERS_20261121_001.csv"), WINDOWS));
        assertThat(records.stream().map(record -> record.get(0)).filter(type -> !type.startsWith("#")))
                .containsExactly("F", "P", "P", "P", "P", "I", "N", "E", "E", "E", "E");
    }

    @Test
    void what_did_not_change_is_not_dropped_again_until_something_happens() throws Exception {
        Calls.post(solidor.controlPort(), "/drop", "");
        assertThat(Calls.post(solidor.controlPort(), "/drop", "").get("households").asInt()).isZero();

        var story = StoryFamilies.all().stream().filter(each -> each.key().equals("accord")).findFirst().orElseThrow();
        Calls.post(solidor.controlPort(), "/event", event(story));

        assertThat(Calls.post(solidor.controlPort(), "/drop", "").get("households").asInt()).isEqualTo(1);
        var events = records(new String(sftp.read("/out/DOSSIERS_20261121_002.csv"), WINDOWS), "E");
        assertThat(events.getLast()).containsExactly("E", story.household(), story.person(), "ACC", "21/11/2026", "PAR",
                "", "CRIP");
    }

    @Test
    void scanned_reports_are_in_a_column_of_their_own_where_that_was_agreed(@TempDir Path other) throws Exception {
        try (var scanning = Solidor.start(Calls.populated(other), true);
                var line = SftpCalls.open(scanning.port(), Calls.password(other))) {
            Calls.post(scanning.controlPort(), "/drop", "{\"households\": [\"35000500\"]}");

            var text = new String(line.read("/out/DOSSIERS_20261121_001.csv"), WINDOWS);
            assertThat(text).contains("#O;num_pers;type_doc;dt_doc;redacteur;contenu;pdf\r\n");
            var pdf = Base64.getDecoder().decode(records(text, "O").getFirst().get(6));
            assertThat(new String(pdf, WINDOWS)).startsWith("%PDF-1.4").contains("Maintenir le lien");
        }
    }

    @Test
    void an_event_about_nobody_is_refused() throws Exception {
        var answer = Calls.post(solidor.controlPort(), "/event", "{\"person\": \"0\", \"code\": \"ACC\"}");

        assertThat(answer.get("error").asText()).contains("known here");
    }

    @Test
    void nobody_comes_in_with_a_wrong_password_and_nobody_leaves_the_shared_folder() {
        assertThatThrownBy(() -> SftpCalls.open(solidor.port(), "guess").close())
                .hasMessageContaining("authentication");
        assertThat(sftp.sees("/../credentials.properties")).isFalse();
        assertThat(sftp.sees("/credentials.properties")).isFalse();
        assertThat(sftp.sees("/out/archive")).isTrue();
    }

    private static String event(StoryFamily story) {
        var later = story.later().orElseThrow();
        return "{\"person\": \"%s\", \"code\": \"%s\", \"value1\": \"%s\", \"author\": \"%s\"}".formatted(
                story.person(),
                later.code(), later.value1(), later.author());
    }

    private static List<CSVRecord> records(String text) throws Exception {
        return DropFile.FORMAT.parse(new StringReader(text)).getRecords();
    }

    private static List<CSVRecord> records(String text, String type) throws Exception {
        return records(text).stream().filter(record -> record.get(0).equals(type)).toList();
    }
}
