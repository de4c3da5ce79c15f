package org.viaduc.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** A note beside a database that a run has filled, so that a later run measures the same again without filling it. */
final class Filled {
    private static final String NOTE = "filled.txt";

    private Filled() {
    }

    /**
     * When the past ends that an earlier run filled this folder with; empty when the folder is.
     *
     * @throws IOException when it holds something else, or another number of exchanges
     */
    static Optional<Instant> until(Path folder, long exchanges) throws IOException {
        var note = folder.resolve(NOTE);
        if (!Files.exists(note)) {
            try (var anything = Files.list(folder)) {
                if (anything.findAny().isPresent()) {
                    throw new IOException("`" + folder + "` holds something else than a run that was ended:"
                            + " give an empty folder");
                }
            }
            return Optional.empty();
        }
        var words = Files.readString(note).strip().split(" ");
        if (words.length != 2 || !words[0].equals(Long.toString(exchanges))) {
            throw new IOException(
                    "`" + folder + "` holds a run with " + words[0] + " exchanges: ask for as many, or give"
                            + " an empty folder");
        }
        try {
            return Optional.of(Instant.parse(words[1]));
        } catch (DateTimeException e) {
            throw new IOException("`" + note + "` does not say until when it is filled", e);
        }
    }

    static void note(Path folder, long exchanges, Instant until) throws IOException {
        Files.writeString(folder.resolve(NOTE), exchanges + " " + until + "\n");
    }
}
