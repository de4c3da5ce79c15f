package org.viaduc.policy;

import java.util.ArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.Resource;

/**
 * Words of a local system for which no table has a common code. Whoever wrote one may have written anything: under a mask it
 * is free text, though it stands where codes stand.
 */
final class UnknownWords {
    private static final String LOCAL = "urn:viaduc:code:";

    private UnknownWords() {
    }

    /** The resource without the concepts that nothing but such a word tells, and without what that leaves empty. */
    static Resource without(Resource masked) {
        var tree = masked.copy();
        return prune(tree) ? Resource.of(tree) : masked;
    }

    /** @return whether anything went */
    private static boolean prune(ObjectNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        var isChanged = false;
        for (var name : names) {
            var child = node.get(name);
            if (name.equals("coding") && isLocalAlone(child)) {
                node.remove(name);
                isChanged = true;
            } else if (child instanceof ObjectNode object && prune(object)) {
                isChanged = true;
                if (object.isEmpty()) {
                    node.remove(name);
                }
            } else if (child instanceof ArrayNode list && prune(list)) {
                isChanged = true;
                if (list.isEmpty()) {
                    node.remove(name);
                }
            }
        }
        return isChanged;
    }

    private static boolean prune(ArrayNode list) {
        var isChanged = false;
        for (var i = list.size() - 1; i >= 0; i--) {
            if (list.get(i) instanceof ObjectNode object && prune(object)) {
                isChanged = true;
                if (object.isEmpty()) {
                    list.remove(i);
                }
            }
        }
        return isChanged;
    }

    private static boolean isLocalAlone(JsonNode codings) {
        return codings.isArray() && !codings.isEmpty()
                && codings.valueStream().allMatch(coding -> coding.path("system").asText("").startsWith(LOCAL));
    }
}
