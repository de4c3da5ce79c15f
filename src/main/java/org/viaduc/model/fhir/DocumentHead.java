package org.viaduc.model.fhir;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import org.viaduc.model.Department;

/**
 * Whose document it is.
 *
 * @param id      unique per document; on the wire the Bundle's identifier
 * @param written when it was put together, to the millisecond
 * @param author  the department that answers for it; {@link Department#UNKNOWN} when a foreign document names none of ours
 * @param source  the system or node that the pieces come from, as {@code urn:viaduc:system:solidor}: their
 *                {@code meta.source}
 */
public record DocumentHead(String id, Instant written, Department author, String source) {
    static final String ID = "[A-Za-z0-9.:_-]{1,200}";

    public DocumentHead {
        if (!id.matches(ID)) {
            throw new IllegalArgumentException("a document's id has 1 to 200 letters, digits and `.:_-`");
        }
        written = Instant.ofEpochMilli(written.toEpochMilli());
    }

    /** A new document of a department, written now, out of one of its local systems. */
    public static DocumentHead of(Department author, String system, Clock clock) {
        return new DocumentHead(UUID.randomUUID().toString(), clock.instant(), author, "urn:viaduc:system:" + system);
    }
}
