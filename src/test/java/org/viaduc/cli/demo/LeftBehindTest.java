package org.viaduc.cli.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LeftBehindTest {
    @TempDir
    private Path folder;

    @Test
    void a_process_that_a_killed_run_left_is_ended_and_its_files_are_gone() throws Exception {
        var left = new ProcessBuilder("sleep", "600").start();
        LeftBehind.note(folder, left.toHandle());
        Files.createDirectories(folder.resolve("d35/data"));
        Files.writeString(folder.resolve("d35/node.yaml"), "department: D35");

        LeftBehind.clear(folder);

        assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(folder).doesNotExist();
    }

    @Test
    void another_process_that_has_taken_the_number_since_is_left_alone() throws Exception {
        var other = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(folder.resolve("processes"), other.pid() + " 1\n");

            LeftBehind.clear(folder);

            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void a_folder_that_never_was_is_no_fault() throws Exception {
        LeftBehind.clear(folder.resolve("demo"));
    }
}
