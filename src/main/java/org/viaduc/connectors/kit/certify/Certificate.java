package org.viaduc.connectors.kit.certify;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.viaduc.connectors.kit.certify.Check.Verdict;

/**
 * What a connector did when it was tried.
 *
 * @param mapping the version of the mapping that was tried
 * @param content the digest of the mapping's and routes' files, so that a later change shows
 */
public record Certificate(String connector, String system, String mapping, String content, Instant on,
        List<Check> checks) {
    public Certificate {
        checks = List.copyOf(checks);
    }

    /** What a certificate comes to. */
    public enum Result {
        CERTIFIED,
        /** Nothing failed, and not everything that matters was tried. */
        NOT_ALL_PROVEN,
        NOT_CERTIFIED;

        /** As it stands in files and answers, like {@code not-all-proven}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Result result() {
        return count(Verdict.FAILED) > 0
                ? Result.NOT_CERTIFIED
                : count(Verdict.NOT_PROVEN) > 0 ? Result.NOT_ALL_PROVEN : Result.CERTIFIED;
    }

    /** True when nothing failed and nothing that matters is unproven. */
    public boolean passed() {
        return result() == Result.CERTIFIED;
    }

    public int count(Verdict verdict) {
        return (int) checks.stream().filter(check -> check.verdict() == verdict).count();
    }
}
