package org.viaduc.connectors.kit.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.connectors.kit.sample.Sample.Column;
import org.viaduc.connectors.kit.sample.Sample.Judge;
import org.viaduc.connectors.kit.sample.Sample.Shape;
import org.viaduc.connectors.kit.sample.Sample.Table;
import org.viaduc.mapping.SystemDescription.Wire;

/**
 * Reads a JSON sample: an array of objects, one object a line, one object, or one with the records in it. An array of objects
 * is a row type, what stands in an object below is a field of its row.
 */
final class JsonSample {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String ASIDE = "au sujet de l'envoi et de personne / about the answer and not about a person";
    /** What a mapping calls the own text of an element that is a row, and here also that of one with attributes. */
    static final String OWN_TEXT = ".";
    private static final int DEEPEST_RECORDS = 2;
    private static final String NAMED = "(?i).*(num|id|ref|code|cle|no$).*";

    private final String source;
    private final Judge judge;

    private JsonSample(String source, Judge judge) {
        this.source = source;
        this.judge = judge;
    }

    /** @throws NoSample when the bytes are no JSON in UTF-8, hold no objects, or hold FHIR */
    static Sample read(byte[] bytes, String source, Judge judge) {
        if (!Encoding.of(bytes, source).charset().equals(StandardCharsets.UTF_8)) {
            throw new NoSample("`" + source + "` is not written in UTF-8, in which JSON travels: export it again");
        }
        return new JsonSample(source, judge).read(bytes);
    }

    /** Records as objects, with elements and {@code @attributes} as members, and their own text as {@link #OWN_TEXT}. */
    static Sample ofElements(List<ObjectNode> records, String source, Judge judge) {
        return new JsonSample(source, judge).sample(new Records(List.of(), Set.of(), records));
    }

    /** Where the records stand below the root, and what stands beside them. */
    private record Records(List<String> path, Set<String> aside, List<ObjectNode> objects) {}

    private Sample read(byte[] bytes) {
        var roots = roots(bytes);
        if (roots.stream().anyMatch(root -> root.has("resourceType"))) {
            throw new FhirSample(source);
        }
        if (roots.stream().anyMatch(JsonSample::hasUnnamable)) {
            throw new NoSample(
                    "`" + source + "`: a member's name is empty or has a dot in it, which a mapping cannot name");
        }
        var records = roots.size() == 1
                ? wrapped(roots.getFirst()).orElse(new Records(List.of(), Set.of(), roots))
                : new Records(List.of(), Set.of(), roots);
        return sample(records);
    }

    private Sample sample(Records records) {
        var tables = tables(records.objects);
        var person = tables.stream().max(Comparator.comparingInt(judge::identity)).orElseThrow();
        var aside = new TreeMap<String, String>();
        records.aside.forEach(name -> aside.put(name, ASIDE));
        return new Sample(source, new Wire.Json(records.path, aside), whose(tables, person), person.type());
    }

    private static boolean hasUnnamable(JsonNode node) {
        return node.properties().stream().anyMatch(member -> member.getKey().contains(".") || member.getKey().isBlank())
                || node.valueStream().anyMatch(JsonSample::hasUnnamable);
    }

    /** Rows in a person's element are that person's, and need not say so. */
    private static List<Table> whose(List<Table> tables, Table person) {
        return tables.stream().map(table -> table.at().matches(Pattern.quote(person.at()) + "\\.[^\\[]+\\[]")
                ? table.with(table.columns().stream().filter(column -> !column.name().startsWith("^")).toList())
                : table).toList();
    }

    private List<ObjectNode> roots(byte[] bytes) {
        var found = new ArrayList<ObjectNode>();
        try (var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(bytes)) {
            while (values.hasNextValue() && found.size() < Sample.MOST_ROWS) {
                var root = values.nextValue();
                if (root.isArray()) {
                    root.forEach(each -> found.add(object(each)));
                } else {
                    found.add(object(root));
                }
            }
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (found.isEmpty()) {
            throw new NoSample("`" + source + "` is empty: a sample has at least one object");
        }
        return found;
    }

    private NoSample malformed(JsonProcessingException failure) {
        var line = failure.getLocation() == null ? 1 : failure.getLocation().getLineNr();
        return new NoSample("`" + source + "`:" + line + ": no well-formed JSON", failure);
    }

    private ObjectNode object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new NoSample(
                "`" + source + "`: a record is an object with named members, and here stands something else");
    }

    /** The records of an answer that has them in a list, beside members that say nothing about anybody. */
    private Optional<Records> wrapped(ObjectNode root) {
        return wrapped(root, List.of(), Set.of());
    }

    private Optional<Records> wrapped(ObjectNode object, List<String> before, Set<String> aside) {
        for (var member : object.properties()) {
            var rest = object.deepCopy();
            rest.remove(member.getKey());
            if (judge.saysSomething(table(List.of(rest)))) {
                continue;
            }
            var path = new ArrayList<>(before);
            path.add(member.getKey());
            var beside = new LinkedHashSet<>(aside);
            rest.fieldNames().forEachRemaining(beside::add);
            if (isList(member.getValue())) {
                var objects = objects(member.getValue());
                if (tables(objects).stream().anyMatch(table -> judge.identity(table) > 0)) {
                    return Optional.of(new Records(path, beside, objects));
                }
            } else if (member.getValue() instanceof ObjectNode below && path.size() < DEEPEST_RECORDS) {
                var found = wrapped(below, path, beside);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isList(JsonNode node) {
        return node.isArray() && !node.isEmpty() && node.get(0).isObject();
    }

    private List<ObjectNode> objects(JsonNode list) {
        var found = new ArrayList<ObjectNode>();
        list.forEach(each -> found.add(object(each)));
        return found;
    }

    private Table table(List<ObjectNode> records) {
        return tables(records).getFirst();
    }

    /** One row type of the sample while it is read. */
    private static final class Build {
        final String at;
        final Optional<Build> above;
        final Map<String, List<JsonNode>> leaves = new LinkedHashMap<>();
        final Set<String> lists = new LinkedHashSet<>();
        int rows;

        Build(String at, Optional<Build> above) {
            this.at = at;
            this.above = above;
        }

        /** A member that is an object here and null there is no field of its own, nor is a text that no element has. */
        void forgetEmptyObjects() {
            leaves.entrySet().removeIf(leaf -> leaf.getValue().isEmpty() && leaf.getKey().equals(OWN_TEXT));
            leaves.entrySet().removeIf(leaf -> leaf.getValue().isEmpty()
                    && leaves.keySet().stream().anyMatch(other -> other.startsWith(leaf.getKey() + ".")));
        }
    }

    private List<Table> tables(List<ObjectNode> records) {
        var builds = new LinkedHashMap<String, Build>();
        var record = new Build(Sample.RECORD, Optional.empty());
        builds.put("", record);
        records.forEach(each -> {
            record.rows++;
            members(each, "", "", record, builds);
        });
        var tables = new ArrayList<Table>();
        var names = new LinkedHashSet<String>();
        builds.values().forEach(Build::forgetEmptyObjects);
        builds.values().forEach(build -> tables.add(new Table(name(build, names), build.at,
                columns(build), build.rows)));
        return tables;
    }

    private void members(ObjectNode object, String path, String prefix, Build row, Map<String, Build> builds) {
        for (var member : object.properties()) {
            var name = member.getKey().equals(OWN_TEXT) && !prefix.isEmpty()
                    ? prefix.substring(0, prefix.length() - 1)
                    : prefix + member.getKey();
            var at = path + member.getKey();
            if (member.getValue() instanceof ObjectNode below) {
                members(below, at + ".", name + ".", row, builds);
            } else if (isList(member.getValue())) {
                var build = builds.computeIfAbsent(at, each -> new Build(each + "[]", Optional.of(row)));
                for (var each : objects(member.getValue())) {
                    build.rows++;
                    members(each, at + "[].", "", build, builds);
                }
            } else if (member.getValue().isArray()) {
                if (!member.getValue().isEmpty()) {
                    row.lists.add(name);
                    member.getValue().forEach(value -> leaf(row, name, value));
                }
            } else {
                leaf(row, name, member.getValue());
            }
        }
    }

    private void leaf(Build row, String name, JsonNode value) {
        if (value.isContainerNode()) {
            throw new NoSample(
                    "`" + source + "`: the list `" + name + "` holds objects beside words, or lists of lists, "
                            + "which a mapping cannot name");
        }
        var values = row.leaves.computeIfAbsent(name, each -> new ArrayList<>());
        if (!value.isNull() && !value.asText().isBlank()) {
            values.add(value);
        }
    }

    private List<Column> columns(Build build) {
        var columns = new ArrayList<Column>();
        build.above.filter(above -> above.above.isPresent() || !above.at.equals(Sample.RECORD)).flatMap(JsonSample::key)
                .ifPresent(key -> columns.add(new Column("^" + key, List.of())));
        build.leaves.forEach((name, values) -> columns.add(new Column(name,
                values.stream().map(value -> value.asText().strip()).toList(), "", shape(build, name, values))));
        return columns;
    }

    private static Shape shape(Build build, String name, List<JsonNode> values) {
        if (build.lists.contains(name)) {
            return Shape.LIST;
        }
        if (!values.isEmpty() && values.stream().allMatch(JsonNode::isNumber)) {
            return Shape.NUMBER;
        }
        return !values.isEmpty() && values.stream().allMatch(JsonNode::isBoolean) ? Shape.BOOLEAN : Shape.TEXT;
    }

    /** What tells one row from the others of its type, so that rows below can say in which they stand. */
    private static Optional<String> key(Build build) {
        return build.leaves.entrySet().stream()
                .filter(leaf -> leaf.getKey().matches(NAMED) && !build.lists.contains(leaf.getKey())
                        && leaf.getValue().size() == build.rows
                        && leaf.getValue().stream().map(JsonNode::asText).distinct().count() == build.rows)
                .map(Map.Entry::getKey).findFirst();
    }

    private static String name(Build build, Set<String> names) {
        var last = build.at.equals(Sample.RECORD)
                ? "dossier"
                : build.at.substring(build.at.lastIndexOf('.') + 1).replace("[]", "");
        var name = names.contains(last) ? build.at.replace("[]", "") : last;
        names.add(name);
        return name;
    }
}
