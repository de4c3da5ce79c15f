package org.viaduc.connectors.versions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** A process may die after each step of a switch; the next one finds one version or the other, and all of it. */
    @ParameterizedTest
    @CsvSource({"0, old", "1, old", "2, old", "3, new", "4, new"})
    void whoever_starts_after_an_end_in_the_middle_of_a_switch_finds_one_whole_version(int steps, String version)
            throws IOException {
        var dying = switching();
        var all = List.<Step>of(() -> dying.prepare("ajonc", dying.candidate("ajonc", "2026-12-01")),
                () -> dying.setAside("ajonc"), () -> dying.putIn("ajonc"), () -> dying.settled("ajonc"));
        for (var step : all.subList(0, steps)) {
            step.go();
        }

        new VersionFolder(node).mend();

        wholly(version);
        var next = new VersionFolder(node);
        next.install("ajonc", next.candidate("ajonc", "2026-12-01"));
        next.settled("ajonc");
        wholly("new");
        assertThat(node.resolve("versions/ajonc/.last")).doesNotExist();
    }

    @Test
    void what_could_not_be_recorded_is_taken_back() throws IOException {
        var folder = switching();
        folder.install("ajonc", folder.candidate("ajonc", "2026-12-01"));

        folder.undone("ajonc", true);

        wholly("old");
    }

    @Test
    void of_what_came_with_the_program_nothing_stays_behind() throws IOException {
        var folder = new VersionFolder(node);
        write("versions/ajonc/2026-12-01/system.yaml", "new");
        folder.install("ajonc", folder.candidate("ajonc", "2026-12-01"));

        folder.undone("ajonc", false);

        assertThat(folder.has("ajonc")).isFalse();
    }

    @FunctionalInterface
    private interface Step {
        void go() throws IOException;
    }

    private VersionFolder switching() throws IOException {
        write("mappings/ajonc/system.yaml", "old");
        write("mappings/ajonc/codes/sex.csv", "old");
        write("versions/ajonc/2026-12-01/system.yaml", "new");
        write("versions/ajonc/2026-12-01/codes/sex.csv", "new");
        return new VersionFolder(node);
    }

    private void wholly(String version) {
        assertThat(node.resolve("mappings/ajonc/system.yaml")).hasContent(version);
        assertThat(node.resolve("mappings/ajonc/codes/sex.csv")).hasContent(version);
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(node.resolve(path).getParent());
        Files.writeString(node.resolve(path), text);
    }
}
