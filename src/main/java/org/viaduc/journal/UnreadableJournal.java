package org.viaduc.journal;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is no exported journal. */
public final class UnreadableJournal extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableJournal(Path file, long line) {
        super("`" + file + ":" + line
                + "` is not the first line of an exported journal: give a file that `viaduc journal export` wrote");
    }
}
