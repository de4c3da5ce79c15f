package org.viaduc.policy;

import java.nio.file.Path;
import java.util.Set;

import org.viaduc.model.Digest;
import org.viaduc.model.Track;

/** All rules of one version. */
public final class RuleBook {
    private RuleBook() {
    }

    /** The book packed with the program. */
    public static RuleBook bundled() {
        throw new UnsupportedOperationException();
    }

    /** The book of a folder. @throws RuleBookFaults naming all its faults at once, with file and line */
    public static RuleBook load(Path folder) {
        throw new UnsupportedOperationException();
    }

    public String version() {
        throw new UnsupportedOperationException();
    }

    /** Changes with any character of any file of the book. */
    public Digest digest() {
        throw new UnsupportedOperationException();
    }

    public Set<Track> tracksWithoutRules() {
        throw new UnsupportedOperationException();
    }
}
