package org.viaduc.connectors.kit.certify.played;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Folders on a disk that can be taken away. */
public final class PlayedFolder implements PlayedFiles {
    /** The folder that the gateway collects from. */
    public static final String OUT = "out";
    /** The folder that the gateway delivers into. */
    public static final String IN = "in";

    private final Path shared;

    /** @param folder gets the folders that are played; whoever made it deletes it */
    public PlayedFolder(Path folder) throws IOException {
        this.shared = PlayedFiles.folders(folder.resolve("shared"), List.of(OUT, IN));
    }

    @Override
    public Path shared() {
        return shared;
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of();
    }

    @Override
    public String folder(String name) {
        return shared.resolve(name).toString();
    }

    /** The disk is gone: a file stands where the folder was, so that nobody makes the folder anew. */
    @Override
    public void goDown() throws IOException {
        Files.move(shared, shared.resolveSibling("away"));
        Files.writeString(shared, "");
    }

    @Override
    public void comeUp() throws IOException {
        Files.delete(shared);
        Files.move(shared.resolveSibling("away"), shared);
    }

    @Override
    public void beSlow(boolean slow) {
        // A disk is as fast as it is.
    }

    @Override
    public boolean breakOffNext() {
        return false;
    }

    @Override
    public long served() {
        return 0;
    }

    @Override
    public void close() {
        // Whoever made the folder above deletes it.
    }
}
