package org.viaduc.connectors.versions;

/** Why what nobody has certified is put into force: what the journal says of it. */
public enum Uncertified {
    /** It cannot wait for a certificate. */
    URGENT("urgent"),
    /** It was tried in another way. */
    TRIED_ELSEWHERE("tried-elsewhere"),
    /** The kit cannot play this system. */
    NOT_TESTABLE("not-testable");

    private final String word;

    Uncertified(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
