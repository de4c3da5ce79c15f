package org.viaduc.mapping.format;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/** A day and time without a zone, as clocks in the department show it; in common terms with its offset (FHIR R4, dateTime). */
final class PatternTime implements Format {
    private final DateTimeFormatter local;
    private final ZoneId zone;

    private PatternTime(DateTimeFormatter local, ZoneId zone) {
        this.local = local;
        this.zone = zone;
    }

    /** @throws IllegalArgumentException when the pattern does not give a day and an hour */
    static PatternTime of(String pattern, ZoneId zone) {
        var format = DateTimeFormatter.ofPattern(pattern.replace("yyyy", "uuuu"))
                .withResolverStyle(ResolverStyle.STRICT);
        try {
            LocalDateTime.parse(LocalDateTime.of(2026, 11, 21, 10, 30).format(format), format);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("`" + pattern + "` gives no day and time, as dd/MM/yyyy HH:mm does", e);
        }
        return new PatternTime(format, zone);
    }

    @Override
    public String toCommon(String text) {
        try {
            var time = LocalDateTime.parse(text, local).atZone(zone).toOffsetDateTime();
            return time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        } catch (DateTimeException e) {
            return "";
        }
    }

    @Override
    public String toLocal(String common) {
        try {
            return OffsetDateTime.parse(common).atZoneSameInstant(zone).format(local);
        } catch (DateTimeException e) {
            return "";
        }
    }

    @Override
    public boolean cuts(String common) {
        return !toCommon(toLocal(common)).equals(common) && !same(toCommon(toLocal(common)), common);
    }

    private static boolean same(String one, String other) {
        try {
            return OffsetDateTime.parse(one).isEqual(OffsetDateTime.parse(other));
        } catch (DateTimeException e) {
            return false;
        }
    }

    @Override
    public boolean saysDay() {
        return true;
    }
}
