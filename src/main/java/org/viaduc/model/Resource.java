package org.viaduc.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** One FHIR R4 resource as a JSON tree that nobody outside this room can change. Its {@code toString} names its type only. */
public final class Resource {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode tree;

    private Resource(ObjectNode tree) {
        this.tree = tree;
    }

    /** A resource with the tree's content; later changes to the tree do not reach it. */
    public static Resource of(ObjectNode tree) {
        return new Resource(tree.deepCopy());
    }

    public static Builder a(String type) {
        return new Builder(type);
    }

    /** A resource that begins with what the tree holds. */
    public static Builder a(String type, ObjectNode begun) {
        var builder = new Builder(type);
        begun.properties().forEach(field -> builder.tree.set(field.getKey(), field.getValue().deepCopy()));
        builder.tree.put("resourceType", type);
        return builder;
    }

    /** The resource type, as {@code Patient}. */
    public String type() {
        return tree.path("resourceType").asText("");
    }

    /** Every scalar at the path, as text. */
    public List<String> texts(FieldPath path) {
        var found = new ArrayList<String>(2);
        path.read(tree, node -> found.add(node.asText()));
        return found;
    }

    /** The first scalar at the path, as text. */
    public Optional<String> text(FieldPath path) {
        var found = new String[1];
        path.read(tree, node -> {
            if (found[0] == null) {
                found[0] = node.asText();
            }
        });
        return Optional.ofNullable(found[0]);
    }

    /** The tree, to change at will: a copy. */
    public ObjectNode copy() {
        return tree.deepCopy();
    }

    /** To read to the end: what has been taken is gone from it, and what is left nobody read. */
    public ResourceReading reading() {
        return new ResourceReading(tree.deepCopy());
    }

    public void writeTo(JsonGenerator out) throws IOException {
        JSON.writeTree(out, tree);
    }

    /** True when the resource has that element at its top. */
    public boolean has(String name) {
        return tree.has(name);
    }

    /** The same resource with other texts in the place of some, wherever one stands as a whole. */
    public Resource with(Map<String, String> texts) {
        var changed = tree.deepCopy();
        replace(changed, texts);
        return new Resource(changed);
    }

    private static void replace(JsonNode node, Map<String, String> texts) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                var other = field.getValue().isTextual() ? texts.get(field.getValue().asText()) : null;
                if (other != null) {
                    field.setValue(TextNode.valueOf(other));
                }
            });
        }
        node.forEach(child -> replace(child, texts));
    }

    /** Whether it refers to another resource (FHIR R4, {@code Reference}) anywhere. */
    public boolean refers() {
        return refers(tree);
    }

    private static boolean refers(JsonNode node) {
        if (node.path("reference").isTextual()) {
            return true;
        }
        for (var child : node) {
            if (child.isContainerNode() && refers(child)) {
                return true;
            }
        }
        return false;
    }

    /** The element of that name at the top, to change at will: a copy; empty when it is none with elements of its own. */
    public Optional<ObjectNode> element(String name) {
        return tree.get(name) instanceof ObjectNode object ? Optional.of(object.deepCopy()) : Optional.empty();
    }

    /** Writes what is at the top, without the braces and without the elements of those names. */
    public void writeElements(JsonGenerator out, Collection<String> except) throws IOException {
        for (var field : tree.properties()) {
            if (!except.contains(field.getKey())) {
                out.writeFieldName(field.getKey());
                JSON.writeTree(out, field.getValue());
            }
        }
    }

    /**
     * The same resource with only what the allow-list names: each path keeps the whole element it names, and of a list with
     * a condition, as {@code coding(system=…)}, only what meets it; places are ignored. The type and id stay; everything
     * else goes, and what is left empty with it.
     */
    public Resource keeping(Collection<FieldPath> allowed) {
        var kept = JsonNodeFactory.instance.objectNode();
        for (var name : List.of("resourceType", "id")) {
            if (tree.has(name)) {
                kept.set(name, tree.get(name));
            }
        }
        copy(tree, kept, List.copyOf(allowed), 0);
        return new Resource(kept);
    }

    private static void copy(ObjectNode from, ObjectNode to, List<FieldPath> allowed, int depth) {
        for (var field : from.properties()) {
            var fitting = allowed.stream().filter(path -> path.isNamed(depth, field.getKey())).toList();
            if (fitting.isEmpty()) {
                continue;
            }
            if (field.getValue() instanceof ArrayNode list) {
                var kept = JsonNodeFactory.instance.arrayNode();
                list.forEach(each -> keep(each, fitting, depth).ifPresent(kept::add));
                if (!kept.isEmpty()) {
                    to.set(field.getKey(), kept);
                }
            } else {
                keep(field.getValue(), fitting, depth).ifPresent(kept -> to.set(field.getKey(), kept));
            }
        }
    }

    private static Optional<JsonNode> keep(JsonNode element, List<FieldPath> named, int depth) {
        var fitting = named.stream().filter(path -> path.holds(depth, element)).toList();
        if (fitting.stream().anyMatch(path -> path.endsAt(depth))) {
            return Optional.of(element.deepCopy());
        }
        var kept = JsonNodeFactory.instance.objectNode();
        if (element instanceof ObjectNode object) {
            copy(object, kept, fitting, depth + 1);
        }
        return kept.isEmpty() ? Optional.empty() : Optional.of(kept);
    }

    /** The paths of all scalars, names only, as {@code name.family}: for ledgers and scans, never values. */
    public List<String> leafNames() {
        var names = new ArrayList<String>();
        leaves(tree, "", names);
        return names;
    }

    static void leaves(JsonNode node, String path, List<String> names) {
        if (node.isArray()) {
            node.forEach(each -> leaves(each, path, names));
        } else if (node instanceof ObjectNode object) {
            object.properties().forEach(
                    field -> leaves(field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                            names));
        } else if (!node.isNull()) {
            names.add(path);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Resource resource && resource.tree.equals(tree);
    }

    @Override
    public int hashCode() {
        return tree.hashCode();
    }

    @Override
    public String toString() {
        return type();
    }

    /** Makes one resource; used once. */
    public static final class Builder {
        private ObjectNode tree = JsonNodeFactory.instance.objectNode();

        private Builder(String type) {
            tree.put("resourceType", type);
        }

        public Builder set(FieldPath path, String value) {
            path.write(tree, TextNode.valueOf(value));
            return this;
        }

        public Builder set(FieldPath path, boolean value) {
            path.write(tree, BooleanNode.valueOf(value));
            return this;
        }

        public Builder set(FieldPath path, java.math.BigDecimal value) {
            path.write(tree, DecimalNode.valueOf(value));
            return this;
        }

        /** True when a scalar can stand here without anything else going. */
        public boolean takes(FieldPath path) {
            return path.fits(tree);
        }

        /** True when a scalar stands here already. */
        public boolean holds(FieldPath path) {
            var found = new boolean[1];
            path.read(tree, node -> found[0] = true);
            return found[0];
        }

        /** Puts a whole element here: a copy of it. */
        public Builder set(FieldPath path, ObjectNode element) {
            path.write(tree, element.deepCopy());
            return this;
        }

        public Builder set(String path, String value) {
            return set(FieldPath.of(path), value);
        }

        public Resource build() {
            var made = new Resource(tree);
            tree = null;
            return made;
        }
    }
}
