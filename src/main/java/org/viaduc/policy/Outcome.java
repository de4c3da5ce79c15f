package org.viaduc.policy;

import java.util.List;

/** The answer to a question. All three are correct results; none is an error. */
public sealed interface Outcome {
    /** Something leaves; the verdicts say what. */
    record Release() implements Outcome {
        static final Release RELEASE = new Release();
    }

    /** Nothing leaves until one of these facts is there. @param facts sorted by word, never empty */
    record Await(List<FactKind> facts) implements Outcome {
        public Await {
            facts = List.copyOf(facts);
        }
    }

    /** Nothing leaves. */
    record Withhold(Answer answer) implements Outcome {
        static final Withhold TOLD = new Withhold(Answer.TOLD);
        static final Withhold NEUTRAL = new Withhold(Answer.NEUTRAL);
    }

    /** The word of the contract: release, await or withhold. */
    default String word() {
        return switch (this) {
            case Release release -> "release";
            case Await await -> "await";
            case Withhold withhold -> "withhold";
        };
    }
}
