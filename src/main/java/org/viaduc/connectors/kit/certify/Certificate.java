package org.viaduc.connectors.kit.certify;

import java.time.Instant;
import java.util.List;

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

    /** True when nothing failed. */
    public boolean passed() {
        return checks.stream().noneMatch(Check::isFailed);
    }

    public int count(Verdict verdict) {
        return (int) checks.stream().filter(check -> check.verdict() == verdict).count();
    }
}
