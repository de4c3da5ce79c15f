package org.viaduc.mapping;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

import org.viaduc.mapping.format.FixedDate;
import org.viaduc.mapping.format.Format;
import org.viaduc.model.LocalRecord;

/**
 * What {@code system.yaml} says about translating, beside what it says about files.
 *
 * @param day       where a record says its own day
 * @param zone      of times that the system writes without one
 * @param budget    what may be lost before a file is set aside
 * @param formats   how the system writes days, months and amounts where a line says no more than that
 * @param technical fields that say nothing about a person, in whatever row
 */
record SystemRules(Optional<RecordDay> day, ZoneId zone, Budget budget, Map<String, String> formats,
        Map<String, Technical> technical) {
    static final SystemRules NONE = new SystemRules(Optional.empty(), Format.USUAL_ZONE, Budget.NONE, Map.of(),
            Map.of());

    record RecordDay(String row, String field, Format format) {}

    /** @param write the word that delivered rows get; empty for none */
    record Technical(String reason, String write) {}

    SystemRules {
        formats = Map.copyOf(formats);
        technical = Map.copyOf(technical);
    }

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

    /** The format that a word means in this system: {@code date} is its own way to write a day. */
    String format(YamlMap at, String key, String word) {
        if (SystemReader.OWN_FORMATS.containsKey(word) && !formats.containsKey(word)
                && !SystemReader.OWN_FORMATS.get(word).isEmpty()) {
            at.fault(key,
                    "`" + word + "` alone is the system's own way to write one: say it in system.yaml, as `formats: { "
                            + word + ": " + SystemReader.OWN_FORMATS.get(word) + " }`");
            return "text";
        }
        return formats.getOrDefault(word, word);
    }
}
