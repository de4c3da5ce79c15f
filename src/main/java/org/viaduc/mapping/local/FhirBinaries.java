package org.viaduc.mapping.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Puts the content of a document, where it is a Binary of the same Bundle, into the DocumentReference that points to it.
 * An address outside the Bundle stays an address: nothing is fetched.
 */
final class FhirBinaries {
    private static final Set<String> PLAIN = Set.of("resourceType", "id", "meta", "contentType", "data");

    private FhirBinaries() {
    }

    /** A Binary that one document alone points to, and that says nothing more, is an entry no longer. */
    static void into(List<FhirEntry> entries, FhirNames names) {
        var referrers = new HashMap<FhirEntry, Integer>();
        entries.forEach(entry -> entry.references().map(names::of).flatMap(Optional::stream)
                .forEach(target -> referrers.merge(target, 1, Integer::sum)));
        for (var entry : List.copyOf(entries)) {
            if (entry.type().equals("DocumentReference") && entry.resource().path("content")
                    .path(0).get("attachment") instanceof ObjectNode attachment && !attachment.has("data")) {
                names.of(attachment.path("url").asText("")).filter(binary -> fits(binary, attachment, referrers))
                        .ifPresent(binary -> {
                            attachment.remove("url");
                            attachment.set("data", binary.resource().get("data"));
                            if (binary.resource().has("contentType")) {
                                attachment.set("contentType", binary.resource().get("contentType"));
                            }
                            entries.remove(binary);
                        });
            }
        }
    }

    private static boolean fits(FhirEntry binary, ObjectNode attachment, Map<FhirEntry, Integer> referrers) {
        var type = attachment.path("contentType").asText("");
        return binary.type().equals("Binary") && binary.resource().path("data").isTextual()
                && referrers.getOrDefault(binary, 0) == 1
                && binary.resource().properties().stream().allMatch(field -> PLAIN.contains(field.getKey()))
                && binary.resource().path("meta").size() == binary.resource().path("meta").properties().stream()
                        .filter(field -> FhirFields.TECHNICAL.contains(field.getKey())).count()
                && (type.isEmpty() || type.equals(binary.resource().path("contentType").asText("")));
    }
}
