package org.viaduc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that the first version wrote, with a clock of January 2024 and keys that have run out since. Whatever comes later verifies
 * them: they are never made anew.
 */
class KeptFilesTest {
    private static final Path KEPT = Path.of("src/test/resources/journal");

    @Test
    void a_signed_container_of_the_first_version_holds() throws IOException {
        var result = verify("viaduc-evidence-1.asice");

        assertThat(result.path("holds").asBoolean()).isTrue();
        assertThat(result.path("containers").path(0).path("signedAt").asText()).startsWith("2024-01-08");
        assertThat(result.path("evidence").path(0).path("entries").asInt()).isEqualTo(10);
    }

    @Test
    void a_timestamped_journal_of_the_first_version_holds_and_its_timestamp_is_trusted_under_the_authoritys_root()
            throws IOException {
        var result = verify("viaduc-journal-1-timestamped.ndjson", "--authority",
                KEPT.resolve("authority-1.pem").toString());

        assertThat(result.path("holds").asBoolean()).isTrue();
        assertThat(result.path("journals").path(0).path("entries").asInt()).isEqualTo(11);
        assertThat(result.toString()).contains("2024-01-08T09:30:");
    }

    private static JsonNode verify(String file, String... more) throws IOException {
        var out = new StringWriter();
        var words = new ArrayList<>(List.of("verify", "--json", KEPT.resolve(file).toString()));
        words.addAll(List.of(more));
        assertThat(new CommandLine(new JournalCommand()).setOut(new PrintWriter(out))
                .execute(words.toArray(String[]::new))).as(out.toString()).isZero();
        return new ObjectMapper().readTree(out.toString());
    }
}
