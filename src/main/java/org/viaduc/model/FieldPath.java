package org.viaduc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.PathStep.Choice;

/**
 * A FHIR element path within one resource, without the resource's name: {@code birthDate},
 * {@code name(use=official).given[0]}, {@code extension(url=http://…).valueString}, {@code given[*]}.
 *
 * <p>
 * A step that names a list element says so: {@code [0]} by place, {@code [*]} each (and one more when written),
 * {@code (key=value)} the element whose child {@code key} has that value (made when written). Reading goes through
 * lists either way.
 */
public final class FieldPath {
    private final String text;
    private final PathStep[] steps;
    private final List<String> names;
    private final String leaf;

    private FieldPath(String text, PathStep[] steps) {
        this.text = text;
        this.steps = steps;
        this.names = java.util.Arrays.stream(steps).map(PathStep::name).toList();
        this.leaf = String.join(".", names);
    }

    /** @throws IllegalArgumentException naming the path and the place in it where it stops making sense */
    public static FieldPath of(String text) {
        return new FieldPath(text, PathText.read(text));
    }

    /** The element names on the way, without places or conditions: what a mask's allow-list compares. */
    public List<String> names() {
        return names;
    }

    /** The names with dots between them, as {@code name.family}: what a ledger calls the element. */
    public String leaf() {
        return leaf;
    }

    /** Every scalar found here, in document order. */
    void read(JsonNode root, Consumer<JsonNode> found) {
        read(root, 0, found);
    }

    private void read(JsonNode node, int depth, Consumer<JsonNode> found) {
        if (node == null) {
            return;
        }
        if (node instanceof ArrayNode list) {
            for (var i = 0; i < list.size(); i++) {
                read(list.get(i), depth, found);
            }
            return;
        }
        if (depth == steps.length) {
            if (node.isValueNode()) {
                found.accept(node);
            }
            return;
        }
        var step = steps[depth];
        var child = node.get(step.name());
        if (child == null) {
            return;
        }
        switch (step.choice()) {
            case ONLY, EACH -> read(child, depth + 1, found);
            case PLACE -> read(child.isArray() ? child.get(step.place()) : step.place() == 0 ? child : null, depth + 1,
                    found);
            case WHERE -> {
                if (child instanceof ArrayNode list) {
                    for (var i = 0; i < list.size(); i++) {
                        if (step.isMetBy(list.get(i))) {
                            read(list.get(i), depth + 1, found);
                        }
                    }
                } else if (step.isMetBy(child)) {
                    read(child, depth + 1, found);
                }
            }
        }
    }

    /** Where this path's conditions are themselves written, deepest first: {@code name(use=official).use}. */
    public List<FieldPath> conditions() {
        var found = new ArrayList<FieldPath>();
        for (var i = steps.length - 1; i >= 0; i--) {
            if (steps[i].choice() == Choice.WHERE) {
                var until = java.util.Arrays.copyOf(steps, i + 2);
                until[i + 1] = PathStep.only(steps[i].key());
                found.add(new FieldPath(PathText.write(until), until));
            }
        }
        return found;
    }

    /** The path of an element below this one. @throws IllegalArgumentException when the rest is no path */
    public FieldPath then(String rest) {
        return of(text + "." + rest);
    }

    /** The same element's companion for what belongs to a scalar but is not its value (FHIR R4, 2.6.2): {@code _birthDate}. */
    public FieldPath beside() {
        var last = steps[steps.length - 1];
        var changed = steps.clone();
        changed[steps.length - 1] = PathStep.only("_" + last.name());
        return new FieldPath(PathText.write(changed), changed);
    }

    /** True when the path ends in {@code [*]}: it takes a list of scalars. */
    public boolean endsInEach() {
        return steps[steps.length - 1].choice() == Choice.EACH;
    }

    /** Takes away whatever is found here, scalar or element, and hands it over in document order. */
    void take(ObjectNode root, Consumer<JsonNode> taken) {
        PathChange.take(steps, root, taken, false);
    }

    /** As above, but only the first scalar; the others stay. */
    void takeFirst(ObjectNode root, Consumer<JsonNode> taken) {
        PathChange.take(steps, root, taken, true);
    }

    /** Puts a scalar here, making what is missing on the way. */
    void write(ObjectNode root, JsonNode value) {
        PathChange.write(steps, root, value);
    }

    /** Whether a scalar can be put here without anything else going. */
    boolean fits(ObjectNode root) {
        return PathChange.fits(steps, root);
    }

    /** True when the step at this depth has this name. */
    boolean isNamed(int depth, String name) {
        return depth < steps.length && steps[depth].name().equals(name);
    }

    /** True when the element meets the condition of the step at this depth, or the step has none. */
    boolean holds(int depth, JsonNode element) {
        return steps[depth].choice() != Choice.WHERE || steps[depth].isMetBy(element);
    }

    boolean endsAt(int depth) {
        return depth == steps.length - 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldPath path && path.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
