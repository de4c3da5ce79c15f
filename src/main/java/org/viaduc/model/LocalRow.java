package org.viaduc.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line, element or row of a local record, flat: the local field names with their texts as the system wrote them.
 *
 * @param type   the row's type in its system's words ({@code P}, {@code mesure})
 * @param fields in the order of the source; a nested element has its path as its name ({@code adresse.commune})
 * @param line   where it stood in what the department handed over, from 1; 0 when that is not known
 */
public record LocalRow(String type, Map<String, String> fields, int line) {
    public LocalRow {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String toString() {
        return "LocalRow[" + type + ", line " + line + "]";
    }
}
