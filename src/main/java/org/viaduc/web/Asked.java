package org.viaduc.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

import org.viaduc.model.UnknownCode;
import org.viaduc.web.Problems.BadRequest;

/** Reads a request's JSON object strictly: unknown and missing keys are faults, and all are said at once. */
final class Asked {
    private final JsonNode body;
    private final List<String> faults = new ArrayList<>();

    Asked(JsonNode body, Set<String> known) {
        this.body = body;
        if (!body.isObject()) {
            throw new BadRequest(List.of("a JSON object is expected"));
        }
        body.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                faults.add("an unknown key was given; known: " + String.join(", ", known.stream().sorted().toList()));
            }
        });
    }

    <T> Optional<T> required(String key, Function<String, T> reading) {
        if (!body.hasNonNull(key)) {
            faults.add("`" + key + "` is missing");
            return Optional.empty();
        }
        return optional(key, reading);
    }

    <T> Optional<T> optional(String key, Function<String, T> reading) {
        var value = body.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            faults.add("`" + key + "` must be one value");
            return Optional.empty();
        }
        try {
            return Optional.of(reading.apply(value.asText()));
        } catch (UnknownCode e) {
            faults.add("`" + key + "` must be one of: " + e.known());
            return Optional.empty();
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            faults.add("`" + key + "` makes no sense");
            return Optional.empty();
        }
    }

    void fault(String text) {
        faults.add(text);
    }

    /** @throws BadRequest when anything was wrong */
    void speak() {
        if (!faults.isEmpty()) {
            throw new BadRequest(faults.stream().distinct().toList());
        }
    }
}
