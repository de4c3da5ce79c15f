package org.viaduc.mapping.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.LocalBatch.Fault;

/**
 * A Bundle of any type, or one resource alone, parted by the persons whom its resources are about. References are followed
 * within the Bundle only.
 */
final class FhirBundle {
    private static final int MOST_ENTRIES = 20_000;
    private static final int FARTHEST = 4;
    /** Where resources say whom they are about (FHIR R4). */
    private static final List<String> ABOUT = List.of("subject", "patient", "beneficiary", "for", "individual");
    private static final Set<String> TYPES = Set.of("transaction", "batch", "document", "collection", "searchset",
            "message", "history");

    private final String source;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Optional<Entry>> named = new HashMap<>();

    /** @param number which entry it is, from 1 */
    record Entry(ObjectNode resource, int number) {
        String type() {
            return resource.path("resourceType").asText("");
        }

        boolean isPatient() {
            return type().equals("Patient");
        }
    }

    FhirBundle(ObjectNode tree, String source) {
        this.source = source;
        if (tree.path("resourceType").asText("").isEmpty()) {
            fault(0, "this is no FHIR resource: it has no `resourceType`");
        } else if (tree.path("resourceType").asText().equals("Bundle")) {
            bundle(tree);
        } else {
            entries.add(new Entry(tree, 1));
            name(entries.getFirst(), "");
        }
    }

    private void bundle(ObjectNode tree) {
        if (!TYPES.contains(tree.path("type").asText())) {
            fault(0, "the Bundle is of a type that brings no resources");
        }
        var number = 0;
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
                    var entry = new Entry(resource, number);
                    entries.add(entry);
                    name(entry, each.path("fullUrl").asText(""));
                }
            } else if (each.has("resource")) {
                fault(number, "the entry's resource is none");
            }
        }
    }

    /** A name that two resources bear names neither. */
    private void name(Entry entry, String fullUrl) {
        var id = entry.resource.path("id").asText("");
        var own = id.isEmpty() ? "" : entry.type() + "/" + id;
        if (!fullUrl.isEmpty()) {
            named.merge(fullUrl, Optional.of(entry), (one, other) -> Optional.empty());
        }
        if (!own.isEmpty() && !own.equals(fullUrl)) {
            named.merge(own, Optional.of(entry), (one, other) -> Optional.empty());
        }
    }

    private void fault(int entry, String reason) {
        faults.add(new Fault(source + ":" + (entry == 0 ? "Bundle" : "entry[" + (entry - 1) + "]"), reason));
    }

    List<Fault> faults() {
        return faults;
    }

    /** Every Patient with what is about them, the Patient first. With one fault there is nobody: whose it is, is in doubt. */
    Map<Entry, List<Entry>> persons() {
        var persons = new LinkedHashMap<Entry, List<Entry>>();
        entries.stream().filter(Entry::isPatient)
                .forEach(patient -> persons.put(patient, new ArrayList<>(List.of(patient))));
        if (persons.isEmpty() && faults.isEmpty()) {
            fault(0, "there is no Patient: nobody can say whom this is about");
        }
        for (var entry : entries) {
            if (!entry.isPatient() && !persons.isEmpty()) {
                whose(entry, persons).ifPresent(patient -> persons.get(patient).add(entry));
            }
        }
        return faults.isEmpty() ? persons : Map.of();
    }

    private Optional<Entry> whose(Entry entry, Map<Entry, List<Entry>> persons) {
        var only = persons.size() == 1 ? persons.keySet().stream().findFirst() : Optional.<Entry>empty();
        var at = entry;
        for (var steps = 0; steps < FARTHEST; steps++) {
            var about = about(at.resource);
            if (about.isEmpty()) {
                break;
            }
            var found = named.getOrDefault(about.get(), Optional.empty());
            if (found.isEmpty()) {
                if (!isPatient(about.get())) {
                    break;
                }
                fault(entry.number, "the resource is about a person who is not in this Bundle");
                return Optional.empty();
            }
            if (found.get().isPatient()) {
                return found;
            }
            at = found.get();
        }
        if (only.isEmpty()) {
            fault(entry.number, "the Bundle has several Patients, and the resource does not say whose it is");
        }
        return only;
    }

    private static Optional<String> about(ObjectNode resource) {
        return ABOUT.stream().map(name -> resource.path(name).path("reference").asText(""))
                .filter(reference -> !reference.isEmpty()).findFirst();
    }

    private static boolean isPatient(String reference) {
        return reference.matches("(.*/)?Patient/[^/]+(/_history/[^/]+)?");
    }

    /** Takes away the words by which a resource says that it is about this person: that stands in the record itself. */
    void withoutPerson(ObjectNode resource, Entry patient) {
        for (var name : ABOUT) {
            if (resource.get(name) instanceof ObjectNode reference && isOf(reference, patient)) {
                resource.remove(name);
            }
        }
    }

    private boolean isOf(JsonNode reference, Entry patient) {
        return named.getOrDefault(reference.path("reference").asText(""), Optional.empty()).filter(patient::equals)
                .isPresent();
    }
}
