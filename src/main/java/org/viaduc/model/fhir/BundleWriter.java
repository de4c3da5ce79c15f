package org.viaduc.model.fhir;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonGenerator;

import org.viaduc.model.Confidentiality;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Language;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;
import org.viaduc.model.Section;

/** Writes one document, once. */
final class BundleWriter {
    static final String SECTION = Labels.OURS + "section";
    static final String DOCUMENT = "urn:viaduc:document";
    static final String DEPARTMENT = "urn:viaduc:department";
    static final String QUESTION = "question";
    static final String FACTS = "facts";
    static final String OBLIGATIONS = "obligations";
    private static final String COMPOSITION = "Composition/composition";
    private static final String LOINC = "http://loinc.org";
    private static final String SOCIAL_DOCUMENT = "28653-4";
    private static final Set<String> WRITTEN_FIRST = Set.of("resourceType", "id", "meta");
    private static final FieldPath ID = FieldPath.of("id");

    private final SocialDocument document;
    private final JsonGenerator out;
    private final String base;
    private final Optional<String> person;
    private final Set<String> written = new HashSet<>();

    BundleWriter(SocialDocument document, JsonGenerator out) {
        this.document = document;
        this.out = out;
        this.base = "https://viaduc.org/fhir/document/" + document.head().id() + "/";
        this.person = document.record().identity().map(BundleWriter::reference);
    }

    /** A resource of {@code question}, {@code facts}, {@code obligations} or the decision, with the id it has here. */
    private record Other(String id, Resource resource) {
        String reference() {
            return resource.type() + "/" + id;
        }
    }

    void write() throws IOException {
        var question = others(QUESTION, document.question());
        var facts = others(FACTS, document.facts());
        var obligations = others(OBLIGATIONS, document.obligations());
        out.writeStartObject();
        text("resourceType", "Bundle");
        identifier("identifier", DOCUMENT, document.head().id());
        text("type", "document");
        text("timestamp", document.head().written().toString());
        out.writeArrayFieldStart("entry");
        composition(question, facts, obligations);
        for (var piece : document.record().pieces()) {
            piece(piece);
        }
        for (var list : List.of(question, facts, obligations, others("decision", document.provenance()))) {
            for (var other : list) {
                other(other);
            }
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static List<Other> others(String section, List<Resource> resources) {
        var others = new ArrayList<Other>();
        for (var resource : resources) {
            var place = section + "-" + (others.size() + 1);
            others.add(new Other(resource.text(ID).orElse(place), resource));
        }
        return others;
    }

    private void composition(List<Other> question, List<Other> facts, List<Other> obligations) throws IOException {
        startEntry(COMPOSITION);
        text("resourceType", "Composition");
        text("id", "composition");
        out.writeObjectFieldStart("meta");
        text("source", document.head().source());
        out.writeArrayFieldStart("security");
        coding(Confidentiality.SYSTEM, confidentiality().name());
        coding(Labels.ACT_CODE, "NORDSCLCD");
        coding(Labels.ACT_CODE, "PERSISTLABEL");
        out.writeEndArray();
        out.writeEndObject();
        text("status", "final");
        out.writeObjectFieldStart("type");
        out.writeArrayFieldStart("coding");
        coding(LOINC, SOCIAL_DOCUMENT);
        out.writeEndArray();
        out.writeEndObject();
        if (person.isPresent()) {
            reference("subject", person.get());
        }
        text("date", document.head().written().toString());
        out.writeArrayFieldStart("author");
        out.writeStartObject();
        identifier("identifier", DEPARTMENT, document.head().author().code());
        out.writeEndObject();
        out.writeEndArray();
        text("title", "Dossier social");
        text("confidentiality", confidentiality().name());
        sections(question, facts, obligations);
        endEntry();
    }

    private Confidentiality confidentiality() {
        return document.record().pieces().stream().map(Piece::confidentiality).reduce(Confidentiality.N,
                Confidentiality::atLeast);
    }

    private void sections(List<Other> question, List<Other> facts, List<Other> obligations) throws IOException {
        var pieces = new EnumMap<Section, List<String>>(Section.class);
        for (var piece : document.record().pieces()) {
            pieces.computeIfAbsent(piece.section(), section -> new ArrayList<>()).add(reference(piece));
        }
        if (pieces.isEmpty() && question.isEmpty() && facts.isEmpty() && obligations.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("section");
        for (var section : pieces.entrySet()) {
            section(section.getKey().name(), section.getKey().title(Language.FR), section.getValue());
        }
        for (var other : Map.of(QUESTION, question, FACTS, facts, OBLIGATIONS, obligations).entrySet().stream()
                .sorted(Map.Entry.comparingByKey()).toList()) {
            if (!other.getValue().isEmpty()) {
                section(other.getKey(), other.getKey(), other.getValue().stream().map(Other::reference).toList());
            }
        }
        out.writeEndArray();
    }

    private void section(String code, String title, List<String> references) throws IOException {
        out.writeStartObject();
        text("title", title);
        out.writeObjectFieldStart("code");
        out.writeArrayFieldStart("coding");
        coding(SECTION, code);
        out.writeEndArray();
        out.writeEndObject();
        out.writeArrayFieldStart("entry");
        for (var reference : references) {
            out.writeStartObject();
            text("reference", reference);
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void piece(Piece piece) throws IOException {
        var resource = piece.resource();
        startEntry(reference(piece));
        text("resourceType", resource.type());
        text("id", piece.id());
        out.writeFieldName("meta");
        Json.MAPPER.writeTree(out, Labels.write(piece, document.head().source(), About.profile(piece.kind())));
        resource.writeElements(out, WRITTEN_FIRST);
        var about = About.element(resource.type()).filter(element -> !resource.has(element));
        if (about.isPresent() && person.isPresent()) {
            reference(about.get(), person.get());
        }
        endEntry();
    }

    private void other(Other other) throws IOException {
        startEntry(other.reference());
        text("resourceType", other.resource().type());
        text("id", other.id());
        other.resource().writeElements(out, Set.of("resourceType", "id"));
        if (other.resource().type().equals("Provenance") && !other.resource().has("target")) {
            out.writeArrayFieldStart("target");
            out.writeStartObject();
            text("reference", COMPOSITION);
            out.writeEndObject();
            out.writeEndArray();
        }
        endEntry();
    }

    private static String reference(Piece piece) {
        return piece.resource().type() + "/" + piece.id();
    }

    private void startEntry(String reference) throws IOException {
        if (!written.add(reference)) {
            throw new IllegalArgumentException("two resources of a document are both `" + reference + "`");
        }
        out.writeStartObject();
        text("fullUrl", base + reference);
        out.writeObjectFieldStart("resource");
    }

    private void endEntry() throws IOException {
        out.writeEndObject();
        out.writeEndObject();
    }

    private void text(String name, String value) throws IOException {
        out.writeStringField(name, value);
    }

    private void identifier(String name, String system, String value) throws IOException {
        out.writeObjectFieldStart(name);
        text("system", system);
        text("value", value);
        out.writeEndObject();
    }

    private void reference(String name, String reference) throws IOException {
        out.writeObjectFieldStart(name);
        text("reference", reference);
        out.writeEndObject();
    }

    private void coding(String system, String code) throws IOException {
        out.writeStartObject();
        text("system", system);
        text("code", code);
        out.writeEndObject();
    }
}
