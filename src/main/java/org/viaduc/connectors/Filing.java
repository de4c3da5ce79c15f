package org.viaduc.connectors;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What became of a file that a department handed over.
 *
 * @param ending  the folder that it belongs in afterwards: {@code archive} or {@code reject}
 * @param rejects what could not be read of it, as a file that the department gets back
 */
public record Filing(String ending, Optional<Path> rejects) {
    /** Whether there is something to hand back. */
    public boolean isRejecting() {
        return rejects.isPresent();
    }

    /** The file to hand back; asked for only where there is one. */
    public File file() {
        return rejects.orElseThrow().toFile();
    }
}
