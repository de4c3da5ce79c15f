package org.viaduc.connectors.kit.certify;

import java.time.Duration;
import java.util.List;

import org.viaduc.connectors.kit.guess.Hint;

/**
 * One thing that was tried.
 *
 * @param id      stays the same from version to version, as {@code examples-there}
 * @param title   what a connector that passes can be trusted to do
 * @param details what went wrong, or why it was not tried; empty when it passed
 */
public record Check(String id, Hint title, Verdict verdict, List<Hint> details, Duration took) {
    public Check {
        details = List.copyOf(details);
    }

    public enum Verdict {
        PASSED,
        FAILED,
        /** The connector has nothing of the kind. */
        NOT_TRIED,
        /** It matters, and was not tried: the door cannot be played here, or somebody has something left to decide. */
        NOT_PROVEN
    }

    boolean isFailed() {
        return verdict == Verdict.FAILED;
    }
}
