package org.viaduc.trust.container;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.viaduc.trust.OwnSigner;

/** Evidence of a journal in a signed container, with a page that tells its reader how to verify it. */
public final class EvidenceContainer {
    /** The name of the lines in it. */
    public static final String LINES = "preuve.ndjson";
    private static final String PAGE = "LISEZMOI.txt";

    private EvidenceContainer() {
    }

    /** Writes the lines that fill the file they are given. */
    @FunctionalInterface
    public interface Lines {
        void into(Path file) throws IOException;
    }

    /**
     * Makes the container in that folder, for which the caller answers: its lines are written there first.
     *
     * @return the container
     */
    public static Path write(Lines lines, OwnSigner signer, Instant now, Path folder) throws IOException {
        var written = folder.resolve(LINES);
        lines.into(written);
        var page = folder.resolve(PAGE);
        try (var text = EvidenceContainer.class.getResourceAsStream("/journal/" + PAGE)) {
            if (text == null) {
                throw new FileNotFoundException("the packed page `journal/" + PAGE + "` is missing");
            }
            Files.copy(text, page);
        }
        var container = folder.resolve("preuve.asice");
        SignedContainer.write(List.of(written, page), signer, now, container);
        return container;
    }
}
