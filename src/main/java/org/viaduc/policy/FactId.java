package org.viaduc.policy;

import java.util.List;
import java.util.regex.Pattern;

import org.viaduc.model.Digest;

/** Names one recorded fact: 1 to 64 letters, digits, dots and hyphens, as a FHIR id. */
public record FactId(String value) implements Comparable<FactId> {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    public FactId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a fact's id has 1 to 64 letters, digits, dots and hyphens");
        }
    }

    /** The same id for the same parts, so that a fact collected twice is one fact. The parts cannot be read from it. */
    public static FactId derivedFrom(List<String> parts) {
        return new FactId(Digest.of(parts).hex().substring(0, 32));
    }

    @Override
    public int compareTo(FactId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
