package org.viaduc.model;

import java.util.Locale;

/** The two languages that people read here: French first, English second. */
public enum Language {
    FR,
    EN;

    /** French for a French-speaking locale, otherwise English. */
    public static Language of(Locale locale) {
        return locale.getLanguage().equals("fr") ? FR : EN;
    }

    /** The text in this language. */
    public String pick(String french, String english) {
        return this == FR ? french : english;
    }
}
