package org.viaduc.mapping;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.viaduc.model.FieldPath;
import org.viaduc.model.LocalRow;
import org.viaduc.model.Resource;
import org.viaduc.model.fhir.R4;

/** A row that is a FHIR resource: its one field is the resource's JSON, with the id that it has in the system. */
public final class Whole {
    /** The row's one field. */
    public static final String FIELD = "*";
    private static final String DOCUMENT = "cid:";

    private Whole() {
    }

    public static LocalRow row(String type, ObjectNode resource, int line) {
        return new LocalRow(type, java.util.Map.of(FIELD, resource.toString()), line);
    }

    /** The resource of a row; empty when its text is none. */
    public static Optional<ObjectNode> resource(LocalRow row) {
        return read(row.fields().getOrDefault(FIELD, ""));
    }

    private static Optional<ObjectNode> read(String json) {
        return R4.tree(json.getBytes(StandardCharsets.UTF_8));
    }

    /** A resource that R4 does not have, as text in one that it has: whoever reads the record strictly can read it still. */
    static Resource asText(ObjectNode resource, String system) {
        return Resource.a("Basic").set("code.text", resource.path("resourceType").asText("resource"))
                .set(text(system), resource.toString()).build();
    }

    /** The resource that one of this system's was before {@link #asText}; empty when this is none. */
    static Optional<Resource> fromText(Resource resource, String system) {
        return resource.type().equals("Basic")
                ? resource.text(text(system)).flatMap(Whole::read).map(Resource::of)
                : Optional.empty();
    }

    private static FieldPath text(String system) {
        return FieldPath.of("extension(url=urn:viaduc:original:" + system + ").valueString");
    }

    static Resource of(LocalRow row) {
        return resource(row).map(Resource::of).orElseGet(() -> Resource.a("").build());
    }

    /** Adds the elements of one tree to another: lists grow, objects are put together, of two scalars the first stays. */
    static void add(ObjectNode to, ObjectNode more) {
        more.properties().forEach(field -> {
            var before = to.get(field.getKey());
            if (before == null) {
                to.set(field.getKey(), field.getValue().deepCopy());
            } else if (before instanceof ObjectNode object && field.getValue() instanceof ObjectNode other) {
                add(object, other);
            } else if (before instanceof ArrayNode list && field.getValue() instanceof ArrayNode others) {
                others.forEach(each -> {
                    if (!contains(list, each)) {
                        list.add(each.deepCopy());
                    }
                });
            }
        });
    }

    private static boolean contains(ArrayNode list, JsonNode entry) {
        for (var each : list) {
            if (each.equals(entry)) {
                return true;
            }
        }
        return false;
    }

    /** The ids of the documents to which the tree refers. */
    static Set<String> documents(JsonNode tree) {
        var found = new LinkedHashSet<String>();
        texts(tree, "url").stream().filter(text -> text.startsWith(DOCUMENT))
                .forEach(text -> found.add(text.substring(DOCUMENT.length())));
        return found;
    }

    private static List<String> texts(JsonNode tree, String name) {
        var found = new ArrayList<String>();
        tree.findValues(name).stream().filter(JsonNode::isTextual).forEach(each -> found.add(each.asText()));
        return found;
    }

    /** Changes every {@code reference} in the tree; one that becomes empty goes. */
    public static void references(JsonNode tree, UnaryOperator<String> change) {
        if (tree instanceof ArrayNode list) {
            list.forEach(each -> references(each, change));
        } else if (tree instanceof ObjectNode object) {
            if (object.get("reference") instanceof TextNode text) {
                var changed = change.apply(text.asText());
                if (changed.isEmpty()) {
                    object.remove("reference");
                } else {
                    object.put("reference", changed);
                }
            }
            object.properties().forEach(field -> references(field.getValue(), change));
        }
    }
}
