package org.viaduc.exchange.rights;

import java.util.Arrays;
import java.util.Locale;

import org.viaduc.model.UnknownCode;

/** What became of a copy at the host, as it says under its signature. All but {@link #SUSPENDED} are its last word. */
public enum Fate {
    /** It had not reached the department: it was stopped and shredded. */
    STOPPED,
    /** Nothing is held here, or never was. */
    NOTHING_HELD,
    /** The track asks for no agreement: the withdrawal changes nothing. */
    NO_EFFECT,
    /** The department has it, must not use it, and has not chosen yet. */
    SUSPENDED,
    DELETED,
    RETURNED,
    /** Kept on a legal basis of the host's own, as CASF R221-5-2 II to IV. */
    OWN_BASIS,
    /** Marked, and no longer used but for what RGPD 18(2) allows. */
    RESTRICTED,
    /** The rectified file has taken its place. */
    REPLACED;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String word() {
        return word;
    }

    public boolean isLastWord() {
        return this != SUSPENDED;
    }

    /** @throws UnknownCode for a word of no fate */
    public static Fate of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst()
                .orElseThrow(() -> new UnknownCode("fate of a copy", word,
                        Arrays.stream(values()).map(Fate::word).toList()));
    }

    @Override
    public String toString() {
        return word;
    }
}
