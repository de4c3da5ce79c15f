package org.viaduc.cli.demo.population;

import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * Registration numbers (NIR) of people who do not exist: the order within the month is 950 or above, which the registers
 * of these towns do not reach.
 */
public final class Nir {
    private static final Pattern SHAPE = Pattern.compile("[12][0-9]{2}(0[1-9]|1[0-2])(2[AB]|[0-9]{2})[0-9]{6}[0-9]{2}");
    private static final int FIRST_ORDER = 950;
    private static final int ORDERS = 50;

    private Nir() {
    }

    /** Fifteen characters: thirteen and the key. */
    static String of(Word sex, LocalDate born, String cog, int order) {
        var body = (sex.equals(Words.MALE) ? "1" : "2")
                + "%02d%02d".formatted(born.getYear() % 100, born.getMonthValue())
                + cog + (FIRST_ORDER + Math.floorMod(order, ORDERS));
        return body + "%02d".formatted(key(body));
    }

    /** Whether the number has the shape and the key of a NIR. */
    public static boolean isValid(String nir) {
        return SHAPE.matcher(nir).matches() && key(nir.substring(0, 13)) == Integer.parseInt(nir.substring(13));
    }

    /** 97 less the rest by 97; in Corsica 2A counts as 19 and 2B as 18 (INSEE). */
    private static long key(String body) {
        return 97 - Long.parseLong(body.replace("2A", "19").replace("2B", "18")) % 97;
    }
}
