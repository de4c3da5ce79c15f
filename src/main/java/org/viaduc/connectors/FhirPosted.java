package org.viaduc.connectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.exchange.way.Posting;
import org.viaduc.model.Digest;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.fhir.ForeignFhir;

/** A Bundle as it was posted: whether it is one that is taken here, what it is called, and how many entries it has. */
record FhirPosted(List<Fault> faults, Optional<Posting.Name> name, boolean isDocument, List<String> types) {
    static final String SOURCE = "posted";

    /** @throws org.viaduc.model.fhir.UnreadableDocument when it is no FHIR */
    static FhirPosted of(byte[] bytes) {
        return of(ForeignFhir.read(bytes));
    }

    private static FhirPosted of(ObjectNode tree) {
        var entries = StreamSupport.stream(tree.path("entry").spliterator(), false).toList();
        var isDocument = tree.path("type").asText().equals("document");
        var types = entries.stream().map(each -> each.path("resource").path("resourceType").asText("")).toList();
        return new FhirPosted(isDocument ? document(tree, entries) : transaction(tree, entries),
                name(tree, entries, isDocument), isDocument, types);
    }

    private static List<Fault> document(JsonNode tree, List<JsonNode> entries) {
        if (!tree.path("resourceType").asText().equals("Bundle")) {
            return noBundle();
        }
        return entries.isEmpty()
                || !entries.getFirst().path("resource").path("resourceType").asText().equals("Composition")
                        ? List.of(new Fault(SOURCE + ":entry[0]", "a document begins with its Composition"))
                        : List.of();
    }

    private static List<Fault> transaction(JsonNode tree, List<JsonNode> entries) {
        if (!tree.path("resourceType").asText().equals("Bundle")
                || !tree.path("type").asText().equals("transaction")) {
            return noBundle();
        }
        var faults = new ArrayList<Fault>();
        for (var i = 0; i < entries.size(); i++) {
            var method = entries.get(i).path("request").path("method").asText("POST");
            if (!entries.get(i).has("resource") && Set.of("POST", "PUT", "GET").contains(method)) {
                faults.add(new Fault(SOURCE + ":entry[" + i + "]",
                        "the entry brings no resource; this server takes, and gives nothing out"));
            }
        }
        return faults;
    }

    private static List<Fault> noBundle() {
        return List.of(new Fault(SOURCE + ":Bundle", "what is taken here is a Bundle of type transaction or document"));
    }

    /** By its identifier, or, where every entry creates on a condition, by the conditions. */
    private static Optional<Posting.Name> name(JsonNode tree, List<JsonNode> entries, boolean isDocument) {
        var identifier = tree.path("identifier");
        if (!identifier.path("value").asText("").isEmpty()) {
            return Optional.of(new Posting.Name(Digest.of(List.of("identifier", identifier.path("system").asText(""),
                    identifier.path("value").asText())), true));
        }
        var conditions = entries.stream().map(each -> each.path("request").path("ifNoneExist").asText("")).toList();
        return isDocument || conditions.isEmpty() || conditions.contains("")
                ? Optional.empty()
                : Optional.of(new Posting.Name(Digest.of(conditions.stream().sorted().toList()), false));
    }
}
