package org.viaduc.model.fhir;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.Confidentiality;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;
import org.viaduc.model.Section;
import org.viaduc.model.UnknownCode;

/** Makes pieces of a document's resources, in the order in which its sections name them. */
final class PieceReader {
    private final String source;
    private final Optional<String> person;
    private final List<UnreadableDocument.Fault> faults;
    private final List<Piece> pieces = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    PieceReader(String source, Optional<String> person, List<UnreadableDocument.Fault> faults) {
        this.source = source;
        this.person = person;
        this.faults = faults;
    }

    List<Piece> pieces() {
        return pieces;
    }

    void read(Section section, ObjectNode resource, String at) {
        try {
            var labels = Labels.take(resource, section, source, section == Section.S01
                    ? About.profile(Kind.IDENTITY)
                    : Optional.empty());
            var kind = labels.kind().or(() -> evident(section, resource)).orElse(null);
            if (kind == null) {
                fault(at + ".meta.tag", "says no kind, and the section has several: a coding of " + Labels.KIND
                        + " is needed, one of " + Kind.in(section));
                return;
            }
            if (kind.section() != section) {
                fault(at + ".meta.tag", "the kind " + kind + " stands in section " + section);
                return;
            }
            About.take(resource, person);
            var id = id(section, resource);
            resource.remove("id");
            take(id, kind, resource, labels.confidentiality().orElse(section.confidentiality()), labels.marks(), at);
        } catch (UnknownCode e) {
            fault(at + ".meta", e.getMessage());
        }
    }

    /** The kind of what a foreign document leaves unsaid: where the section has one only, or the Patient shows it. */
    private static Optional<Kind> evident(Section section, ObjectNode resource) {
        var isPatient = "Patient".equals(resource.path("resourceType").asText());
        return switch (section) {
            case S01 -> isPatient ? Optional.of(Kind.IDENTITY) : Optional.empty();
            case S02 -> !isPatient
                    ? Optional.empty()
                    : Optional.of(resource.has("address") ? Kind.ADDRESS : Kind.CONTACT);
            default -> Kind.in(section).size() == 1 ? Optional.of(Kind.in(section).getFirst()) : Optional.empty();
        };
    }

    private String id(Section section, ObjectNode resource) {
        var id = resource.path("id").asText();
        return id.isEmpty() ? section.name().toLowerCase(Locale.ROOT) + "-" + (pieces.size() + 1) : id;
    }

    /** What of an S01 or S02 Patient is an address or a telephone becomes a piece of its own, so that its rules hold. */
    private void take(String id, Kind kind, ObjectNode resource, Confidentiality confidentiality, Set<Mark> marks,
            String at) {
        if (kind.section() == Section.S01 || kind == Kind.ADDRESS) {
            split("telecom", resource).ifPresent(
                    contact -> add(id + "-contact", Kind.CONTACT, contact, confidentiality, marks, at));
        }
        if (kind.section() == Section.S01 || kind == Kind.CONTACT) {
            split("address", resource).ifPresent(
                    address -> add(id + "-address", Kind.ADDRESS, address, confidentiality, marks, at));
        }
        add(id, kind, resource, confidentiality, marks, at);
    }

    private static Optional<ObjectNode> split(String element, ObjectNode resource) {
        if (!resource.path("resourceType").asText().equals("Patient") || !resource.has(element)) {
            return Optional.empty();
        }
        var alone = JsonNodeFactory.instance.objectNode().put("resourceType", "Patient");
        alone.set(element, resource.remove(element));
        if (resource.has("_" + element)) {
            alone.set("_" + element, resource.remove("_" + element));
        }
        return Optional.of(alone);
    }

    private void add(String id, Kind kind, ObjectNode resource, Confidentiality confidentiality, Set<Mark> marks,
            String at) {
        if (!ids.add(id)) {
            fault(at + ".id", "is the id of another piece already");
            return;
        }
        try {
            pieces.add(new Piece(id, kind, Resource.of(resource), confidentiality, marks, List.of()));
        } catch (IllegalArgumentException e) {
            fault(at + ".id", e.getMessage());
        }
    }

    private void fault(String place, String reason) {
        faults.add(new UnreadableDocument.Fault(place, reason));
    }
}
