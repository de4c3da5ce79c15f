package org.viaduc.model.fhir;

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.Kind;

/** What every piece says on the wire though the record need not: whom it is about, and which profile it follows. */
final class About {
    private static final String FR_CORE_PATIENT = "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-patient";
    /** The element of each resource type that points to the person (FHIR R4). */
    private static final Map<String, String> ELEMENT = Map.ofEntries(Map.entry("Observation", "subject"),
            Map.entry("Condition", "subject"), Map.entry("Communication", "subject"),
            Map.entry("ClinicalImpression", "subject"), Map.entry("ServiceRequest", "subject"),
            Map.entry("CarePlan", "subject"), Map.entry("Flag", "subject"), Map.entry("DocumentReference", "subject"),
            Map.entry("Basic", "subject"), Map.entry("RelatedPerson", "patient"), Map.entry("Consent", "patient"),
            Map.entry("Coverage", "beneficiary"), Map.entry("Task", "for"));

    private About() {
    }

    static Optional<String> element(String type) {
        return Optional.ofNullable(ELEMENT.get(type));
    }

    static Optional<String> profile(Kind kind) {
        return kind == Kind.IDENTITY ? Optional.of(FR_CORE_PATIENT) : Optional.empty();
    }

    /** Takes away the pointer to the person that {@link BundleWriter} added. */
    static void take(ObjectNode resource, Optional<String> person) {
        var element = ELEMENT.get(resource.path("resourceType").asText());
        if (element != null && person.isPresent() && resource.get(element) instanceof ObjectNode reference
                && reference.size() == 1 && person.get().equals(reference.path("reference").asText())) {
            resource.remove(element);
        }
    }
}
