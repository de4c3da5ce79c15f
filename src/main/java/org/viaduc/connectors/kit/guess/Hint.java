package org.viaduc.connectors.kit.guess;

import org.viaduc.model.Language;

/** A few words for whoever has to decide, in both languages. */
public record Hint(String french, String english) {
    /** Of `french / english`, as the kit's tables write it. */
    static Hint of(String text) {
        var slash = text.indexOf(" / ");
        return slash < 0 ? new Hint(text, text) : new Hint(text.substring(0, slash), text.substring(slash + 3));
    }

    Hint and(String more, String en) {
        return new Hint(french + more, english + en);
    }

    public String in(Language language) {
        return language.pick(french, english);
    }

    @Override
    public String toString() {
        return french + " / " + english;
    }
}
