package org.viaduc.connectors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.JdbcTemplate;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.model.LocalRow;

/**
 * The views of one system, read for one household, or for one person where the system knows no households. The rows of a
 * view have no order of their own; they are put into one, so that the same file read twice is the same.
 */
final class SqlFile {
    /** Of one view for one person or household. */
    static final int MOST_ROWS = 20_000;

    private final SystemDescription system;
    private final List<RowType> views;

    /** @throws IllegalArgumentException when a view or column has no plain name, or a view no key */
    SqlFile(SystemDescription system) {
        this.system = system;
        this.views = system.rows().stream().filter(type -> system.members().filter(type.type()::equals).isEmpty())
                .toList();
        views.forEach(type -> {
            new SqlName(type.type());
            type.fields().forEach(SqlName::new);
            if (type.person().isEmpty() && type.household().isEmpty()) {
                throw new IllegalArgumentException(
                        "mappings/" + system.name() + "/system.yaml: the view `" + type.type()
                                + "` has no key: name its `person` or `household` column");
            }
        });
    }

    /** @param key of the household or person, as the view of changes gives it. @return none when no view has it any more */
    List<LocalRow> read(JdbcTemplate sql, Object key) {
        var byHousehold = system.opening().isPresent();
        var rows = new ArrayList<LocalRow>();
        var persons = new LinkedHashSet<Object>();
        var people = system.row(system.person()).orElseThrow();
        if (byHousehold) {
            query(sql, people, people.household().orElseThrow(), key, persons);
        } else {
            persons.add(key);
        }
        for (var type : views) {
            if (byHousehold && type.household().isPresent()) {
                rows.addAll(query(sql, type, type.household().get(), key, new LinkedHashSet<>()));
            } else {
                persons.forEach(person -> rows.addAll(
                        query(sql, type, type.person().orElseThrow(), person, new LinkedHashSet<>())));
            }
        }
        return rows;
    }

    private static List<LocalRow> query(JdbcTemplate sql, RowType type, String column, Object key,
            Set<Object> persons) {
        var columns = type.fields();
        var person = type.person().map(columns::indexOf).orElse(-1);
        var rows = sql.query(
                "select " + String.join(", ", columns) + " from " + type.type() + " where " + column + " = ?",
                (row, number) -> {
                    var fields = new LinkedHashMap<String, String>();
                    for (var i = 0; i < columns.size(); i++) {
                        var name = columns.get(i);
                        SqlText.of(row, i + 1).ifPresent(text -> fields.put(name, text));
                    }
                    if (person >= 0 && row.getObject(person + 1) != null) {
                        persons.add(row.getObject(person + 1));
                    }
                    return new LocalRow(type.type(), fields, 0);
                }, key);
        if (rows.size() > MOST_ROWS) {
            throw new SqlText.Unreadable(
                    "the view `" + type.type() + "` has more than " + MOST_ROWS + " rows for one file");
        }
        return rows.stream().sorted(Comparator.comparing(row -> columns.stream()
                .map(name -> row.fields().getOrDefault(name, "")).collect(Collectors.joining("\u0000")))).toList();
    }
}
