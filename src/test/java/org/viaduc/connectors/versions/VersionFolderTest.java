package org.viaduc.connectors.versions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NoSuchElementException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VersionFolderTest {
    @TempDir
    private Path node;

    @Test
    void what_was_in_force_is_kept_once_and_what_takes_its_place_takes_all_of_it() throws IOException {
        var folder = new VersionFolder(node);
        write("mappings/ajonc/system.yaml", "old");
        write("mappings/ajonc/codes/sex.csv", "old");
        write("versions/ajonc/2026-12-01/system.yaml", "new");

        folder.keep("ajonc", "2026-11-01", Map.of("system.yaml", "old", "codes/sex.csv", "old"));
        folder.install("ajonc", folder.candidate("ajonc", "2026-12-01"));
        folder.keep("ajonc", "2026-12-01", Map.of("system.yaml", "something else"));

        assertThat(node.resolve("mappings/ajonc/system.yaml")).hasContent("new");
        assertThat(node.resolve("mappings/ajonc/codes")).doesNotExist();
        assertThat(node.resolve("versions/ajonc/2026-11-01/codes/sex.csv")).hasContent("old");
        assertThat(node.resolve("versions/ajonc/2026-12-01/system.yaml")).hasContent("new");
        assertThat(folder.candidates("ajonc")).containsExactly("2026-11-01", "2026-12-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../../data/keys", "2026-12-01/..", "", "2026-12-02"})
    void nothing_but_a_version_that_stands_there_is_one(String day) throws IOException {
        write("versions/ajonc/2026-12-01/system.yaml", "new");
        write("data/keys/key", "secret");

        assertThatThrownBy(() -> new VersionFolder(node).candidate("ajonc", day))
                .isInstanceOf(NoSuchElementException.class);
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(node.resolve(path).getParent());
        Files.writeString(node.resolve(path), text);
    }
}
