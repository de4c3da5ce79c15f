package org.viaduc.policy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.Section;

/** Table C: the sections, and for each kind the element paths that a mask keeps. */
final class CategoryTable {
    record Row(Section section, String category, String content, String rgpd, String travels) {}

    private final List<Row> rows;
    private final Map<Kind, List<FieldPath>> keeps;

    CategoryTable(List<Row> rows, Map<Kind, List<FieldPath>> keeps) {
        this.rows = List.copyOf(rows);
        this.keeps = new EnumMap<>(Kind.class);
        keeps.forEach((kind, paths) -> this.keeps.put(kind, List.copyOf(paths)));
    }

    List<Row> rows() {
        return rows;
    }

    /** Nothing for a kind that is not listed. */
    List<FieldPath> keeps(Kind kind) {
        return keeps.getOrDefault(kind, List.of());
    }
}
