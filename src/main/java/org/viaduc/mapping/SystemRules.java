package org.viaduc.mapping;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

import org.viaduc.mapping.format.FixedDate;
import org.viaduc.mapping.format.Format;
import org.viaduc.model.LocalRecord;

/**
 * What {@code system.yaml} says about translating, beside what it says about files.
 *
 * @param day    where a record says its own day
 * @param zone   of times that the system writes without one
 * @param budget what may be lost before a file is set aside
 */
record SystemRules(Optional<RecordDay> day, ZoneId zone, Budget budget) {
    record RecordDay(String row, String field, Format format) {}

    Optional<LocalDate> day(LocalRecord record) {
        if (day.isEmpty()) {
            return Optional.empty();
        }
        for (var row : record.rows()) {
            if (row.type().equals(day.get().row())) {
                var text = row.fields().getOrDefault(day.get().field(), "").strip();
                return text.isEmpty() ? Optional.empty() : FixedDate.day(day.get().format().toCommon(text));
            }
        }
        return Optional.empty();
    }
}
