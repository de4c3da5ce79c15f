package org.viaduc.policy.view;

import java.util.List;
import java.util.Set;

import org.viaduc.model.Kind;
import org.viaduc.policy.ObligationCode;

/**
 * What went to somebody, as far as limits ask.
 *
 * @param track   as {@code rsa}
 * @param rules   that it rested on
 * @param recalls for what it was recalled, as {@code wrong-person}
 * @param done    obligations of the exchange that somebody has done, as {@code inform-person}
 */
public record Passed(String track, List<Kind> kinds, List<String> rules, List<String> recalls, Set<String> done) {
    public Passed {
        kinds = List.copyOf(kinds);
        rules = List.copyOf(rules);
        recalls = List.copyOf(recalls);
        done = Set.copyOf(done);
    }

    boolean isDone(ObligationCode code) {
        return done.contains(code.word());
    }
}
