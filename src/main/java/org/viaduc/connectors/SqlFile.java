package org.viaduc.connectors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /**
     * The columns that a view has and no mapping names, by the view. Of these it is only read whether they hold something:
     * the ledger counts them, and what stands there does not leave the department's database.
     */
    Map<String, List<String>> strangers(JdbcTemplate sql) {
        var found = new HashMap<String, List<String>>();
        for (var type : views) {
            sql.query("select * from " + type.type() + " where 1 = 0", row -> {
                var meta = row.getMetaData();
                var names = new ArrayList<String>();
                for (var i = 1; i <= meta.getColumnCount(); i++) {
                    var name = meta.getColumnLabel(i);
                    if (type.fields().stream().noneMatch(name::equalsIgnoreCase)) {
                        names.add(name);
                    }
                }
                found.put(type.type(), names);
                return null;
            });
        }
        return found;
    }

    /**
     * @param strangers as {@link #strangers} tells
     * @param key       of the household or person, as the view of changes gives it
     * @return none when no view has it any more
     */
    List<LocalRow> read(JdbcTemplate sql, Map<String, List<String>> strangers, Object key) {
        var byHousehold = system.opening().isPresent();
        var rows = new ArrayList<LocalRow>();
        var persons = new LinkedHashSet<Object>();
        var people = system.row(system.person()).orElseThrow();
        if (byHousehold) {
            query(sql, people, List.of(), people.household().orElseThrow(), key, persons);
        } else {
            persons.add(key);
        }
        for (var type : views) {
            var others = strangers.getOrDefault(type.type(), List.of());
            if (byHousehold && type.household().isPresent()) {
                rows.addAll(query(sql, type, others, type.household().get(), key, new LinkedHashSet<>()));
            } else {
                persons.forEach(person -> rows.addAll(
                        query(sql, type, others, type.person().orElseThrow(), person, new LinkedHashSet<>())));
            }
        }
        return rows;
    }

    /** That something stands in a column, in every dialect; the name as the database gave it. */
    private static String whether(String column) {
        return "case when \"" + column.replace("\"", "\"\"") + "\" is null then null else '1' end";
    }

    private static List<LocalRow> query(JdbcTemplate sql, RowType type, List<String> strangers, String column,
            Object key, Set<Object> persons) {
        var columns = Stream.concat(type.fields().stream(), strangers.stream()).toList();
        var person = type.person().map(columns::indexOf).orElse(-1);
        var rows = sql.query(
                "select " + Stream.concat(type.fields().stream(), strangers.stream().map(SqlFile::whether))
                        .collect(Collectors.joining(", ")) + " from " + type.type() + " where " + column + " = ?",
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
