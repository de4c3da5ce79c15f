package org.viaduc.mapping.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.LocalBatch.Fault;

/**
 * A Bundle of any type, or one resource alone, parted by the persons whom its resources are about. What the Bundle says of
 * itself, as a signature, is one resource more, of the type Bundle.
 */
final class FhirBundle {
    private static final int MOST_ENTRIES = 20_000;
    private static final Set<String> TYPES = Set.of("transaction", "batch", "document", "collection", "searchset",
            "message", "history");
    /** How the Bundle travelled; of the person it says nothing. */
    private static final List<String> TRANSPORT = List.of("id", "type", "total", "link", "entry");
    private static final List<String> ENTRY_TRANSPORT = List.of("fullUrl", "link", "resource", "search", "request",
            "response");

    private final String source;
    private final List<Fault> faults = new ArrayList<>();
    private final List<FhirEntry> entries = new ArrayList<>();
    private final Set<FhirEntry> kept = new HashSet<>();
    private final FhirNames names;
    private final FhirOwners owners;

    FhirBundle(ObjectNode tree, String source) {
        this.source = source;
        if (tree.path("resourceType").asText("").isEmpty()) {
            fault(0, "this is no FHIR resource: it has no `resourceType`");
        } else if (tree.path("resourceType").asText().equals("Bundle")) {
            bundle(tree);
        } else {
            entries.add(new FhirEntry(tree, 1, ""));
        }
        this.names = new FhirNames(entries);
        FhirBinaries.into(entries, names);
        this.owners = new FhirOwners(entries, names, (entry, reason) -> fault(entry.number(), reason));
    }

    private void bundle(ObjectNode tree) {
        if (!TYPES.contains(tree.path("type").asText())) {
            fault(0, "the Bundle is of a type that brings no resources");
        }
        var number = 0;
        var beside = JsonNodeFactory.instance.arrayNode();
        for (var each : tree.path("entry")) {
            number++;
            if (number > MOST_ENTRIES) {
                fault(number, "the Bundle has more than " + MOST_ENTRIES + " entries");
                return;
            }
            var method = each.path("request").path("method").asText("POST");
            if (!Set.of("POST", "PUT", "GET").contains(method)) {
                fault(number, "the entry asks to change or delete something; only what is told is read");
            } else if (each.get("resource") instanceof ObjectNode resource) {
                if (!each.path("search").path("mode").asText("").equals("outcome")) {
                    entries.add(new FhirEntry(resource, number, each.path("fullUrl").asText("")));
                }
            } else if (each.has("resource")) {
                fault(number, "the entry's resource is none");
            }
            if (each instanceof ObjectNode entry && !entry.deepCopy().remove(ENTRY_TRANSPORT).isEmpty()) {
                beside.add(entry.deepCopy().put("number", number).remove(ENTRY_TRANSPORT));
            }
        }
        itself(tree, beside);
    }

    /** What the Bundle says beside its resources: a document's identifier, date and signature, and extensions. */
    private void itself(ObjectNode tree, ArrayNode beside) {
        var own = tree.objectNode();
        tree.properties().stream().filter(field -> !TRANSPORT.contains(field.getKey()))
                .forEach(field -> own.set(field.getKey(), field.getValue()));
        if (!tree.path("type").asText().equals("document")) {
            own.remove(List.of("identifier", "timestamp"));
        }
        if (own.get("meta") instanceof ObjectNode meta) {
            FhirFields.withoutTechnical(meta);
        }
        if (!beside.isEmpty()) {
            own.set("entry", beside);
        }
        own.properties().removeIf(field -> field.getValue().isEmpty() && field.getValue().isContainerNode());
        if (own.size() > 1) {
            entries.add(new FhirEntry(own, 0, ""));
        }
    }

    private void fault(int entry, String reason) {
        faults.add(new Fault(source + ":" + (entry == 0 ? "Bundle" : "entry[" + (entry - 1) + "]"), reason));
    }

    List<Fault> faults() {
        return faults;
    }

    /** Every Patient with what is about them, the Patient first. With one fault there is nobody: whose it is, is in doubt. */
    Map<FhirEntry, List<FhirEntry>> persons() {
        var persons = new LinkedHashMap<FhirEntry, List<FhirEntry>>();
        entries.stream().filter(FhirEntry::isPatient)
                .forEach(patient -> persons.put(patient, new ArrayList<>(List.of(patient))));
        if (persons.isEmpty() && faults.isEmpty()) {
            fault(0, "there is no Patient: nobody can say whom this is about");
        }
        persons.keySet().stream().filter(patient -> isModified(patient.resource()))
                .forEach(patient -> fault(patient.number(),
                        "the Patient bears a modifier that nobody here knows: who is meant is in doubt"));
        for (var entry : entries) {
            if (!entry.isPatient()) {
                owners.of(entry).forEach(patient -> persons.get(patient).add(entry));
            }
        }
        persons.forEach((patient, about) -> about.forEach(entry -> referred(entry, patient)));
        return faults.isEmpty() ? persons : Map.of();
    }

    private static boolean isModified(ObjectNode patient) {
        return patient.has("implicitRules") || patient.has("modifierExtension");
    }

    /** Which resources others still refer to once the words are gone that only say whom they are about. */
    private void referred(FhirEntry entry, FhirEntry patient) {
        var said = entry.resource().deepCopy();
        withoutPerson(said, patient);
        new FhirEntry(said, entry.number(), "").references()
                .forEach(reference -> names.of(reference).ifPresent(target -> kept.add(target)));
    }

    /** Another resource refers to it: its id says which one is meant, and is kept. */
    boolean isReferred(FhirEntry entry) {
        return kept.contains(entry);
    }

    /** Nothing may be read out of it but that it is there. */
    boolean isDoubtful(FhirEntry entry) {
        return owners.isAboutSomethingElse(entry) || FhirCaution.asks(entry.resource());
    }

    /** Takes away the words by which a resource says that it is about this person: that stands in the record itself. */
    void withoutPerson(ObjectNode resource, FhirEntry patient) {
        for (var name : FhirOwners.ABOUT) {
            if (resource.get(name) instanceof ObjectNode reference
                    && names.of(reference.path("reference").asText("")).filter(patient::equals).isPresent()) {
                reference.remove("reference");
                if (reference.path("type").asText("").equals("Patient")) {
                    reference.remove("type");
                }
                if (reference.isEmpty()) {
                    resource.remove(name);
                }
            }
        }
    }
}
