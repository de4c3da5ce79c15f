package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import org.viaduc.exchange.node.Outlets;

import static org.assertj.core.api.Assertions.assertThat;

/** The {@code journal} of a node.yaml: what README shows is read, and what is wrong is named by its key. */
class OutletsReaderTest {
    @TempDir
    private Path folder;
    private final List<String> faults = new ArrayList<>();

    @BeforeEach
    void certificatesBesideTheSettings() throws IOException {
        var root = Files.readAllBytes(Path.of("src/test/resources/journal/authority-1.pem"));
        Files.write(folder.resolve("tsa-root.pem"), root);
        Files.write(folder.resolve("siem-root.pem"), root);
    }

    @Test
    void what_readme_shows_is_read() throws IOException {
        var shown = Pattern.compile("(?ms)^```yaml\n(journal:.*?)^```").matcher(Files.readString(Path.of("README.md")));
        assertThat(shown.find()).isTrue();

        var outlets = read(shown.group(1));

        assertThat(faults).isEmpty();
        assertThat(outlets.timestamps().orElseThrow().url()).hasToString("https://tsa.example/");
        assertThat(outlets.timestamps().orElseThrow().every()).isEqualTo(Duration.ofHours(1));
        assertThat(outlets.timestamps().orElseThrow().anchors()).hasSize(1);
        assertThat(outlets.syslog().orElseThrow().host()).isEqualTo("siem.example");
        assertThat(outlets.syslog().orElseThrow().port()).isEqualTo(6514);
    }

    @Test
    void without_the_key_the_journal_stays_at_home() {
        assertThat(read("department: D35")).isEqualTo(Outlets.NONE);
        assertThat(faults).isEmpty();
    }

    @Test
    void an_hour_and_the_usual_port_are_meant_where_nothing_is_said() {
        var outlets = read("""
                journal:
                  timestamps: { url: "http://tsa.example/", certificate: tsa-root.pem }
                  syslog: { host: siem.example, certificate: siem-root.pem }
                """);

        assertThat(faults).isEmpty();
        assertThat(outlets.timestamps().orElseThrow().every()).isEqualTo(Duration.ofHours(1));
        assertThat(outlets.syslog().orElseThrow().port()).isEqualTo(6514);
    }

    @Test
    void all_that_is_wrong_is_named_by_its_key_at_once() {
        read("""
                journal:
                  timestamps: { url: "ftp://tsa.example/", certificate: tsa-root.pem }
                  syslog: { certificate: nowhere.pem, proto: udp }
                  mail: { to: x }
                """);

        assertThat(faults).hasSize(5).anyMatch(each -> each.contains("timestamps: `url`") && each.contains("http"))
                .anyMatch(each -> each.contains("syslog: `host` is missing"))
                .anyMatch(each -> each.contains("syslog: `certificate`") && each.contains("nowhere.pem"))
                .anyMatch(each -> each.contains("syslog: `proto` is unknown"))
                .anyMatch(each -> each.contains("journal: `mail` is unknown"));
    }

    private Outlets read(String yaml) {
        var loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return new OutletsReader(folder).read(new SettingsReader("node.yaml", loaded, faults));
    }
}
