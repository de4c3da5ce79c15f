package org.viaduc.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import org.viaduc.policy.FactDetail.Shape;

/**
 * A dated thing that happened and that the law attaches something to. It is never changed; a correction is a fact that
 * names the one it voids.
 *
 * @param on         the day on which it happened
 * @param author     who stated it: a user, a function, a system or a peer; never blank
 * @param recordedAt when this node learnt it, UTC
 * @param source     where it comes from, as the name of a connector or {@code api}
 */
public record Fact(FactId id, FactKind kind, LocalDate on, FactDetail detail, String author, Instant recordedAt,
        String source, Optional<FactId> voids) {
    public Fact {
        if (Shape.of(detail) != kind.shape()) {
            throw new IllegalArgumentException("the fields given are not those of a fact `" + kind + "`");
        }
        if (author.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("a fact `" + kind + "` has an author and a source");
        }
        if (voids.isPresent() && voids.get().equals(id)) {
            throw new IllegalArgumentException("a fact cannot void itself");
        }
    }

    @Override
    public String toString() {
        return kind + "#" + id + " on " + on;
    }
}
