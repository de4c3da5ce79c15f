package org.viaduc.cli.demo;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.viaduc.journal.CheckpointVerifier;
import org.viaduc.journal.JournalCheck;
import org.viaduc.journal.JournalReport;
import org.viaduc.model.Department;

/** Both nodes' journals, copied by their REST interface to files that verify with nothing else. */
final class JournalCopies {
    private static final String EXPORT = "/api/journal/export";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(700);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stage stage;

    JournalCopies(Stage stage) {
        this.stage = stage;
    }

    Path file(Department department) {
        return stage.federation().site(department).folder().resolve("journal.ndjson");
    }

    /** Waits until so many files have been collected, as the journal's signed part has them. @return whether they were */
    boolean await(Department department, long collected) throws IOException {
        return await(department, file -> count(file, "accepted") >= collected);
    }

    /** Copies a journal up to a checkpoint that was signed after now. @return whether there was one in time */
    boolean copy(Department department) throws IOException {
        var now = Instant.now();
        return await(department, file -> lastCheckpoint(file).isAfter(now));
    }

    /** How many lines and files the nodes' doors have marked as unreadable or doubtful, as the copies tell. */
    long markedAtDoors(List<Department> departments) {
        return departments.stream().mapToLong(department -> {
            try (var lines = lines(file(department))) {
                return lines.filter(line -> line.path("step").asText().equals("refused-at-door"))
                        .mapToLong(line -> line.path("details").path("records").asLong()).sum();
            }
        }).sum();
    }

    /** @param keys from the JWK set in a journal's first line to the verifier of its signatures */
    List<JournalReport> verify(List<Department> departments, Function<String, CheckpointVerifier> keys)
            throws IOException {
        return JournalCheck.verify(departments.stream().map(this::file).toList(), keys);
    }

    private boolean await(Department department, Predicate<Path> wanted) throws IOException {
        var end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            try {
                stage.node(department).download(EXPORT, file(department));
                if (wanted.test(file(department))) {
                    return true;
                }
            } catch (ConnectException nodeIsDown) {
                // It may be started again until the patience is at an end.
                Pause.of(PAUSE);
            }
            Pause.of(PAUSE);
        }
        return false;
    }

    private static long count(Path file, String step) {
        try (var lines = lines(file)) {
            return lines.filter(line -> line.path("step").asText().equals(step)).count();
        }
    }

    private static Instant lastCheckpoint(Path file) {
        try (var lines = lines(file)) {
            return lines.filter(line -> line.path("line").asText().equals("checkpoint"))
                    .map(line -> Instant.parse(line.path("instant").asText())).max(Instant::compareTo)
                    .orElse(Instant.EPOCH);
        }
    }

    private static Stream<JsonNode> lines(Path file) {
        try {
            return Files.lines(file).map(JournalCopies::json);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("`" + file + "` cannot be read", e);
        }
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new java.io.UncheckedIOException("a line of an exported journal is no JSON", e);
        }
    }
}
