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
                return LocalDate.parse(text).format(pattern("d MMMM yyyy"));
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

    /** @param start and {@code end} as they read; empty where the span is open */
    String period(String start, String end) {
        if (end.isEmpty()) {
            return language.pick("depuis : ", "since: ") + start;
        }
        return start.isEmpty()
                ? language.pick("jusqu'à : ", "until: ") + end
                : language.pick("de : ", "from: ") + start + language.pick(", à : ", ", to: ") + end;
    }

    String quantity(BigDecimal value, String unit) {
        var format = NumberFormat.getNumberInstance(locale);
        var isMoney = unit.equals("EUR");
        format.setMinimumFractionDigits(isMoney ? 2 : 0);
        format.setMaximumFractionDigits(isMoney ? 2 : value.scale() < 0 ? 0 : value.scale());
        return format.format(value) + (unit.isEmpty() ? "" : " " + (isMoney ? "€" : unit));
    }
}
