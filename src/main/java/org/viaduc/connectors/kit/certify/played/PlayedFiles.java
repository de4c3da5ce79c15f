package org.viaduc.connectors.kit.certify.played;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** A local system that exchanges files, played in this process: it drops files into a folder and takes them from another. */
public interface PlayedFiles extends AutoCloseable {
    /** Where the system and the gateway meet. */
    Path shared();

    /** What the route templates' parameters have to be to reach it. */
    Map<String, String> parameters();

    /** How a route names one of its folders. */
    String folder(String name);

    /** It cannot be reached any more. */
    void goDown() throws IOException;

    /** It can be reached again, where it was before. */
    void comeUp() throws IOException;

    /** From now on it takes its time, or no longer. */
    void beSlow(boolean slow);

    /** The next transfer breaks off in the middle, once. @return false for a system that has no transfers */
    boolean breakOffNext();

    /** How many bytes were taken from it so far; empty for a system that does not notice. */
    long served();

    @Override
    void close() throws IOException;

    /** Whole at once, under its name. */
    default void drop(String folder, String name, byte[] content) throws IOException {
        var part = shared().resolve("being-written");
        Files.write(part, content);
        Files.move(part, shared().resolve(folder).resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    default boolean has(String folder, String name) {
        return Files.exists(shared().resolve(folder).resolve(name));
    }

    /** The files that stand there, folders aside. */
    default List<Path> files(String folder) {
        try (var files = Files.list(shared().resolve(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the folders that the gateway expects to find. */
    static Path folders(Path shared, List<String> folders) throws IOException {
        for (var folder : folders) {
            Files.createDirectories(shared.resolve(folder).resolve("archive"));
            Files.createDirectories(shared.resolve(folder).resolve("reject"));
        }
        return shared;
    }
}
