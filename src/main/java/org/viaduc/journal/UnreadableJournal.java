package org.viaduc.journal;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is no exported journal. */
public final class UnreadableJournal extends IOException {
    private static final long serialVersionUID = 1L;

    private static final String WANTED = ": give a file that `viaduc journal export` wrote";

    private UnreadableJournal(String message) {
        super(message);
    }

    UnreadableJournal(Path file, long line) {
        this("`" + file + ":" + line + "` is not the first line of an exported journal" + WANTED);
    }

    static UnreadableJournal entry(Path file, long line) {
        return new UnreadableJournal("`" + file + ":" + line + "` is no line of an exported journal" + WANTED);
    }

    static UnreadableJournal tooLong(Path file, long line) {
        return new UnreadableJournal(
                "`" + file + ":" + line + "` is longer than any line of an exported journal" + WANTED);
    }

    static UnreadableJournal tooMany(Path file, long line, int most) {
        return new UnreadableJournal("`" + file + ":" + line + "` begins one journal more than the " + most
                + " that a file may hold" + WANTED);
    }
}
