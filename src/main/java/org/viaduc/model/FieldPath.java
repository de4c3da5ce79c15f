package org.viaduc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

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
    private enum Choice {
        ONLY,
        PLACE,
        EACH,
        WHERE
    }

    private record Step(String name, Choice choice, int place, String key, String value) {}

    private final String text;
    private final Step[] steps;
    private final List<String> names;
    private final String leaf;

    private FieldPath(String text, Step[] steps) {
        this.text = text;
        this.steps = steps;
        this.names = java.util.Arrays.stream(steps).map(Step::name).toList();
        this.leaf = String.join(".", names);
    }

    /** @throws IllegalArgumentException naming the path and the place in it where it stops making sense */
    public static FieldPath of(String text) {
        var steps = new ArrayList<Step>();
        var at = 0;
        while (at < text.length()) {
            var start = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            var name = text.substring(start, at);
            if (name.isEmpty()) {
                throw fault(text, at);
            }
            var step = new Step(name, Choice.ONLY, -1, "", "");
            if (at < text.length() && text.charAt(at) == '[') {
                var end = text.indexOf(']', at);
                if (end < 0) {
                    throw fault(text, at);
                }
                var inside = text.substring(at + 1, end);
                step = inside.equals("*")
                        ? new Step(name, Choice.EACH, -1, "", "")
                        : new Step(name, Choice.PLACE, place(text, inside, at), "", "");
                at = end + 1;
            } else if (at < text.length() && text.charAt(at) == '(') {
                var end = text.indexOf(')', at);
                var equals = text.indexOf('=', at);
                if (end < 0 || equals < 0 || equals > end) {
                    throw fault(text, at);
                }
                step = new Step(name, Choice.WHERE, -1, text.substring(at + 1, equals),
                        text.substring(equals + 1, end));
                at = end + 1;
            }
            steps.add(step);
            if (at < text.length()) {
                if (text.charAt(at) != '.' || at == text.length() - 1) {
                    throw fault(text, at);
                }
                at++;
            }
        }
        if (steps.isEmpty()) {
            throw fault(text, 0);
        }
        return new FieldPath(text, steps.toArray(Step[]::new));
    }

    private static int place(String text, String inside, int at) {
        try {
            return Integer.parseInt(inside);
        } catch (NumberFormatException e) {
            throw fault(text, at);
        }
    }

    private static IllegalArgumentException fault(String text, int at) {
        return new IllegalArgumentException("`" + text + "` is no element path: it stops making sense at character "
                + (at + 1));
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
        var child = node.get(step.name);
        if (child == null) {
            return;
        }
        switch (step.choice) {
            case ONLY, EACH -> read(child, depth + 1, found);
            case PLACE -> read(child.isArray() ? child.get(step.place) : step.place == 0 ? child : null, depth + 1,
                    found);
            case WHERE -> {
                if (child instanceof ArrayNode list) {
                    for (var i = 0; i < list.size(); i++) {
                        if (matches(list.get(i), step)) {
                            read(list.get(i), depth + 1, found);
                        }
                    }
                } else if (matches(child, step)) {
                    read(child, depth + 1, found);
                }
            }
        }
    }

    /** Where this path's conditions are themselves written, deepest first: {@code name(use=official).use}. */
    public List<FieldPath> conditions() {
        var found = new ArrayList<FieldPath>();
        for (var i = steps.length - 1; i >= 0; i--) {
            if (steps[i].choice == Choice.WHERE) {
                var until = java.util.Arrays.copyOf(steps, i + 2);
                until[i + 1] = new Step(steps[i].key, Choice.ONLY, -1, "", "");
                found.add(new FieldPath(text(until), until));
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
        changed[steps.length - 1] = new Step("_" + last.name, Choice.ONLY, -1, "", "");
        return new FieldPath(text(changed), changed);
    }

    /** True when the path ends in {@code [*]}: it takes a list of scalars. */
    public boolean endsInEach() {
        return steps[steps.length - 1].choice == Choice.EACH;
    }

    private static String text(Step[] steps) {
        var text = new StringBuilder();
        for (var step : steps) {
            text.append(text.isEmpty() ? "" : ".").append(step.name);
            switch (step.choice) {
                case ONLY -> {
                }
                case EACH -> text.append("[*]");
                case PLACE -> text.append('[').append(step.place).append(']');
                case WHERE -> text.append('(').append(step.key).append('=').append(step.value).append(')');
            }
        }
        return text.toString();
    }

    /** Takes away whatever is found here, scalar or element, and hands it over in document order. */
    void take(ObjectNode root, Consumer<JsonNode> taken) {
        take(root, 0, taken, false);
    }

    /** As above, but only the first scalar; the others stay. */
    void takeFirst(ObjectNode root, Consumer<JsonNode> taken) {
        take(root, 0, taken, true);
    }

    /** @return whether it is enough */
    private boolean take(JsonNode node, int depth, Consumer<JsonNode> taken, boolean onlyFirst) {
        if (node instanceof ArrayNode list) {
            for (var i = 0; i < list.size(); i++) {
                if (take(list.get(i), depth, taken, onlyFirst)) {
                    return true;
                }
            }
            return false;
        }
        if (!(node instanceof ObjectNode object)) {
            return false;
        }
        var step = steps[depth];
        var child = object.get(step.name);
        if (child == null) {
            return false;
        }
        var last = depth == steps.length - 1;
        if (!(child instanceof ArrayNode list)) {
            if (step.choice == Choice.WHERE && !matches(child, step) || step.choice == Choice.PLACE && step.place > 0) {
                return false;
            }
            if (!last) {
                return take(child, depth + 1, taken, onlyFirst);
            }
            if (onlyFirst && (!child.isValueNode() || child.isNull())) {
                return false;
            }
            taken.accept(child);
            object.remove(step.name);
            return onlyFirst;
        }
        for (var i = 0; i < list.size(); i++) {
            var each = list.get(i);
            if (each.isNull() || step.choice == Choice.PLACE && step.place != i
                    || step.choice == Choice.WHERE && !matches(each, step)
                    || last && onlyFirst && !each.isValueNode()) {
                continue;
            }
            if (last) {
                taken.accept(each);
                list.setNull(i);
            } else if (take(each, depth + 1, taken, onlyFirst)) {
                return true;
            }
            if (last && onlyFirst) {
                return true;
            }
        }
        return false;
    }

    /** Puts a scalar here, making what is missing on the way. */
    void write(ObjectNode root, JsonNode value) {
        var node = root;
        for (var i = 0; i < steps.length - 1; i++) {
            node = inside(node, steps[i]);
        }
        var last = steps[steps.length - 1];
        switch (last.choice) {
            case ONLY -> node.set(last.name, value);
            case EACH -> node.withArray(last.name).add(value);
            case PLACE -> {
                var list = node.withArray(last.name);
                if (last.place < list.size()) {
                    list.set(last.place, value);
                } else {
                    list.add(value);
                }
            }
            case WHERE -> throw new IllegalArgumentException("`" + text + "` ends in a condition: nothing fits there");
        }
    }

    private static ObjectNode inside(ObjectNode node, Step step) {
        return switch (step.choice) {
            case ONLY -> {
                var child = node.get(step.name);
                yield child instanceof ObjectNode object ? object : node.putObject(step.name);
            }
            case EACH -> node.withArray(step.name).addObject();
            case PLACE -> {
                var list = list(node, step.name);
                while (list.size() <= step.place) {
                    list.addObject();
                }
                yield (ObjectNode) list.get(step.place);
            }
            case WHERE -> {
                var list = list(node, step.name);
                for (var each : list) {
                    if (matches(each, step)) {
                        yield (ObjectNode) each;
                    }
                }
                yield list.addObject().put(step.key, step.value);
            }
        };
    }

    private static ArrayNode list(ObjectNode node, String name) {
        var child = node.get(name);
        return child instanceof ArrayNode array ? array : node.putArray(name);
    }

    /** True when the step at this depth has this name. */
    boolean isNamed(int depth, String name) {
        return depth < steps.length && steps[depth].name.equals(name);
    }

    /** True when the element meets the condition of the step at this depth, or the step has none. */
    boolean holds(int depth, JsonNode element) {
        return steps[depth].choice != Choice.WHERE || matches(element, steps[depth]);
    }

    boolean endsAt(int depth) {
        return depth == steps.length - 1;
    }

    private static boolean matches(JsonNode node, Step step) {
        var child = node.get(step.key);
        return child != null && step.value.equals(child.asText());
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
