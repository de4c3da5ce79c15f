package org.viaduc.model;

import com.fasterxml.jackson.databind.JsonNode;

/** One step of a {@link FieldPath}: an element's name, and which of a list's elements is meant. */
record PathStep(String name, Choice choice, int place, String key, String value) {
    /** Which elements of a list. */
    enum Choice {
        ONLY,
        PLACE,
        EACH,
        WHERE
    }

    static PathStep only(String name) {
        return new PathStep(name, Choice.ONLY, -1, "", "");
    }

    /** Whether the element meets the step's condition. */
    boolean isMetBy(JsonNode element) {
        var child = element.get(key);
        return child != null && value.equals(child.asText());
    }
}
