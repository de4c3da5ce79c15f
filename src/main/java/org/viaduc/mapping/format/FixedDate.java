package org.viaduc.mapping.format;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Dates in a fixed pattern of {@code yyyy}, {@code MM}, {@code dd} and separators, read and written by hand. A pattern
 * without days, or with {@code 01} for the day, stands for months, one without months for years; in common terms they are {@code 2026-11} and
 * {@code 2026} (FHIR R4, date).
 */
public final class FixedDate implements Format {
    private static final String FIRST = "01";

    private final String pattern;
    private final int year;
    private final int month;
    private final int day;

    private FixedDate(String pattern) {
        this.pattern = pattern;
        this.year = pattern.indexOf("yyyy");
        this.month = pattern.indexOf("MM");
        this.day = pattern.indexOf("dd");
    }

    /** @throws IllegalArgumentException when the pattern has no year, repeats a part or has other letters */
    public static FixedDate of(String pattern) {
        var rest = pattern.replaceFirst("yyyy", "").replaceFirst("MM", "").replaceFirst("dd", "");
        if (!pattern.contains("dd") && pattern.contains("MM")) {
            rest = rest.replaceFirst(FIRST, "");
        }
        if (!pattern.contains("yyyy") || pattern.contains("dd") && !pattern.contains("MM")
                || rest.chars().anyMatch(Character::isLetterOrDigit)) {
            throw new IllegalArgumentException(
                    "`" + pattern + "` is no date pattern: yyyy, MM and dd, each once, and separators; `01` for the day"
                            + " of a month that is written as its first day");
        }
        return new FixedDate(pattern);
    }

    @Override
    public String toCommon(String local) {
        if (local.length() != pattern.length()) {
            return "";
        }
        for (var i = 0; i < pattern.length(); i++) {
            var wanted = pattern.charAt(i);
            var c = local.charAt(i);
            if (wanted == 'y' || wanted == 'M' || wanted == 'd' ? c < '0' || c > '9' : c != wanted) {
                return "";
            }
        }
        var y = number(local, year, 4);
        var m = month < 0 ? 1 : number(local, month, 2);
        var d = day < 0 ? 1 : number(local, day, 2);
        if (y == 0 || m < 1 || m > 12 || d < 1 || d > 28 && d > YearMonth.of(y, m).lengthOfMonth()) {
            return "";
        }
        var text = new StringBuilder(10).append(local, year, year + 4);
        if (month >= 0) {
            text.append('-').append(local, month, month + 2);
        }
        if (day >= 0) {
            text.append('-').append(local, day, day + 2);
        }
        return text.toString();
    }

    private static int number(String text, int at, int digits) {
        var number = 0;
        for (var i = at; i < at + digits; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    /** From a date, or a date and time, that is at least as exact as the pattern. */
    @Override
    public String toLocal(String common) {
        var needed = day >= 0 ? 10 : month >= 0 ? 7 : 4;
        if (common.length() < needed || !startsAsDate(common, needed)) {
            return "";
        }
        var text = new char[pattern.length()];
        pattern.getChars(0, text.length, text, 0);
        common.getChars(0, 4, text, year);
        if (month >= 0) {
            common.getChars(5, 7, text, month);
        }
        if (day >= 0) {
            common.getChars(8, 10, text, day);
        }
        return new String(text);
    }

    private static boolean startsAsDate(String text, int length) {
        for (var i = 0; i < length; i++) {
            var c = text.charAt(i);
            if (i == 4 || i == 7 ? c != '-' : c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    /** A day is cut to its month without loss when it is the first, a month to its year when it is January. */
    @Override
    public boolean cuts(String common) {
        return switch (common.length()) {
            case 4 -> false;
            case 7 -> month < 0 && !common.endsWith("-01");
            case 10 -> month < 0 && !common.endsWith("-01-01") || day < 0 && !common.endsWith("-01");
            default -> true;
        };
    }

    @Override
    public boolean saysDay() {
        return true;
    }

    /** The first day of what a common date says, if it says one. */
    public static Optional<LocalDate> day(String common) {
        try {
            return switch (common.length()) {
                case 0 -> Optional.empty();
                case 4 -> Optional.of(LocalDate.of(Integer.parseInt(common), 1, 1));
                case 7 -> Optional.of(LocalDate.parse(common + "-01"));
                default -> Optional.of(LocalDate.parse(common.substring(0, Math.min(10, common.length()))));
            };
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
