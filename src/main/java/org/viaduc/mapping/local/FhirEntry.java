package org.viaduc.mapping.local;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One resource of a Bundle.
 *
 * @param number  which entry it is, from 1; 0 for what the Bundle says of itself
 * @param fullUrl the entry's, or nothing
 */
record FhirEntry(ObjectNode resource, int number, String fullUrl) {
    String type() {
        return resource.path("resourceType").asText("");
    }

    boolean isPatient() {
        return type().equals("Patient");
    }

    String id() {
        return resource.path("id").asText("");
    }

    /** Every name under which a reference may mean it. */
    List<String> names() {
        var names = new ArrayList<String>();
        if (!fullUrl.isEmpty()) {
            names.add(fullUrl);
        }
        if (!id().isEmpty()) {
            names.add(type() + "/" + id());
        } else if (fullUrl.matches("https?://.*/" + Pattern.quote(type()) + "/[^/]+")) {
            names.add(fullUrl.substring(fullUrl.lastIndexOf('/', fullUrl.lastIndexOf('/') - 1) + 1));
        }
        return names.stream().distinct().toList();
    }

    /** The id by which what others say of it can still be understood once the Bundle is gone. */
    String lastingId() {
        return id().isEmpty()
                ? fullUrl.substring(Math.max(fullUrl.lastIndexOf('/'), fullUrl.lastIndexOf(':')) + 1)
                : id();
    }

    /** What it refers to: the targets of its references, and the addresses of its attachments. */
    Stream<String> references() {
        return Stream.concat(resource.findValuesAsText("reference").stream(),
                resource.findValues("attachment").stream().flatMap(FhirEntry::urls)).filter(each -> !each.isEmpty());
    }

    private static Stream<String> urls(JsonNode attachment) {
        return Stream.of(attachment.path("url").asText(""));
    }

    /** Which entry it is, and not what it says: two entries may say the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FhirEntry entry && entry.number == number && entry.resource == resource;
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return "FhirEntry[" + number + "]";
    }
}
