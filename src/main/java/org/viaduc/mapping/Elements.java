package org.viaduc.mapping;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.FieldPath;
import org.viaduc.model.Resource;

/**
 * Which elements of a row that is a FHIR resource a block passes through as they are.
 *
 * @param paths  the elements
 * @param rest   also every other element that nobody names
 * @param others the elements that other blocks and lines of the file name
 */
record Elements(List<FieldPath> paths, boolean rest, List<FieldPath> others) {
    static final Elements NONE = new Elements(List.of(), false, List.of());

    Elements {
        paths = List.copyOf(paths);
        others = List.copyOf(others);
    }

    boolean any() {
        return rest || !paths.isEmpty();
    }

    /** What passes, without type and id. */
    ObjectNode of(Resource row) {
        ObjectNode passing;
        if (rest) {
            var reading = row.reading();
            others.forEach(reading::takeWhole);
            passing = reading.left();
        } else {
            passing = row.keeping(paths).copy();
        }
        passing.remove(List.of("resourceType", "id"));
        return passing;
    }
}
