package org.viaduc.mapping.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.viaduc.mapping.SystemDescription.Holder;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/** One household of a flow being read, from its first to its last element, and split into one record per person. */
final class FlowUnit {
    private static final int DEEPEST = 12;
    private static final int MOST_ROWS = 20_000;
    private static final int LONGEST_TEXT = 1 << 16;
    private static final int NOBODY = -1;

    private final XMLStreamReader xml;
    private final FlowShape shape;
    private final int before;
    private final List<Row> rows = new ArrayList<>();
    private int persons;

    /** One row while it is read. @param person whose it is, by number within the unit; -1 when it is the household's */
    private record Row(String path, int person, int line, Map<String, String> fields) {
        Row(String path, int person, int line) {
            this(path, person, line, new LinkedHashMap<>());
        }
    }

    /** @param before lines of the flow above the unit */
    FlowUnit(XMLStreamReader xml, FlowShape shape, int before) {
        this.xml = xml;
        this.shape = shape;
        this.before = before;
    }

    List<LocalRecord> read() throws XMLStreamException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            continue;
        }
        inside("", Optional.empty(), NOBODY, 1);
        while (xml.hasNext()) {
            next();
        }
        return records();
    }

    private int next() throws XMLStreamException {
        var event = xml.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw unreadable("document type declarations and entities are refused");
        }
        return event;
    }

    private UnreadableTree unreadable(String reason) {
        return new UnreadableTree(xml.getLocation().getLineNumber(), reason);
    }

    private int line() {
        return before + Math.max(1, xml.getLocation().getLineNumber());
    }

    /** Reads what stands in the element whose first tag was just read. */
    private void inside(String path, Optional<Row> row, int person, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw unreadable("elements stand deeper than " + DEEPEST);
        }
        attributes(path, row, person);
        var text = new StringBuilder();
        var children = 0;
        for (var event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children++;
                child(path.isEmpty() ? xml.getLocalName() : path + "." + xml.getLocalName(), row, person, depth + 1);
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                if (text.length() + xml.getTextLength() > LONGEST_TEXT) {
                    throw unreadable("a text is longer than " + LONGEST_TEXT + " characters");
                }
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
        }
        if (!text.toString().isBlank()) {
            if (children > 0 || row.isEmpty()) {
                throw unreadable("text stands between the elements");
            }
            put(row.get(), FlowShape.field(row.get().path, path), text.toString().strip());
        }
    }

    /** An attribute where no row is makes one that nobody knows. */
    private void attributes(String path, Optional<Row> row, int person) {
        if (xml.getAttributeCount() == 0) {
            return;
        }
        var at = path.isEmpty() ? shape.wire.unit() : path;
        var into = row.orElseGet(() -> new Row(at, person, line()));
        for (var i = 0; i < xml.getAttributeCount(); i++) {
            put(into, FlowShape.field(into.path, at) + "@" + xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        if (row.isEmpty() && !into.fields.isEmpty()) {
            rows.add(into);
        }
    }

    private void put(Row row, String field, String value) {
        if (!value.isBlank() && row.fields.putIfAbsent(field, value) != null) {
            throw unreadable("an element stands twice where it may stand once");
        }
    }

    private void child(String path, Optional<Row> row, int person, int depth) throws XMLStreamException {
        if (shape.system.never().contains(path)) {
            skip();
        } else if (shape.row(path).isPresent()) {
            var isPerson = shape.isPerson(path);
            var opened = new Row(path, isPerson ? persons++ : person, line());
            if (rows.size() == MOST_ROWS) {
                throw unreadable("the record has more than " + MOST_ROWS + " rows");
            }
            rows.add(opened);
            inside(path, Optional.of(opened), opened.person, depth);
        } else if (shape.isShared(path)) {
            shared(path, person, depth);
        } else if (shape.isAround(path)) {
            inside(path, row, person, depth);
        } else if (row.isPresent()) {
            inside(path, row, person, depth);
        } else {
            var unknown = new Row(path, person, line());
            rows.add(unknown);
            inside(path, Optional.of(unknown), person, depth);
        }
    }

    /** What stands beside rows belongs to each of them; what none of them asks for stays a row that nobody knows. */
    private void shared(String path, int person, int depth) throws XMLStreamException {
        var beside = new Row(path, person, line());
        var from = rows.size();
        inside(path, Optional.of(beside), person, depth);
        var asked = new HashSet<String>();
        for (var row : rows.subList(from, rows.size())) {
            for (var field : shape.row(row.path).map(RowType::fields).orElse(List.of())) {
                var value = field.charAt(0) == FlowShape.BESIDE ? beside.fields.get(field.substring(1)) : null;
                if (value != null && FlowShape.parent(row.path).equals(path)) {
                    row.fields.put(field, value);
                    asked.add(field.substring(1));
                }
            }
        }
        beside.fields.keySet().removeAll(asked);
        if (!beside.fields.isEmpty()) {
            rows.add(beside);
        }
    }

    private void skip() throws XMLStreamException {
        for (var open = 1; open > 0;) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> open++;
                case XMLStreamConstants.END_ELEMENT -> open--;
                default -> {
                }
            }
        }
    }

    private List<LocalRecord> records() {
        var household = household();
        var people = rows.stream().filter(row -> shape.isPerson(row.path)).toList();
        if (people.isEmpty()) {
            throw unreadable("the record has no `" + shape.system.person() + "`");
        }
        var key = shape.row(shape.system.person()).flatMap(RowType::person).orElseThrow();
        var ids = people.stream().map(row -> row.fields.getOrDefault(key, "")).toList();
        if (ids.contains("") || new HashSet<>(ids).size() != ids.size()) {
            throw unreadable("a person has no `" + key + "`, or that of another person of the record");
        }
        var holders = shape.wire.holder().map(holder -> holders(holder, people)).orElse(List.of());
        return people.stream().map(person -> new LocalRecord(shape.system.name(),
                household + "-" + person.fields.get(key), household, rowsOf(person, holders), List.of()))
                .toList();
    }

    private String household() {
        var type = shape.system.opening().flatMap(shape::row).orElseThrow();
        var key = type.household().orElseThrow();
        var found = rows.stream().filter(row -> row.path.equals(type.type()))
                .map(row -> row.fields.getOrDefault(key, "")).filter(number -> !number.isEmpty()).toList();
        if (found.size() != 1) {
            throw unreadable("the record has " + found.size() + " elements `" + type.type() + "." + key + "`, not one");
        }
        return found.getFirst();
    }

    private static List<Row> holders(Holder holder, List<Row> people) {
        var found = people.stream()
                .filter(row -> holder.words().contains(row.fields.getOrDefault(holder.field(), ""))).toList();
        return found.isEmpty() ? people.subList(0, 1) : found;
    }

    private List<LocalRow> rowsOf(Row person, List<Row> holders) {
        var held = shape.wire.holder().map(Holder::rows).orElse(java.util.Set.of());
        var found = new ArrayList<LocalRow>();
        found.add(row(person.path, person));
        for (var each : rows) {
            if (shape.isPerson(each.path)) {
                if (each.person != person.person) {
                    shape.system.members().ifPresent(type -> found.add(row(type, each)));
                }
            } else if (each.fields.isEmpty()) {
                continue;
            } else if (each.person == person.person
                    || each.person == NOBODY && (!held.contains(each.path) || holders.contains(person))) {
                found.add(row(each.path, each));
            }
        }
        return found;
    }

    private static LocalRow row(String type, Row row) {
        return new LocalRow(type, row.fields, row.line);
    }
}
