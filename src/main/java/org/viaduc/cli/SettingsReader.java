package org.viaduc.cli;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads one level of a settings file, remembers which keys were asked for, and gathers every fault by its key. */
final class SettingsReader {
    private final String place;
    private final Map<String, Object> values;
    private final List<String> faults;
    private final Set<String> asked = new LinkedHashSet<>();

    SettingsReader(String place, Object values, List<String> faults) {
        this.place = place;
        this.faults = faults;
        this.values = new LinkedHashMap<>();
        if (values instanceof Map<?, ?> map) {
            map.forEach((key, value) -> this.values.put(String.valueOf(key), value));
        } else {
            faults.add(place + ": keys and values are expected here");
        }
    }

    /** The value of a key as something else; a fault, and empty, when it is missing or makes no sense. */
    <T> Optional<T> required(String key, Function<String, T> reading) {
        if (values.get(key) == null) {
            asked.add(key);
            faults.add(name(key) + " is missing");
            return Optional.empty();
        }
        return optional(key, reading);
    }

    <T> Optional<T> optional(String key, Function<String, T> reading) {
        asked.add(key);
        var value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map || value instanceof List) {
            faults.add(name(key) + " must be one value");
            return Optional.empty();
        }
        try {
            return Optional.of(reading.apply(String.valueOf(value)));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            faults.add(name(key) + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The raw value of a key, when it is there. */
    Optional<Object> raw(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key));
    }

    SettingsReader inside(String key) {
        asked.add(key);
        return new SettingsReader(place + ": " + key, values.getOrDefault(key, Map.of()), faults);
    }

    List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /** Says that every key that nobody asked for is unknown. Called last. */
    void closed() {
        values.keySet().stream().filter(key -> !asked.contains(key)).forEach(
                key -> faults.add(name(key) + " is unknown; known: " + String.join(", ", asked)));
    }

    private String name(String key) {
        return place + ": `" + key + "`";
    }
}
