package org.viaduc.model;

import java.util.Arrays;

/** What a piece carries that may not travel with it, or that closes it to someone. */
public enum Mark {
    PROTECTED("protected"),
    INFORMANT_IDENTITY("informant-identity"),
    PROTECTED_ADDRESS("protected-address"),
    THIRD_PARTY("third-party"),
    NIR("nir"),
    SECRET_FROM_PARENTS("secret-from-parents");

    private final String word;

    Mark(String word) {
        this.word = word;
    }

    /** The word of the contract, as it stands in YAML, JSON and the journal. */
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }

    /** The mark of a word. @throws UnknownCode for any other */
    public static Mark of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst()
                .orElseThrow(() -> new UnknownCode("mark", word, Arrays.asList(values())));
    }
}
