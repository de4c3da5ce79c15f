package org.viaduc.connectors.versions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.viaduc.connectors.PlayedSftp;
import org.viaduc.connectors.RouteBook;
import org.viaduc.connectors.versions.Archive.Drop;
import org.viaduc.exchange.node.NodeSettings.Connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What D35's connector has read lies in the archive of the department's SFTP server. */
class SftpArchiveTest {
    private static final String CONNECTOR = "d35-solidor";
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    private Path folder;
    private PlayedSftp server;

    @BeforeEach
    void open() throws Exception {
        server = new PlayedSftp(folder, "out/archive", "out/reject");
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void drops_of_last_month_are_shown_newest_first_and_read() throws Exception {
        drop("DOSSIERS_20261002.csv", "2026-10-02T02:00:00Z");
        drop("DOSSIERS_20261103.csv", "2026-11-03T02:00:00Z");
        drop("DOSSIERS_20261120.csv", "2026-11-20T02:00:00Z");

        try (var archive = archives(server.values()).of(CONNECTOR).orElseThrow()) {
            var drops = archive.since(NOVEMBER);

            assertThat(drops).extracting(Drop::name).containsExactly("DOSSIERS_20261120.csv", "DOSSIERS_20261103.csv");
            for (var drop : drops) {
                try (var in = archive.open(drop)) {
                    assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("Éloïse " + drop.name());
                }
            }
        }
    }

    @Test
    void a_server_that_has_archived_nothing_yet_shows_nothing() throws Exception {
        Files.delete(server.shared.resolve("out/archive"));

        try (var archive = archives(server.values()).of(CONNECTOR).orElseThrow()) {
            assertThat(archive.drops()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"password, faux", "known-hosts, other-hosts", "port, 1"})
    void what_the_route_would_not_believe_is_not_believed_here(String key, String value) throws Exception {
        Files.writeString(folder.resolve("other-hosts"), "");
        var values = new HashMap<>(server.values());
        values.put(key, key.equals("known-hosts") ? folder.resolve(value).toString() : value);

        assertThatThrownBy(() -> archives(values).of(CONNECTOR)).isInstanceOf(IOException.class)
                .hasMessage("the SFTP server cannot be asked");
    }

    @Test
    void a_service_keeps_no_drops() throws Exception {
        var estey = new Connector("d33-estey", "estey", true, true, true, Map.of("address", "https://estey.example"));

        assertThat(new Archives(Map.of("d33-estey", estey), RouteBook.load(Path.of("none"))).of("d33-estey")).isEmpty();
    }

    private static Archives archives(Map<String, String> values) {
        return new Archives(Map.of(CONNECTOR, new Connector(CONNECTOR, "solidor", true, true, true, values)),
                RouteBook.load(Path.of("none")));
    }

    private void drop(String name, String written) throws IOException {
        var file = Files.writeString(server.shared.resolve("out/archive").resolve(name), "Éloïse " + name);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(written)));
    }
}
