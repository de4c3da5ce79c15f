package org.viaduc.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AsideTest {
    @TempDir
    private Path data;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Aside.IN_MEMORY - 1, Aside.IN_MEMORY, Aside.IN_MEMORY + 1, 3 * Aside.IN_MEMORY + 17})
    void what_was_put_aside_is_read_as_often_as_need_be(int length) throws IOException {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);

        try (var aside = Aside.of(new ByteArrayInputStream(bytes), data.resolve("aside"))) {
            assertThat(aside.open().readAllBytes()).isEqualTo(bytes);
            try (var cutShort = aside.open()) {
                cutShort.readNBytes(length / 2);
            }
            assertThat(aside.open().readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void it_lies_in_no_folder_while_it_is_there_nor_afterwards() throws IOException {
        try (var aside = Aside.of(new ByteArrayInputStream(new byte[3 * Aside.IN_MEMORY]), data.resolve("aside"))) {
            assertThat(lying()).isEmpty();
            assertThat(aside.open().readAllBytes()).hasSize(3 * Aside.IN_MEMORY);
        }
        assertThat(lying()).isEmpty();
    }

    @Test
    void a_stream_that_breaks_leaves_nothing_and_says_so() throws IOException {
        var breaking = new java.io.SequenceInputStream(new ByteArrayInputStream(new byte[2 * Aside.IN_MEMORY]),
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the line broke");
                    }
                });

        assertThatThrownBy(() -> Aside.of(breaking, data.resolve("aside"))).isInstanceOf(IOException.class)
                .hasMessage("the line broke");
        assertThat(lying()).isEmpty();
    }

    @Test
    void nobody_finds_on_the_disk_what_it_says() throws IOException {
        var text = "Hélène D'Hondt, rue de l'Étoile 14 ".repeat(100_000).getBytes(StandardCharsets.UTF_8);

        try (var aside = Aside.of(new ByteArrayInputStream(text), data.resolve("aside"))) {
            var stored = ByteBuffer.allocate((int) aside.stored().orElseThrow().size());
            aside.stored().orElseThrow().read(stored, 0);

            assertThat(stored.position()).isGreaterThan(text.length - Aside.IN_MEMORY - 1);
            assertThat(new String(stored.array(), StandardCharsets.ISO_8859_1)).doesNotContain("toile 14");
            assertThat(Arrays.equals(aside.open().readAllBytes(), text)).isTrue();
        }
    }

    private List<Path> lying() throws IOException {
        try (var files = Files.list(data.resolve("aside"))) {
            return files.toList();
        }
    }
}
