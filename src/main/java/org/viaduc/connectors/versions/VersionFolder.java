package org.viaduc.connectors.versions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;

import org.springframework.util.FileSystemUtils;

/**
 * Where the versions of mappings stand in a node's folder: {@code mappings/SYSTEM} is in force, {@code versions/SYSTEM/DAY}
 * is a candidate or was in force once.
 */
record VersionFolder(Path node) {
    private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(\\.[2-9])?");

    Path mappings() {
        return node.resolve("mappings");
    }

    Path inForce(String system) {
        return mappings().resolve(system);
    }

    private Path versions(String system) {
        return node.resolve("versions").resolve(system);
    }

    /** @throws NoSuchElementException when no such version stands there */
    Path candidate(String system, String day) {
        var folder = versions(system).resolve(VERSION.matcher(day).matches() ? day : "none");
        if (!Files.isDirectory(folder)) {
            throw new NoSuchElementException("there is no such version");
        }
        return folder;
    }

    /** The versions that stand there, oldest first. */
    List<String> candidates(String system) {
        if (!Files.isDirectory(versions(system))) {
            return List.of();
        }
        try (var folders = Files.list(versions(system))) {
            return folders.map(each -> each.getFileName().toString()).filter(VERSION.asMatchPredicate()).sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the versions of `" + system + "` cannot be read", e);
        }
    }

    /** Keeps what is in force, so that there is a way back to it. What is kept already is not written again. */
    void keep(String system, String day, Map<String, String> texts) {
        var folder = versions(system).resolve(day);
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            var part = fresh(system, ".kept");
            for (var text : texts.entrySet()) {
                var file = part.resolve(text.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, text.getValue());
            }
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the version in force cannot be kept in `versions/" + system + "`", e);
        }
    }

    /** Puts a version where the one in force stands. A reader finds the one or the other, whole. */
    void install(String system, Path candidate) {
        try {
            var next = fresh(system, ".next");
            var last = fresh(system, ".last");
            FileSystemUtils.copyRecursively(candidate, next);
            Files.createDirectories(mappings());
            if (Files.isDirectory(inForce(system))) {
                Files.delete(last);
                Files.move(inForce(system), last, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(next, inForce(system), StandardCopyOption.ATOMIC_MOVE);
            FileSystemUtils.deleteRecursively(last);
        } catch (IOException e) {
            throw new UncheckedIOException("`mappings/" + system + "` cannot be replaced", e);
        }
    }

    private Path fresh(String system, String name) throws IOException {
        var folder = versions(system).resolve(name);
        FileSystemUtils.deleteRecursively(folder);
        return Files.createDirectories(folder);
    }
}
