package org.viaduc.cli.demo.solidor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line as Solidor keeps it: texts by field name.
 *
 * @param member whether it stands for another member of the file's household (type {@code M} of a delivery)
 */
record Row(Line line, boolean member, Map<String, String> values) {
    Row {
        values = Map.copyOf(values);
    }

    /** A row with the texts in the order of the line's fields. */
    static Row of(Line line, String... texts) {
        return of(line, line.fields(), List.of(texts));
    }

    static Row of(Line line, List<String> fields, List<String> texts) {
        var values = new LinkedHashMap<String, String>();
        for (var index = 0; index < fields.size(); index++) {
            values.put(fields.get(index), index < texts.size() ? texts.get(index) : "");
        }
        return new Row(line, false, values);
    }

    String get(String field) {
        return values.getOrDefault(field, "");
    }

    Row with(String field, String text) {
        var changed = new LinkedHashMap<>(values);
        changed.put(field, text);
        return new Row(line, member, changed);
    }

    Row ofAnotherMember() {
        return new Row(line, true, values);
    }

    /** The texts in the order of the line's fields. */
    List<String> texts() {
        return line.fields().stream().map(this::get).toList();
    }

    @Override
    public String toString() {
        return "Row[" + line + "]";
    }
}
