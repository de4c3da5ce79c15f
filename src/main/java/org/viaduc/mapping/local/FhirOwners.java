package org.viaduc.mapping.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Whose each resource of a Bundle is: by what it says itself; where it says nothing, by what refers to it. A resource about
 * somebody who is not in the Bundle is nobody's, and a fault.
 */
final class FhirOwners {
    /** Where resources say whom they are about (FHIR R4). */
    static final List<String> ABOUT = List.of("subject", "patient", "beneficiary", "for", "individual");
    private static final int FARTHEST = 4;
    /** Of no person by their nature: those that nothing refers to are in everybody's file. */
    private static final Set<String> OF_NOBODY = Set.of("Organization", "Practitioner", "PractitionerRole", "Location",
            "HealthcareService", "Endpoint", "Questionnaire", "Medication", "Substance", "ValueSet", "CodeSystem",
            "StructureDefinition", "ActivityDefinition", "PlanDefinition", "Bundle");
    private static final String ELSEWHERE = "the resource is about a person who is not in this Bundle";

    private final List<FhirEntry> entries;
    private final List<FhirEntry> patients;
    private final FhirNames names;
    private final BiConsumer<FhirEntry, String> fault;
    private final Map<FhirEntry, Set<FhirEntry>> owners = new LinkedHashMap<>();
    private final Map<FhirEntry, List<FhirEntry>> targets = new HashMap<>();
    private final Set<FhirEntry> aboutThings = new LinkedHashSet<>();

    FhirOwners(List<FhirEntry> entries, FhirNames names, BiConsumer<FhirEntry, String> fault) {
        this.entries = entries;
        this.patients = entries.stream().filter(FhirEntry::isPatient).toList();
        this.names = names;
        this.fault = fault;
        entries.stream().filter(entry -> !entry.isPatient()).forEach(this::bySaying);
        if (patients.size() > 1) {
            byReferrers();
            byTargets();
        }
        entries.stream().filter(entry -> !entry.isPatient() && !owners.containsKey(entry)).forEach(this::byDefault);
    }

    /** The Patients whose file it belongs to; itself for a Patient. */
    Set<FhirEntry> of(FhirEntry entry) {
        return entry.isPatient() ? Set.of(entry) : owners.getOrDefault(entry, Set.of());
    }

    /** It says that it is about something that is no person, as a place or a device. */
    boolean isAboutSomethingElse(FhirEntry entry) {
        return aboutThings.contains(entry);
    }

    private void bySaying(FhirEntry entry) {
        var at = entry;
        for (var steps = 0; steps < FARTHEST; steps++) {
            var said = about(at.resource());
            if (said.isEmpty()) {
                break;
            }
            var found = new LinkedHashSet<FhirEntry>();
            for (var each : said) {
                target(each, at).ifPresent(found::add);
                if (owners.containsKey(entry)) {
                    return;
                }
            }
            if (found.stream().anyMatch(FhirEntry::isPatient)) {
                found.removeIf(each -> !each.isPatient());
                owners.put(entry, found);
                return;
            }
            if (found.isEmpty()) {
                break;
            }
            at = found.getFirst();
        }
        byMention(entry);
    }

    private static List<ObjectNode> about(ObjectNode resource) {
        return ABOUT.stream().map(resource::get).filter(node -> node != null && !node.isNull())
                .flatMap(node -> node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node))
                .filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast).toList();
    }

    /** What the reference means within the Bundle. Somebody else is said as a fault; then the entry is nobody's. */
    private Optional<FhirEntry> target(ObjectNode reference, FhirEntry from) {
        var text = reference.path("reference").asText("");
        var found = text.isEmpty() ? Optional.<FhirEntry>empty() : names.of(text);
        if (found.isEmpty()) {
            found = byIdentifier(text.startsWith("#")
                    ? contained(from.resource(), text.substring(1))
                    : Stream.of(reference.path("identifier")));
        }
        if (found.isPresent() || text.isEmpty() && reference.path("identifier").path("value").asText("").isEmpty()) {
            return found;
        }
        if (isSomebody(reference, text, from)) {
            elsewhere(from);
        } else {
            aboutThings.add(from);
        }
        return Optional.empty();
    }

    private static boolean isSomebody(ObjectNode reference, String text, FhirEntry from) {
        var type = reference.path("type").asText("");
        if (text.startsWith("#")) {
            return contained(from.resource(), text.substring(1), "Patient").findAny().isPresent();
        }
        return text.isEmpty() && (type.isEmpty() || type.equals("Patient")) || text.startsWith("urn:")
                || type.equals("Patient") || isPatient(text);
    }

    private Optional<FhirEntry> byIdentifier(Stream<JsonNode> identifiers) {
        var wanted = identifiers.filter(each -> !each.path("value").asText("").isEmpty()).toList();
        var meant = patients.stream().filter(patient -> wanted.stream().anyMatch(each -> bears(patient, each)))
                .toList();
        return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
    }

    private static boolean bears(FhirEntry patient, JsonNode wanted) {
        return StreamSupport.stream(patient.resource().path("identifier").spliterator(), false)
                .anyMatch(own -> own.path("value").asText("").equals(wanted.path("value").asText(""))
                        && own.path("system").asText("").equals(wanted.path("system").asText("")));
    }

    private static Stream<JsonNode> contained(ObjectNode resource, String id) {
        return contained(resource, id, "Patient")
                .flatMap(each -> StreamSupport.stream(each.path("identifier").spliterator(), false));
    }

    private static Stream<JsonNode> contained(ObjectNode resource, String id, String type) {
        return StreamSupport.stream(resource.path("contained").spliterator(), false)
                .filter(each -> each.path("id").asText("").equals(id)
                        && each.path("resourceType").asText("").equals(type));
    }

    private static boolean isPatient(String reference) {
        return reference.matches("(.*/)?Patient/[^/]+(/_history/[^/]+)?");
    }

    /** It says nothing of whom it is about, but names Patients. */
    private void byMention(FhirEntry entry) {
        if (aboutThings.contains(entry)) {
            return;
        }
        var mentioned = new LinkedHashSet<FhirEntry>();
        var others = new ArrayList<String>();
        entry.references().forEach(reference -> names.of(reference).ifPresentOrElse(found -> {
            if (found.isPatient()) {
                mentioned.add(found);
            }
        }, () -> {
            if (isPatient(reference)) {
                others.add(reference);
            }
        }));
        if (!mentioned.isEmpty()) {
            owners.put(entry, mentioned);
        } else if (!others.isEmpty()) {
            elsewhere(entry);
        }
    }

    private void elsewhere(FhirEntry entry) {
        fault.accept(entry, ELSEWHERE);
        owners.put(entry, Set.of());
    }

    /** What somebody's resource refers to is in their file as well, and so on from there. */
    private void byReferrers() {
        var open = entries.stream().filter(entry -> !entry.isPatient() && !owners.containsKey(entry))
                .collect(Collectors.toSet());
        var waiting = new ArrayDeque<FhirEntry>(entries);
        while (!waiting.isEmpty()) {
            var entry = waiting.poll();
            var its = of(entry);
            for (var target : its.isEmpty() ? List.<FhirEntry>of() : targets(entry)) {
                if (open.contains(target)
                        && owners.computeIfAbsent(target, each -> new LinkedHashSet<>()).addAll(its)) {
                    waiting.add(target);
                }
            }
        }
    }

    private List<FhirEntry> targets(FhirEntry entry) {
        return targets.computeIfAbsent(entry,
                each -> each.references().map(names::of).flatMap(Optional::stream).distinct().toList());
    }

    /** What only refers is theirs to whom it refers, as a slot of a schedule. */
    private void byTargets() {
        var known = Map.copyOf(owners);
        for (var entry : entries) {
            if (!entry.isPatient() && !owners.containsKey(entry) && !OF_NOBODY.contains(entry.type())) {
                var theirs = new LinkedHashSet<FhirEntry>();
                targets(entry).stream().filter(each -> !OF_NOBODY.contains(each.type()))
                        .forEach(each -> theirs.addAll(known.getOrDefault(each, Set.of())));
                if (!theirs.isEmpty()) {
                    owners.put(entry, theirs);
                }
            }
        }
    }

    private void byDefault(FhirEntry entry) {
        if (patients.size() == 1 || OF_NOBODY.contains(entry.type())) {
            owners.put(entry, new LinkedHashSet<>(patients));
        } else if (!patients.isEmpty()) {
            fault.accept(entry, "the Bundle has several Patients, and the resource does not say whose it is");
        }
    }
}
