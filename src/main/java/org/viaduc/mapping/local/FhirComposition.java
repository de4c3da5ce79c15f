package org.viaduc.mapping.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.ExchangeId;

/** The first page of a document: what it is, whom it is about, and what stands in it, a section for each kind of resource. */
final class FhirComposition {
    /** Document du secteur social / médico-social (LOINC, in the documents of ANS). */
    private static final String SOCIAL_DOCUMENT = "28653-4";
    private static final Map<String, String> TITLES = Map.ofEntries(Map.entry("Patient", "Identité"),
            Map.entry("RelatedPerson", "Entourage"), Map.entry("QuestionnaireResponse", "Évaluations"),
            Map.entry("CarePlan", "Projets personnalisés"), Map.entry("ServiceRequest", "Besoins et orientations"),
            Map.entry("Basic", "Décisions"), Map.entry("Observation", "Observations et ressources"),
            Map.entry("Condition", "Santé"), Map.entry("Consent", "Accords"),
            Map.entry("DocumentReference", "Documents"));

    private FhirComposition() {
    }

    /** @param sections the addresses of the resources, by their type */
    static void write(ObjectNode composition, ExchangeId id, Optional<String> person,
            Map<String, List<String>> sections) {
        composition.put("resourceType", "Composition");
        composition.putObject("identifier").put("system", FhirWriting.EXCHANGE).put("value", id.toString());
        composition.put("status", "final");
        composition.putObject("type").putArray("coding").addObject().put("system", "http://loinc.org")
                .put("code", SOCIAL_DOCUMENT);
        person.ifPresent(address -> composition.putObject("subject").put("reference", address));
        composition.put("date", id.made().toString());
        composition.putArray("author").addObject().put("display", "Viaduc");
        composition.put("title", "Dossier transmis par un autre département");
        var all = composition.putArray("section");
        sections.forEach((type, addresses) -> {
            var section = all.addObject().put("title", TITLES.getOrDefault(type, "Autres éléments"));
            var entries = section.putArray("entry");
            addresses.forEach(address -> entries.addObject().put("reference", address));
        });
    }
}
