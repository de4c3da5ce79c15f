package org.viaduc.cli.demo.story;

import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;

import org.viaduc.model.Language;

/** Spaces and numbers as each language sets them. */
final class Typography {
    private static final String NO_BREAK = "\u00a0";
    private static final String NARROW = "\u202f";

    private Typography() {
    }

    /** French puts a no-break space before high punctuation and inside quotation marks; English puts none. */
    static String set(String text, Language language) {
        return language == Language.EN
                ? text.replace(" :", ":").replace(" ;", ";")
                : text.replace(" :", NO_BREAK + ":").replace(" ;", NARROW + ";").replace(" ?", NARROW + "?")
                        .replace(" !", NARROW + "!").replace("« ", "«" + NO_BREAK).replace(" »", NO_BREAK + "»")
                        .replace("'", "’");
    }

    static String number(long number, Language language) {
        return NumberFormat.getIntegerInstance(locale(language)).format(number);
    }

    /** Seconds to the tenth, or to the hundredth below one second: {@code 1,9 s}. */
    static String seconds(Duration time, Language language) {
        return String.format(locale(language), time.toMillis() < 1000 ? "%.2f" : "%.1f", time.toMillis() / 1000.0)
                + NO_BREAK + "s";
    }

    static Locale locale(Language language) {
        return language == Language.FR ? Locale.FRANCE : Locale.UK;
    }
}
