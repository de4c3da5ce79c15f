package org.viaduc.person;

import java.util.Arrays;
import java.util.List;

/** What the person index answers to the question who a record is about. */
public sealed interface Match {
    /** This person, beyond doubt: the five strict traits and a second factor. */
    record Found(MatchedRecord record, Method method) implements Match {}

    /** No one whom this node knows, nor anyone close. */
    record None() implements Match {}

    /**
     * One person or more who may be meant, without certainty: a person decides.
     *
     * @param reasons words of {@link Doubt}, sorted as there, each once; nothing personal
     */
    record Several(List<Candidate> candidates, List<String> reasons) implements Match {
        public Several {
            candidates = List.copyOf(candidates);
            reasons = List.copyOf(reasons);
        }
    }

    /** One who may be meant, and the words of {@link Doubt} that say why it is not certain. */
    record Candidate(Pseudonym pseudonym, List<String> reasons) {
        public Candidate {
            reasons = List.copyOf(reasons);
        }
    }

    /** How a person was established. */
    enum Method {
        TRAITS_AND_INS("traits-and-ins"),
        TRAITS_AND_LOCAL_ID("traits-and-local-id"),
        TRAITS_AND_BOTH(
                "traits-and-both"),
        DECIDED("decided-by-a-person"),
        OPENED("opened"),
        RESTORED("restored");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        /** The word in the journal. */
        public String word() {
            return word;
        }

        public static List<String> words() {
            return Arrays.stream(values()).map(Method::word).toList();
        }
    }
}
