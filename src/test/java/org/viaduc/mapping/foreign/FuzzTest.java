package org.viaduc.mapping.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Thousands of examples made worse at random, each time others: {@code -Dfuzz.seed=…} repeats what a failure names,
 * {@code -Dfuzz.files=…} reads more of them.
 */
class FuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
    private static final int FILES = Integer.getInteger("fuzz.files", 400);

    @ParameterizedTest
    @ValueSource(strings = {"solidor", "ardoise", "cordee", "cnaf-virs", "cnaf-vrsb", "cnaf-vrsf", "estey", "sambre"})
    void whatever_becomes_of_a_file_it_is_read_or_refused_in_our_words(String system) {
        var trial = Trial.of(system);
        var examples = examples(system);
        var random = new Random(SEED);
        var mutations = new Mutations(random, examples);
        for (var i = 0; i < FILES; i++) {
            var file = mutations.worse(examples.get(random.nextInt(examples.size())));
            try {
                var batch = trial.read(file);

                assertThat(batch.records().size() + batch.faults().size() > 0 || saysThatNothingChanged(file))
                        .as("a file of which nothing is read and nothing said").isTrue();
                if (batch.faults().isEmpty()) {
                    assertThat(trial.lost(file, batch)).as("words that were lost, and nobody said so").isEmpty();
                }
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(system + ", -Dfuzz.seed=" + SEED + ", file " + i + " ("
                        + kept(system, i, file) + "): " + e.getMessage(), e);
            }
        }
    }

    /** A drop of column names, or a list with nothing in it. */
    private static boolean saysThatNothingChanged(byte[] file) {
        var text = new String(file, StandardCharsets.ISO_8859_1);
        return text.strip().matches("[\\[\\],null\\s]+") || new String(file, StandardCharsets.ISO_8859_1).lines()
                .allMatch(line -> line.isBlank() || line.startsWith("#") || line.startsWith("N;"));
    }

    private static Path kept(String system, int number, byte[] file) {
        try {
            var folder = Files.createDirectories(Path.of("target", "fuzz"));
            return Files.write(folder.resolve(system + "-" + HexFormat.of().toHexDigits(SEED) + "-" + number), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> examples(String system) {
        try (var files = Files.list(Path.of("mappings", system, "examples"))) {
            var examples = new ArrayList<>(
                    files.filter(file -> file.getFileName().toString().contains(".local.")).sorted()
                            .map(FuzzTest::bytes).toList());
            if (system.equals("estey")) {
                examples.add(list(examples));
            }
            return examples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page of a service: several objects in a list. */
    private static byte[] list(List<byte[]> objects) {
        return objects.stream().map(each -> new String(each, StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "[", "]")).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
