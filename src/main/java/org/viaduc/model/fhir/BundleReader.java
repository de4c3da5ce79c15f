package org.viaduc.model.fhir;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.CommonRecord;
import org.viaduc.model.Department;
import org.viaduc.model.Resource;
import org.viaduc.model.Section;
import org.viaduc.model.UnknownCode;

/** Reads one document, once, and gathers its faults. */
final class BundleReader {
    /** Who a document speaks for; in no section, and not part of the file. */
    private static final Set<String> SPEAKERS = Set.of("Organization", "Practitioner", "PractitionerRole", "Device");
    private static final String AT_COMPOSITION = "Bundle.entry[0].resource";

    private final ObjectNode bundle;
    private final List<UnreadableDocument.Fault> faults = new ArrayList<>();
    private final List<ObjectNode> resources = new ArrayList<>();
    private final Map<String, Integer> references = new HashMap<>();
    private final Set<Integer> inSections = new HashSet<>();
    private final Map<String, List<Resource>> others = new HashMap<>();

    BundleReader(ObjectNode bundle) {
        this.bundle = bundle;
    }

    SocialDocument read() {
        if (!"Bundle".equals(bundle.path("resourceType").asText())
                || !"document".equals(bundle.path("type").asText())) {
            throw new UnreadableDocument("Bundle.type", "is not `document`");
        }
        index();
        if (resources.isEmpty() || !is(resources.getFirst(), "Composition")) {
            throw new UnreadableDocument(AT_COMPOSITION, "is not the Composition that every document begins with");
        }
        var composition = resources.getFirst();
        inSections.add(0);
        var head = head(composition);
        var pieces = new PieceReader(head.source(), person(composition), faults);
        var sections = composition.path("section");
        for (var i = 0; i < sections.size(); i++) {
            section(sections.get(i), AT_COMPOSITION + ".section[" + i + "]", pieces);
        }
        var provenance = rest();
        if (!faults.isEmpty()) {
            throw new UnreadableDocument(faults);
        }
        return new SocialDocument(head, new CommonRecord(pieces.pieces()), others(BundleWriter.QUESTION),
                others(BundleWriter.FACTS), others(BundleWriter.OBLIGATIONS), provenance);
    }

    private void index() {
        var entries = bundle.path("entry");
        for (var i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            if (!(entry.get("resource") instanceof ObjectNode resource)) {
                throw new UnreadableDocument(at(i), "holds no resource");
            }
            resources.add(resource);
            refer(entry.path("fullUrl").asText(), i);
            if (resource.has("id")) {
                refer(resource.path("resourceType").asText() + "/" + resource.path("id").asText(), i);
            }
        }
    }

    private void refer(String reference, int entry) {
        var before = reference.isEmpty() ? null : references.put(reference, entry);
        if (before != null && before != entry) {
            fault(at(entry), "has the same fullUrl, or type and id, as entry " + before);
        }
    }

    private DocumentHead head(JsonNode composition) {
        var id = bundle.path("identifier").path("value").asText();
        var author = composition.path("author").path(0).path("identifier");
        return new DocumentHead(id.matches(DocumentHead.ID) ? id : "unnamed", written(), department(author),
                composition.path("meta").path("source").asText());
    }

    private Instant written() {
        try {
            return OffsetDateTime.parse(bundle.path("timestamp").asText()).toInstant();
        } catch (DateTimeException e) {
            fault("Bundle.timestamp", "is no instant with a time zone (required of a document)");
            return Instant.EPOCH;
        }
    }

    private static Department department(JsonNode author) {
        try {
            return BundleWriter.DEPARTMENT.equals(author.path("system").asText())
                    ? new Department(author.path("value").asText())
                    : Department.UNKNOWN;
        } catch (IllegalArgumentException notOneOfOurs) {
            return Department.UNKNOWN;
        }
    }

    private static Optional<String> person(JsonNode composition) {
        return Optional.of(composition.path("subject").path("reference").asText()).filter(text -> !text.isEmpty());
    }

    private void section(JsonNode section, String at, PieceReader pieces) {
        var code = code(section);
        if (code.isEmpty()) {
            fault(at + ".code", "names no section: a coding of " + BundleWriter.SECTION + " is needed");
            return;
        }
        if (section.has("section")) {
            fault(at + ".section", "sections within sections are not read");
        }
        if (!section.has("entry") && section.has("text")) {
            fault(at + ".text", "text alone is not read: the section has no entries");
        }
        switch (code.get()) {
            case BundleWriter.QUESTION, BundleWriter.FACTS, BundleWriter.OBLIGATIONS -> entries(section, at,
                    (index, resource) -> others.computeIfAbsent(code.get(), name -> new ArrayList<>())
                            .add(Resource.of(resource)));
            default -> {
                try {
                    var known = Section.of(code.get());
                    entries(section, at, (index, resource) -> pieces.read(known, resource, at(index)));
                } catch (UnknownCode e) {
                    fault(at + ".code", e.getMessage());
                }
            }
        }
    }

    private static Optional<String> code(JsonNode section) {
        for (var coding : section.path("code").path("coding")) {
            if (BundleWriter.SECTION.equals(coding.path("system").asText())) {
                return Optional.of(coding.path("code").asText());
            }
        }
        return Optional.empty();
    }

    private interface EntryReader {
        void read(int index, ObjectNode resource);
    }

    private void entries(JsonNode section, String at, EntryReader reader) {
        var entries = section.path("entry");
        for (var i = 0; i < entries.size(); i++) {
            var index = references.get(entries.get(i).path("reference").asText());
            if (index == null) {
                fault(at + ".entry[" + i + "]", "refers to nothing in this document");
            } else if (!inSections.add(index)) {
                fault(at + ".entry[" + i + "]", "refers to what stands in another section already");
            } else {
                reader.read(index, resources.get(index));
            }
        }
    }

    /** What stands in no section: decisions, and who speaks; nothing else may. */
    private List<Resource> rest() {
        var provenance = new ArrayList<Resource>();
        for (var i = 0; i < resources.size(); i++) {
            if (inSections.contains(i)) {
                continue;
            }
            var type = resources.get(i).path("resourceType").asText();
            if (type.equals("Provenance")) {
                provenance.add(Resource.of(resources.get(i)));
            } else if (!SPEAKERS.contains(type)) {
                fault(at(i), "stands in no section");
            }
        }
        return provenance;
    }

    private List<Resource> others(String section) {
        return others.getOrDefault(section, List.of());
    }

    private static boolean is(JsonNode resource, String type) {
        return type.equals(resource.path("resourceType").asText());
    }

    private static String at(int entry) {
        return "Bundle.entry[" + entry + "].resource";
    }

    private void fault(String place, String reason) {
        faults.add(new UnreadableDocument.Fault(place, reason));
    }
}
