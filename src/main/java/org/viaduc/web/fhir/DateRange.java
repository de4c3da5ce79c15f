package org.viaduc.web.fhir;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a FHIR date parameter allows (R4, 3.1.1.4.4), as a first instant and one that is no longer allowed. A date without a
 * time is meant in the node's zone.
 */
record DateRange(Optional<Instant> from, Optional<Instant> to) {
    private static final Pattern FORM = Pattern.compile("(eq|ge|gt|le|lt|sa|eb)?([0-9]{4}.*)");

    /** @throws DateTimeException for a text that is no date parameter of FHIR */
    static DateRange of(String text, ZoneId zone) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new DateTimeException("no date");
        }
        var first = first(parts.group(2), zone);
        var end = end(parts.group(2), zone);
        return switch (parts.group(1) == null ? "eq" : parts.group(1)) {
            case "ge" -> new DateRange(Optional.of(first), Optional.empty());
            case "gt", "sa" -> new DateRange(Optional.of(end), Optional.empty());
            case "le" -> new DateRange(Optional.empty(), Optional.of(end));
            case "lt", "eb" -> new DateRange(Optional.empty(), Optional.of(first));
            default -> new DateRange(Optional.of(first), Optional.of(end));
        };
    }

    private static Instant first(String date, ZoneId zone) {
        return switch (date.length()) {
            case 4 -> Year.parse(date).atDay(1).atStartOfDay(zone).toInstant();
            case 7 -> YearMonth.parse(date).atDay(1).atStartOfDay(zone).toInstant();
            case 10 -> LocalDate.parse(date).atStartOfDay(zone).toInstant();
            default -> OffsetDateTime.parse(date).toInstant();
        };
    }

    private static Instant end(String date, ZoneId zone) {
        return switch (date.length()) {
            case 4 -> Year.parse(date).plusYears(1).atDay(1).atStartOfDay(zone).toInstant();
            case 7 -> YearMonth.parse(date).plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
            case 10 -> LocalDate.parse(date).plusDays(1).atStartOfDay(zone).toInstant();
            default -> {
                var instant = OffsetDateTime.parse(date).toInstant();
                yield date.contains(".") ? instant.plus(1, ChronoUnit.MILLIS) : instant.plusSeconds(1);
            }
        };
    }

    /** Both at once. */
    DateRange and(DateRange other) {
        return new DateRange(
                from.isPresent() && other.from.isPresent()
                        ? from.filter(other.from.get()::isBefore).isPresent() ? other.from : from
                        : from.or(other::from),
                to.isPresent() && other.to.isPresent()
                        ? to.filter(other.to.get()::isAfter).isPresent() ? other.to : to
                        : to.or(other::to));
    }
}
