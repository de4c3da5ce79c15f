package org.viaduc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A resource that is read to the end: what has been taken is gone, and what is left nobody read. So a reader can account
 * for every element. It is a copy and changes nothing but itself; used by one thread.
 */
public final class ResourceReading {
    private static final Consumer<JsonNode> NOBODY = node -> {
    };

    private final ObjectNode left;

    ResourceReading(ObjectNode left) {
        this.left = left;
        left.remove("resourceType");
        left.remove("id");
    }

    /** Every scalar that is still at the path, as text; takes nothing. */
    public List<String> look(FieldPath path) {
        var found = new Texts();
        path.read(left, found);
        return found.texts;
    }

    /** Texts as they are found; most paths hold none. */
    private static final class Texts implements Consumer<JsonNode> {
        private List<String> texts = List.of();

        @Override
        public void accept(JsonNode node) {
            if (!node.isNull()) {
                if (texts.isEmpty()) {
                    texts = new ArrayList<>(2);
                }
                texts.add(node.asText());
            }
        }
    }

    /** Every scalar at the path, as text, taken away. Whole elements found there stay. */
    public List<String> take(FieldPath path) {
        var found = look(path);
        if (!found.isEmpty()) {
            path.take(left, NOBODY);
        }
        return found;
    }

    /** The first scalar at the path, as text, taken away; the others stay. */
    public Optional<String> takeFirst(FieldPath path) {
        var found = new ArrayList<String>(1);
        path.takeFirst(left, node -> found.add(node.asText()));
        return found.stream().findFirst();
    }

    /** What nobody took, as a tree without what is empty: a copy. */
    public ObjectNode left() {
        var copy = left.deepCopy();
        prune(copy);
        return copy;
    }

    /** @return whether nothing is left in it */
    private static boolean prune(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> prune(field.getValue()));
            return object.isEmpty();
        }
        if (node instanceof ArrayNode list) {
            var empty = true;
            for (var each : list) {
                empty &= prune(each);
            }
            return empty;
        }
        return node.isNull();
    }

    /** Takes the whole element away. @return the names of the scalars that were in it, as {@code coding.code} */
    public List<String> takeWhole(FieldPath path) {
        var names = new ArrayList<String>(4);
        path.take(left, node -> Resource.leaves(node, "", names));
        return names;
    }

    /** The names of all scalars that are left, in document order, without the resource's type and id. */
    public List<String> rest() {
        var names = new ArrayList<String>();
        Resource.leaves(left, "", names);
        return names;
    }

    /** True when the path holds a scalar other than this text; nothing there contradicts nothing. */
    public boolean contradicts(FieldPath path, String text) {
        var found = look(path);
        return !found.isEmpty() && !found.contains(text);
    }

    @Override
    public String toString() {
        return "ResourceReading";
    }
}
