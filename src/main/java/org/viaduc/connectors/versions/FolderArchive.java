package org.viaduc.connectors.versions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder that this machine sees; one that is not there yet is empty. */
record FolderArchive(Path folder) implements Archive {
    @Override
    public List<Drop> drops() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            var drops = new ArrayList<Drop>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                drops.add(new Drop(file.getFileName().toString(), Files.getLastModifiedTime(file).toInstant()));
            }
            return drops;
        }
    }

    @Override
    public InputStream open(Drop drop) throws IOException {
        return Files.newInputStream(folder.resolve(drop.name()));
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
