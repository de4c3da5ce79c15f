package org.viaduc.policy;

/** What an agent is bound to secrecy for (CP 226-13: by profession, function or mission). */
public enum Mission {
    PE,
    AS,
    RSA,
    MDPH,
    APA,
    PMI,
    SOIN,
    AGREMENT;

    private static final Words<Mission> WORDS = new Words<>("mission", values(), Mission::name);

    int bit() {
        return 1 << ordinal();
    }

    /** The mission of a word. @throws org.viaduc.model.UnknownCode for any other */
    public static Mission of(String word) {
        return WORDS.of(word);
    }
}
