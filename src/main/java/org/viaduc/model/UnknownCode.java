package org.viaduc.model;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** A word that is in none of our lists. Unknown means no: whoever meets one refuses what it stands on. */
public final class UnknownCode extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String known;

    /**
     * @param what   what was looked for, in the reader's words
     * @param code   the word as given; never a person's data
     * @param known  the words that exist
     */
    public UnknownCode(String what, String code, Collection<?> known) {
        super("unknown " + what + " `" + shortened(code) + "`; known: " + listed(known));
        this.known = listed(known);
    }

    /** The words that exist, comma-separated: for an answer that may not repeat what was given. */
    public String known() {
        return known;
    }

    private static String listed(Collection<?> words) {
        return words.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String shortened(String code) {
        var text = String.valueOf(code).toString();
        return text.length() <= 40 ? text : text.substring(0, 40).toLowerCase(Locale.ROOT) + "…";
    }
}
