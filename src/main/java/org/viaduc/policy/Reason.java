package org.viaduc.policy;

import java.util.List;

import org.viaduc.model.Language;

/**
 * Why: a rule of the book, at one step of the decision, with its law and a sentence without contents.
 *
 * @param rule   as {@code R-ASE-IP}
 * @param clause what of the rule decided, as {@code informed}
 * @param law    citations, as {@code CASF L221-3 (V16)}
 */
public record Reason(String rule, Step step, String clause, List<String> law, String french, String english) {
    public Reason {
        law = List.copyOf(law);
    }

    /** The sentence in this language. */
    public String sentence(Language language) {
        return language.pick(french, english);
    }

    /** Short and stable, as the journal names it: {@code R-ASE-IP/condition/informed}. */
    public String code() {
        return rule + "/" + step.word() + "/" + clause;
    }

    /** The steps of a decision, in their order; the first that fails decides. */
    public enum Step {
        HARD_MASK,
        BASIS,
        SENDER,
        RECIPIENT,
        CATEGORY,
        CONDITION,
        TRANSPORT,
        MASK,
        RELEASE;

        private final String word = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');

        public String word() {
            return word;
        }
    }
}
