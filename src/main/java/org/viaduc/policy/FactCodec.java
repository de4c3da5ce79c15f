package org.viaduc.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Facts as text and back, strictly: unknown keys, words and shapes are refused. The text keeps motives, so it stays in the
 * node; what leaves is made by {@code FactResources}.
 */
public final class FactCodec {
    private FactCodec() {
    }

    /** A fact from its fields as words, as a mapping or a form gives them: {@code {to: D44, address: known}}. */
    public static Fact fact(FactId id, FactKind kind, LocalDate on, Map<String, String> fields, String author,
            Instant recordedAt, String source, Optional<FactId> voids) {
        throw new UnsupportedOperationException();
    }

    public static String toJson(Fact fact) {
        throw new UnsupportedOperationException();
    }

    public static String toJson(Collection<Fact> facts) {
        throw new UnsupportedOperationException();
    }

    /** One fact from JSON or YAML. */
    public static Fact read(String text) {
        throw new UnsupportedOperationException();
    }

    /** A list of facts from JSON or YAML. */
    public static List<Fact> readAll(String text) {
        throw new UnsupportedOperationException();
    }
}
