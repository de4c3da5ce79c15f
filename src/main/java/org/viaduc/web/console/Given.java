package org.viaduc.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;

/** What a form was filled in with, read strictly: every fault is kept with its field, and the form shows both again. */
public final class Given {
    private static final int LONGEST = 4_000;
    private final Map<String, String> values;
    private final List<Fault> faults = new ArrayList<>();

    public Given(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** A form that nobody has filled in. */
    public static Given nothing() {
        return new Given(Map.of());
    }

    /** What is wrong with a field. @param key of the sentence that says so */
    public record Fault(String field, String key) {}

    /** What was written in all of its fields, by their names. */
    Map<String, String> values() {
        return values;
    }

    public <T> Optional<T> required(String field, Function<String, T> reading) {
        if (value(field).isBlank()) {
            fault(field, "missing");
            return Optional.empty();
        }
        return optional(field, reading);
    }

    public <T> Optional<T> optional(String field, Function<String, T> reading) {
        var text = value(field).strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException("too long");
            }
            return Optional.of(reading.apply(text));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            fault(field, "senseless");
            return Optional.empty();
        }
    }

    public void fault(String field, String key) {
        faults.add(new Fault(field, "fault." + key));
    }

    /** What was written in a field, to be shown in it again. */
    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** What is wrong with that field; null when nothing is, for the page. */
    public Fault fault(String field) {
        return faults.stream().filter(each -> each.field.equals(field)).findFirst().orElse(null);
    }

    public boolean isFaulty() {
        return !faults.isEmpty();
    }

    /** For a form that no page shows again as it was. @throws FormFaults when something is wrong with it, to be told on a page */
    public void speak() {
        if (isFaulty()) {
            throw new FormFaults(this);
        }
    }

    /** The exchange of an address. @throws java.util.NoSuchElementException when nothing has such an id */
    public static ExchangeId exchange(String text) {
        try {
            return ExchangeId.of(text);
        } catch (IllegalArgumentException e) {
            throw new java.util.NoSuchElementException("no exchange has such an id", e);
        }
    }

    /** @throws IllegalArgumentException for anything but a pseudonym */
    public static Pseudonym pseudonym(String text) {
        return new Pseudonym(UUID.fromString(text));
    }
}
