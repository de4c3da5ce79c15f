package org.viaduc.policy;

/** What becomes of one piece: it leaves whole, it leaves without the elements that may not, or it stays. */
public enum Treatment {
    RELEASE,
    MASK,
    WITHHOLD;

    private static final Words<Treatment> WORDS = new Words<>("treatment", values(), Treatment::word);

    private final String word = name().toLowerCase(java.util.Locale.ROOT);

    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }

    /** The treatment of a word. @throws org.viaduc.model.UnknownCode for any other */
    public static Treatment of(String word) {
        return WORDS.of(word);
    }
}
