package org.viaduc.policy;

import java.util.Locale;

/** What a peer may learn of a withholding: its reason, or nothing that an absent file would not say as well. */
public enum Answer {
    TOLD,
    NEUTRAL;

    private static final Words<Answer> WORDS = new Words<>("answer", values(), Answer::word);

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }

    /** The answer of a word. @throws org.viaduc.model.UnknownCode for any other */
    public static Answer of(String word) {
        return WORDS.of(word);
    }
}
