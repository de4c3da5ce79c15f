package org.viaduc.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What an earlier demonstration that was killed left in a folder: its processes, its PostgreSQL servers, its files. Each
 * process is noted with the instant at which it started, so that no other process of the same number is ever touched.
 */
final class LeftBehind {
    private static final String NOTES = "processes";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int DEPTH_OF_A_DATABASE = 5;

    private LeftBehind() {
    }

    /** Notes a process of the demonstration in this folder. */
    static synchronized void note(Path folder, ProcessHandle process) throws IOException {
        var started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        Files.writeString(folder.resolve(NOTES), process.pid() + " " + started + "\n", StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Ends what still runs and empties the folder. */
    static void clear(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        var notes = folder.resolve(NOTES);
        if (Files.exists(notes)) {
            for (var line : Files.readAllLines(notes)) {
                var process = noted(line);
                if (process.isPresent()) {
                    end(process.get(), true);
                }
            }
        }
        try (var files = Files.find(folder, DEPTH_OF_A_DATABASE, (path, any) -> path.endsWith("postmaster.pid"))) {
            for (var file : files.toList()) {
                var server = database(file);
                if (server.isPresent()) {
                    end(server.get(), false);
                }
            }
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Optional<ProcessHandle> noted(String line) {
        var words = line.split(" ", -1);
        return words.length == 2
                ? ProcessHandle.of(Long.parseLong(words[0])).filter(process -> process.info().startInstant()
                        .map(start -> start.toEpochMilli() == Long.parseLong(words[1])).orElse(false))
                : Optional.empty();
    }

    private static Optional<ProcessHandle> database(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                        .filter(process -> process.info().command().orElse("").contains("postgres"));
    }

    private static void end(ProcessHandle process, boolean atOnce) throws IOException {
        if (atOnce) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("process " + process.pid()
                    + " of an earlier demonstration does not stop: stop it, then start again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an earlier demonstration was stopping", e);
        }
    }
}
