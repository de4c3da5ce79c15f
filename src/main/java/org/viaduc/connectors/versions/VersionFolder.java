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

    private static final String NEXT = ".next";
    private static final String LAST = ".last";

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

    /**
     * Puts a version where the one in force stands. That one stays aside until it is {@link #settled}; a reader finds the one or
     * the other, whole, and so does a process that starts after this one died in the middle ({@link #mend}).
     */
    void install(String system, Path candidate) {
        try {
            prepare(system, candidate);
            setAside(system);
            putIn(system);
        } catch (IOException e) {
            throw new UncheckedIOException("`mappings/" + system + "` cannot be replaced", e);
        }
    }

    /** A copy, beside what is in force. */
    void prepare(String system, Path candidate) throws IOException {
        FileSystemUtils.deleteRecursively(aside(system));
        FileSystemUtils.copyRecursively(candidate, fresh(system, NEXT));
    }

    /** What stands there makes room. What comes with the program stands nowhere. */
    void setAside(String system) throws IOException {
        if (Files.isDirectory(inForce(system))) {
            Files.move(inForce(system), aside(system), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    void putIn(String system) throws IOException {
        Files.createDirectories(mappings());
        Files.move(versions(system).resolve(NEXT), inForce(system), StandardCopyOption.ATOMIC_MOVE);
    }

    /** It is recorded: what was set aside may go. */
    void settled(String system) {
        try {
            FileSystemUtils.deleteRecursively(aside(system));
        } catch (IOException e) {
            throw new UncheckedIOException("`versions/" + system + "/" + LAST + "` cannot be removed", e);
        }
    }

    /** It could not be recorded: what stood there before stands there again. @param had whether anything did */
    void undone(String system, boolean had) {
        try {
            if (Files.isDirectory(aside(system))) {
                FileSystemUtils.deleteRecursively(inForce(system));
                Files.move(aside(system), inForce(system), StandardCopyOption.ATOMIC_MOVE);
            } else if (!had) {
                FileSystemUtils.deleteRecursively(inForce(system));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("`mappings/" + system + "` cannot be put back as it was", e);
        }
    }

    /** Whether this system's files stand in the node's folder, and do not come with the program. */
    boolean has(String system) {
        return Files.isDirectory(inForce(system));
    }

    /** Before a node reads its mappings: what a process that died had set aside, and nothing took its place, stands there again. */
    void mend() {
        var all = node.resolve("versions");
        if (!Files.isDirectory(all)) {
            return;
        }
        try (var systems = Files.list(all)) {
            for (var system : systems.map(each -> each.getFileName().toString()).toList()) {
                if (Files.isDirectory(aside(system)) && !has(system)) {
                    Files.createDirectories(mappings());
                    Files.move(aside(system), inForce(system), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("`versions` cannot be looked through", e);
        }
    }

    private Path aside(String system) {
        return versions(system).resolve(LAST);
    }

    private Path fresh(String system, String name) throws IOException {
        var folder = versions(system).resolve(name);
        FileSystemUtils.deleteRecursively(folder);
        return Files.createDirectories(folder);
    }
}
