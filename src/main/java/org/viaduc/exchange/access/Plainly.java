package org.viaduc.exchange.access;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

import org.viaduc.model.Language;

/** Days, spans and amounts as people write them. */
final class Plainly {
    private static final String MONTH = "[0-9]{4}-[0-9]{2}";
    private static final String DAY = MONTH + "-[0-9]{2}";

    private final Language language;
    private final Locale locale;

    Plainly(Language language) {
        this.language = language;
        this.locale = language == Language.FR ? Locale.FRANCE : Locale.UK;
    }

    /** A day, month or instant of FHIR as people write it; any other text as it is. */
    String day(String text) {
        try {
            if (text.matches(DAY)) {
                return LocalDate.parse(text).format(pattern("d MMMM yyyy"))
                        .replaceFirst("^1 ", language.pick("1er ", "1 "));
            }
            if (text.matches(MONTH)) {
                return YearMonth.parse(text).format(pattern("MMMM yyyy"));
            }
            if (text.matches(DAY + "T.+")) {
                return OffsetDateTime.parse(text).format(pattern(language.pick("d MMMM yyyy 'à' HH:mm",
                        "d MMMM yyyy 'at' HH:mm")));
            }
        } catch (DateTimeParseException e) {
            // It looks like a day and is none: it is shown as the file has it.
            return text;
        }
        return text;
    }

    private DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale);
    }

    /**
     * A span of FHIR; empty where it is open. A month alone is that month.
     *
     * @param beside what is said beside the one and the other
     */
    String period(String start, String end, String beside) {
        var from = day(start);
        var to = day(end);
        if (end.isEmpty()) {
            return (start.matches(DAY) ? language.pick("depuis le ", "since ") : "") + from + beside;
        }
        return (start.isEmpty()
                ? language.pick("jusqu'au ", "until ") + to
                : language.pick("du ", "from ") + from + language.pick(" au ", " to ") + to) + beside;
    }

    String quantity(BigDecimal value, String unit) {
        var format = NumberFormat.getNumberInstance(locale);
        var isMoney = unit.equals("EUR");
        format.setMinimumFractionDigits(isMoney ? 2 : 0);
        format.setMaximumFractionDigits(isMoney ? 2 : value.scale() < 0 ? 0 : value.scale());
        return format.format(value) + (unit.isEmpty() ? "" : " " + (isMoney ? "€" : unit));
    }
}
