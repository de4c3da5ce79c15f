package org.viaduc.mapping.local;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.mapping.SystemDescription.FhirField;
import org.viaduc.mapping.SystemDescription.FhirRow;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Resource;

/** One resource as the fields of a row, and the fields as a resource. */
final class FhirFields {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "resourceType";
    private static final FieldPath PROFILE = FieldPath.of("meta.profile[*]");
    private static final Pattern CONDITION = Pattern.compile("\\((\\w+)=([^)]*)\\)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");
    /** What a server says of its own keeping; it changes while the file does not. */
    static final List<String> TECHNICAL = List.of("versionId", "lastUpdated", "source");

    final FhirRow row;
    private final Set<List<String>> conditions = new HashSet<>();

    FhirFields(FhirRow row) {
        this.row = row;
        row.fields().values().forEach(field -> CONDITION.matcher(field.path().toString()).results()
                .forEach(found -> conditions.add(List.of(found.group(1), found.group(2)))));
    }

    boolean takes(ObjectNode resource) {
        return (row.resource().equals(FhirRow.ANY) || row.resource().equals(resource.path(TYPE).asText()))
                && row.where().map(path -> !Resource.of(resource).texts(path).isEmpty()).orElse(true);
    }

    static void withoutTechnical(ObjectNode meta) {
        meta.remove(TECHNICAL);
    }

    /** Every field that holds something; what no field names is JSON in the last. @param id that others refer to, or nothing */
    Map<String, String> read(ObjectNode resource, String id) {
        var values = new LinkedHashMap<String, String>();
        var reading = Resource.of(resource).reading();
        row.fields().forEach((name, field) -> {
            if (field.path().toString().equals(TYPE)) {
                values.put(name, resource.path(TYPE).asText());
            } else if (field.path().endsInEach()) {
                put(values, name, String.join(" ", reading.take(field.path())));
            } else {
                reading.takeFirst(field.path()).ifPresent(value -> put(values, name, value));
            }
        });
        var rest = reading.left();
        if (rest.get("meta") instanceof ObjectNode meta) {
            withoutTechnical(meta);
            row.profile().ifPresent(profile -> withoutProfile(meta, profile));
        }
        withoutConditions(rest);
        if (!id.isEmpty()) {
            rest.put("id", id);
        } else if (row.resource().equals(FhirRow.ANY) && resource.has("id")) {
            rest.set("id", resource.get("id"));
        }
        row.rest().filter(name -> !rest.isEmpty()).ifPresent(name -> values.put(name, rest.toString()));
        return values;
    }

    private static void withoutProfile(ObjectNode meta, String profile) {
        for (var profiles = meta.path("profile").iterator(); profiles.hasNext();) {
            if (profiles.next().asText().equals(profile)) {
                profiles.remove();
            }
        }
    }

    private static void put(Map<String, String> values, String name, String value) {
        if (!value.isBlank()) {
            values.put(name, value);
        }
    }

    /** What is left of an element when only the word is left that told it from its neighbours. @return whether all is gone */
    private boolean withoutConditions(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> withoutConditions(field.getValue()));
            return object.isEmpty() || object.size() == 1 && object.properties().stream()
                    .allMatch(field -> conditions.contains(List.of(field.getKey(), field.getValue().asText())));
        }
        if (node instanceof ArrayNode list) {
            var empty = true;
            for (var each : list) {
                empty &= withoutConditions(each);
            }
            return empty;
        }
        return node.isNull();
    }

    /** The resource that the fields tell. @param values with the content of documents in its place */
    ObjectNode write(Map<String, String> values) {
        var type = row.resource().equals(FhirRow.ANY) ? "Basic" : row.resource();
        for (var field : row.fields().entrySet()) {
            if (field.getValue().path().toString().equals(TYPE) && values.containsKey(field.getKey())) {
                type = values.get(field.getKey());
            }
        }
        var resource = Resource.a(type, row.rest().map(name -> values.getOrDefault(name, "")).map(FhirFields::tree)
                .orElseGet(JSON::createObjectNode));
        row.profile().ifPresent(profile -> resource.set(PROFILE, profile));
        row.fields().forEach((name, field) -> {
            var value = values.getOrDefault(name, "");
            if (!value.isEmpty() && !field.path().toString().equals(TYPE)) {
                set(resource, field, value);
            }
        });
        var written = resource.build().copy();
        withoutHoles(written);
        return written;
    }

    /** Lists keep the places of what was read out of them until it has been written in again. */
    private static boolean withoutHoles(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> withoutHoles(field.getValue()));
            return object.isEmpty();
        }
        if (node instanceof ArrayNode list) {
            var any = false;
            for (var each : list) {
                any |= !each.isNull();
            }
            if (any && list.valueStream().allMatch(each -> each instanceof ObjectNode)) {
                for (var elements = list.iterator(); elements.hasNext();) {
                    if (withoutHoles(elements.next())) {
                        elements.remove();
                    }
                }
            }
            return list.isEmpty() || !any;
        }
        return node.isNull();
    }

    private static void set(Resource.Builder resource, FhirField field, String value) {
        if (field.path().endsInEach()) {
            for (var each : value.split(" +")) {
                resource.set(field.path(), each);
            }
            return;
        }
        switch (field.type()) {
            case TEXT -> resource.set(field.path(), value);
            case BOOLEAN -> resource.set(field.path(), value.equals("true"));
            case NUMBER -> {
                if (NUMBER.matcher(value).matches()) {
                    resource.set(field.path(), new BigDecimal(value));
                } else {
                    resource.set(field.path().beside().then("extension(url=urn:viaduc:original).valueString"), value);
                }
            }
        }
    }

    /** What was kept as JSON; a text that is none, or no object, says nothing to a resource. */
    private static ObjectNode tree(String text) {
        try {
            return JSON.readTree(text) instanceof ObjectNode object ? object : JSON.createObjectNode();
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }
}
