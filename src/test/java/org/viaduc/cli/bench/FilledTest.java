package org.viaduc.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FilledTest {
    private static final Instant UNTIL = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void an_empty_folder_is_filled_and_one_that_was_filled_with_as_much_is_measured_again() throws IOException {
        assertThat(Filled.until(folder, 1_000)).isEmpty();

        Filled.note(folder, 1_000, UNTIL);

        assertThat(Filled.until(folder, 1_000)).contains(UNTIL);
        assertThatThrownBy(() -> Filled.until(folder, 2_000)).isInstanceOf(IOException.class)
                .hasMessageContaining("1000 exchanges");
    }

    @Test
    void a_folder_that_holds_something_else_is_left_alone() throws IOException {
        Files.createDirectory(folder.resolve("d35"));

        assertThatThrownBy(() -> Filled.until(folder, 1_000)).isInstanceOf(IOException.class)
                .hasMessageContaining("empty folder");
    }
}
