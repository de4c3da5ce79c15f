package org.viaduc.mapping.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/** The rows in one record's tree: each element that a row type names is one, with the leaves below it as fields. */
final class TreeRows {
    private static final int MOST_ROWS = 20_000;

    private final SystemDescription system;
    private final Map<String, RowType> byPath = new HashMap<>();
    private final Set<String> onTheWay = new HashSet<>();

    TreeRows(SystemDescription system) {
        this.system = system;
        system.rows().forEach(type -> {
            byPath.putIfAbsent(type.path(), type);
            var path = new StringBuilder();
            type.at().forEach(step -> onTheWay.add(path.append(path.isEmpty() ? "" : ".").append(step.name())
                    .toString()));
        });
    }

    /** Where a document's content stands in a record: such a text may be long. */
    Set<String> documents() {
        var found = new HashSet<String>();
        system.rows().forEach(type -> type.document().ifPresent(document -> found.add(
                type.path().isEmpty() ? document.content() : type.path() + "." + document.content())));
        return found;
    }

    /** @throws UnreadableTree when the record cannot be read whole */
    void split(Tree record, Consumer<LocalRecord> records, BiConsumer<Integer, String> faults) {
        var reading = new Reading();
        reading.read(record);
        var placed = reading.rows.stream().map(RowBuild::placed).toList();
        var persons = placed.stream().filter(each -> each.type().type().equals(system.person())).toList();
        if (persons.isEmpty() || persons.size() > 1 && system.members().isEmpty()) {
            throw new UnreadableTree(record.line,
                    "the dossier has " + persons.size() + " elements `" + system.person() + "`, not one");
        }
        if (persons.stream().anyMatch(person -> person.person().isEmpty())) {
            throw new UnreadableTree(record.line, "the dossier does not say whose it is");
        }
        var household = household(placed, persons.getFirst());
        var living = Living.of(placed, system, faults);
        new Splitting(system, records, faults).split(living.rows(), household, living.unread());
    }

    private String household(List<Placed> rows, Placed person) {
        return system.opening().flatMap(opening -> rows.stream().filter(row -> row.type().type().equals(opening))
                .findFirst()).map(row -> row.value(row.type().household()))
                .orElseGet(() -> person.value(person.type().household()));
    }

    /** A row that is being read. */
    private final class RowBuild {
        final RowType type;
        final int line;
        final Optional<RowBuild> above;
        final Map<String, String> fields = new LinkedHashMap<>();

        RowBuild(RowType type, int line, Optional<RowBuild> above) {
            this.type = type;
            this.line = line;
            this.above = above;
        }

        void put(String field, String text, int at) {
            if (text.isBlank()) {
                return;
            }
            var before = fields.get(field);
            if (before == null) {
                fields.put(field, type.isMany(field) ? oneLine(text) : text);
            } else if (type.isMany(field) || !type.fields().contains(field)) {
                fields.put(field, before + "\n" + oneLine(text));
            } else {
                throw new UnreadableTree(at, "the element `" + field + "` stands here twice");
            }
        }

        private static String oneLine(String text) {
            return text.strip().replace('\n', ' ');
        }

        /** The number of the person in whose element the row stands. */
        private Optional<String> owner() {
            var row = above;
            while (row.isPresent()) {
                var found = row.get();
                if (found.type.type().equals(system.person())) {
                    return Optional.of(
                            found.type.person().map(key -> found.fields.getOrDefault(key, "").strip()).orElse(""));
                }
                row = found.above;
            }
            return Optional.empty();
        }

        /** The fields of the row in which this one stands. */
        private void lookUp() {
            type.fields().stream().filter(RowType::isAbove).forEach(field -> {
                var name = field.substring(1);
                var row = above;
                while (row.isPresent() && !row.get().type.fields().contains(name)) {
                    row = row.get().above;
                }
                row.map(found -> found.fields.get(name)).ifPresent(value -> fields.put(field, value));
            });
        }

        Placed placed() {
            lookUp();
            var field = type.document().filter(each -> fields.containsKey(each.content()));
            var document = field.flatMap(each -> Document.of(fields.get(each.content()), each, fields));
            if (field.isPresent() && document.isEmpty()) {
                throw new UnreadableTree(line, "the document is no Base64");
            }
            return new Placed(type, new LocalRow(type.type(), fields, line), document, owner());
        }
    }

    /** One record being read. */
    private final class Reading {
        private final List<RowBuild> rows = new ArrayList<>();
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private final Map<String, RowBuild> strangers = new HashMap<>();

        void read(Tree record) {
            var type = Optional.ofNullable(byPath.get(""));
            children(record, "", "", type.map(each -> open(each, record.line, Optional.empty())));
            var persons = rows.stream().filter(row -> row.type.type().equals(system.person())).toList();
            attributes.forEach((name, text) -> {
                if (system.members().isEmpty() && persons.size() == 1) {
                    persons.getFirst().put(name, text, record.line);
                } else {
                    stranger(record.name, record.line).put(name, text, record.line);
                }
            });
        }

        private RowBuild open(RowType type, int line, Optional<RowBuild> above) {
            if (rows.size() == MOST_ROWS) {
                throw new UnreadableTree(line, "the dossier has more than " + MOST_ROWS + " elements");
            }
            var row = new RowBuild(type, line, above);
            rows.add(row);
            return row;
        }

        private RowBuild stranger(String name, int line) {
            return strangers.computeIfAbsent(name, each -> open(unknown(each), line, Optional.empty()));
        }

        private static RowType unknown(String name) {
            return new RowType(name, "stranger", List.of(), Optional.empty(), Optional.empty());
        }

        /** @param prefix of the leaves' names within the row. @param row in which they stand; none outside every row */
        private void children(Tree tree, String path, String prefix, Optional<RowBuild> row) {
            for (var child : tree.children) {
                var at = path.isEmpty() ? child.name : path + "." + child.name;
                var type = byPath.get(at);
                if (type != null) {
                    var opened = open(type, child.line, row);
                    opened.put(".", child.text, child.line);
                    children(child, at, "", Optional.of(opened));
                } else if (row.isPresent()) {
                    row.get().put(prefix + child.name, child.text, child.line);
                    children(child, at, prefix + child.name + ".", row);
                } else {
                    outside(tree, child, at);
                }
            }
        }

        /** What stands in no row: on the way to one, the record's own attribute, or something nobody described. */
        private void outside(Tree tree, Tree child, String at) {
            if (child.name.startsWith("@") && at.equals(child.name)) {
                attributes.put(child.name, child.text);
            } else if (onTheWay.contains(at)) {
                if (!child.text.isBlank()) {
                    stranger(tree.name, child.line).put(child.name, child.text, child.line);
                }
                children(child, at, "", Optional.empty());
            } else if (child.children.isEmpty()) {
                stranger(tree.name, child.line).put(child.name, child.text, child.line);
            } else {
                var row = open(unknown(child.name), child.line, Optional.empty());
                row.put(".", child.text, child.line);
                children(child, at, "", Optional.of(row));
            }
        }
    }
}
