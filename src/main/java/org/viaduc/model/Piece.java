package org.viaduc.model;

import java.util.List;
import java.util.Set;

/**
 * One part of a record: one FHIR resource with where it stands, what it is and what it carries.
 *
 * @param id              unique within the record, and the resource's {@code id} on the wire
 * @param confidentiality at least the section's own
 * @param attachments     the documents that this piece refers to, usually none
 */
public record Piece(String id, Kind kind, Resource resource, Confidentiality confidentiality, Set<Mark> marks,
        List<Attachment> attachments) {
    public Piece {
        if (!isId(id)) {
            throw new IllegalArgumentException("a piece's id has 1 to 64 letters, digits, dots and hyphens");
        }
        confidentiality = confidentiality.atLeast(kind.section().confidentiality());
        marks = Set.copyOf(marks);
        attachments = List.copyOf(attachments);
    }

    /** A piece with its section's confidentiality, without attachments. */
    public Piece(String id, Kind kind, Resource resource, Set<Mark> marks) {
        this(id, kind, resource, kind.section().confidentiality(), marks, List.of());
    }

    private static boolean isId(String id) {
        for (var i = 0; i < id.length(); i++) {
            var c = id.charAt(i);
            if ((c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '.' && c != '-') {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= 64;
    }

    public Section section() {
        return kind.section();
    }

    /** The same piece under another id. */
    public Piece under(String name) {
        return name.equals(id) ? this : new Piece(name, kind, resource, confidentiality, marks, attachments);
    }

    /** The same piece with another body, as a mask makes it. */
    public Piece with(Resource body) {
        return new Piece(id, kind, body, confidentiality, marks, attachments);
    }

    @Override
    public String toString() {
        return kind.code() + "#" + id;
    }
}
