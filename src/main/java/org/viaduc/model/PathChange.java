package org.viaduc.model;

import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.PathStep.Choice;

/** What is taken away from the place of a {@link FieldPath}, and what is put there. */
final class PathChange {
    private PathChange() {
    }

    /** Takes what is found, in document order. @param onlyFirst the first scalar; the others stay */
    static void take(PathStep[] steps, ObjectNode root, Consumer<JsonNode> taken, boolean onlyFirst) {
        take(steps, root, 0, taken, onlyFirst);
    }

    /** @return whether it is enough */
    private static boolean take(PathStep[] steps, JsonNode node, int depth, Consumer<JsonNode> taken,
            boolean onlyFirst) {
        if (node instanceof ArrayNode list) {
            for (var i = 0; i < list.size(); i++) {
                if (take(steps, list.get(i), depth, taken, onlyFirst)) {
                    return true;
                }
            }
            return false;
        }
        if (!(node instanceof ObjectNode object)) {
            return false;
        }
        var step = steps[depth];
        var child = object.get(step.name());
        if (child == null) {
            return false;
        }
        var last = depth == steps.length - 1;
        if (!(child instanceof ArrayNode list)) {
            if (step.choice() == Choice.WHERE && !step.isMetBy(child)
                    || step.choice() == Choice.PLACE && step.place() > 0) {
                return false;
            }
            if (!last) {
                return take(steps, child, depth + 1, taken, onlyFirst);
            }
            if (onlyFirst && (!child.isValueNode() || child.isNull())) {
                return false;
            }
            taken.accept(child);
            object.remove(step.name());
            return onlyFirst;
        }
        for (var i = 0; i < list.size(); i++) {
            var each = list.get(i);
            if (each.isNull() || step.choice() == Choice.PLACE && step.place() != i
                    || step.choice() == Choice.WHERE && !step.isMetBy(each)
                    || last && onlyFirst && !each.isValueNode()) {
                continue;
            }
            if (last) {
                taken.accept(each);
                list.setNull(i);
            } else if (take(steps, each, depth + 1, taken, onlyFirst)) {
                return true;
            }
            if (last && onlyFirst) {
                return true;
            }
        }
        return false;
    }

    /** Puts a scalar there, making what is missing on the way. */
    static void write(PathStep[] steps, ObjectNode root, JsonNode value) {
        var node = root;
        for (var i = 0; i < steps.length - 1; i++) {
            node = inside(node, steps[i]);
        }
        var last = steps[steps.length - 1];
        switch (last.choice()) {
            case ONLY -> node.set(last.name(), value);
            case EACH -> node.withArray(last.name()).add(value);
            case PLACE -> {
                var list = node.withArray(last.name());
                if (last.place() < list.size()) {
                    list.set(last.place(), value);
                } else {
                    list.add(value);
                }
            }
            case WHERE -> throw new IllegalArgumentException(
                    "`" + PathText.write(steps) + "` ends in a condition: nothing fits there");
        }
    }

    private static ObjectNode inside(ObjectNode node, PathStep step) {
        return switch (step.choice()) {
            case ONLY -> {
                var child = node.get(step.name());
                yield child instanceof ObjectNode object ? object : node.putObject(step.name());
            }
            case EACH -> node.withArray(step.name()).addObject();
            case PLACE -> {
                var list = list(node, step.name());
                while (list.size() <= step.place()) {
                    list.addObject();
                }
                yield (ObjectNode) list.get(step.place());
            }
            case WHERE -> {
                var list = list(node, step.name());
                for (var each : list) {
                    if (step.isMetBy(each)) {
                        yield (ObjectNode) each;
                    }
                }
                yield list.addObject().put(step.key(), step.value());
            }
        };
    }

    private static ArrayNode list(ObjectNode node, String name) {
        var child = node.get(name);
        return child instanceof ArrayNode array ? array : node.putArray(name);
    }

    /** Whether a scalar can be put there without anything else going. */
    static boolean fits(PathStep[] steps, ObjectNode root) {
        JsonNode node = root;
        for (var i = 0; i < steps.length - 1 && node != null; i++) {
            var child = node.get(steps[i].name());
            if (child != null && (steps[i].choice() == Choice.ONLY ? !child.isObject() : !child.isArray())) {
                return false;
            }
            node = child == null ? null : next(child, steps[i]);
            if (node != null && !node.isObject()) {
                return false;
            }
        }
        var last = steps[steps.length - 1];
        var there = node == null ? null : node.get(last.name());
        return last.choice() != Choice.WHERE && (there == null
                || (last.choice() == Choice.ONLY ? there.isValueNode() : there.isArray()));
    }

    /** The element that is there already; null where a new one would be made. */
    private static JsonNode next(JsonNode child, PathStep step) {
        return switch (step.choice()) {
            case ONLY -> child;
            case EACH -> null;
            case PLACE -> child.get(step.place());
            case WHERE -> {
                for (var each : child) {
                    if (step.isMetBy(each)) {
                        yield each;
                    }
                }
                yield null;
            }
        };
    }
}
