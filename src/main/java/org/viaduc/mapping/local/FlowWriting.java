package org.viaduc.mapping.local;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.model.LocalRow;

/** One household being written as a flow of one unit, in the order in which the system describes its rows and fields. */
final class FlowWriting {
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    private final FlowShape shape;
    private final Element unit;
    /** The person whom the record is about. */
    private Element person;
    private int persons;

    /** An element that is not written yet. */
    private static final class Element {
        private final String name;
        private final List<Element> children = new ArrayList<>();
        private String text = "";

        Element(String name) {
            this.name = name;
        }

        Element add(String child) {
            var added = new Element(child);
            children.add(added);
            return added;
        }

        /** The last child of that name, made if there is none. */
        Element in(String child) {
            for (var i = children.size() - 1; i >= 0; i--) {
                if (children.get(i).name.equals(child)) {
                    return children.get(i);
                }
            }
            return add(child);
        }

        void leaf(String path, String value) {
            var place = this;
            var steps = path.split("\\.");
            for (var i = 0; i < steps.length - 1; i++) {
                place = place.in(steps[i]);
            }
            place.add(steps[steps.length - 1]).text = value;
        }

        boolean says(String path, String value) {
            var place = List.of(this);
            for (var step : path.split("\\.")) {
                place = place.stream().flatMap(each -> each.children.stream()).filter(each -> each.name.equals(step))
                        .toList();
            }
            return place.stream().anyMatch(each -> each.text.equals(value));
        }

        void write(XMLStreamWriter xml) throws XMLStreamException {
            xml.writeCharacters("\n");
            xml.writeStartElement(name);
            if (children.isEmpty()) {
                xml.writeCharacters(text);
            }
            for (var child : children) {
                child.write(xml);
            }
            xml.writeEndElement();
        }
    }

    FlowWriting(FlowShape shape) {
        this.shape = shape;
        this.unit = new Element(shape.wire.unit());
        this.person = unit;
    }

    byte[] write(List<LocalRow> rows) {
        for (var type : shape.system.rows()) {
            rows.stream().filter(row -> row.type().equals(type.type())).forEach(row -> add(type, row));
        }
        var root = new Element(shape.wire.root());
        shape.wire.head().forEach(root::leaf);
        root.children.add(unit);
        var bytes = new ByteArrayOutputStream(8192);
        try {
            var xml = WRITERS.createXMLStreamWriter(bytes, shape.wire.charset().name());
            xml.writeStartDocument(shape.wire.charset().name(), "1.0");
            root.write(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML can be written to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Elements that hold these words, by path, as they stand in a flow. */
    static String leaves(Map<String, String> words, Optional<String> except) {
        var root = new Element("");
        words.forEach((path, word) -> {
            if (except.filter(path::equals).isEmpty()) {
                root.leaf(path, word);
            }
        });
        var text = new StringWriter();
        try {
            var xml = WRITERS.createXMLStreamWriter(text);
            for (var each : root.children) {
                each.write(xml);
            }
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML can be written to memory", e);
        }
        return text.toString();
    }

    private void add(RowType type, LocalRow row) {
        var isMember = shape.system.members().filter(type.type()::equals).isPresent();
        var path = isMember ? shape.system.person() : type.type();
        var place = around(type, path, row);
        var element = place.add(FlowShape.name(path));
        if (!isMember && shape.isPerson(path)) {
            person = element;
        }
        for (var field : type.fields()) {
            var value = shape.isPerson(path) ? numbered(field, row) : row.fields().getOrDefault(field, "");
            if (!value.isEmpty() && field.charAt(0) != FlowShape.BESIDE) {
                element.leaf(field, value);
            }
        }
    }

    /** Somebody who comes from elsewhere has no key yet: within its unit it is the person's place. */
    private String numbered(String field, LocalRow row) {
        var isKey = shape.row(shape.system.person()).flatMap(RowType::person).filter(field::equals).isPresent();
        persons += isKey ? 1 : 0;
        return row.fields().getOrDefault(field, isKey ? Integer.toString(persons) : "");
    }

    /** The element around a row: where rows share what stands beside them, one that says the same. */
    private Element around(RowType type, String path, LocalRow row) {
        var beside = new LinkedHashMap<String, String>();
        type.fields().stream().filter(field -> field.charAt(0) == FlowShape.BESIDE && row.fields().containsKey(field))
                .forEach(field -> beside.put(field.substring(1), row.fields().get(field)));
        var parent = FlowShape.parent(path);
        var inPerson = path.startsWith(shape.system.person() + ".");
        var place = inPerson ? person : unit;
        var below = inPerson ? parent.substring(Math.min(parent.length(), shape.system.person().length())) : parent;
        var steps = below.isEmpty() ? new String[0] : below.replaceFirst("^\\.", "").split("\\.");
        for (var i = 0; i < steps.length; i++) {
            place = i == steps.length - 1 && shape.isShared(parent)
                    ? sharing(place, steps[i], beside)
                    : place.in(steps[i]);
        }
        return place;
    }

    private static Element sharing(Element place, String name, Map<String, String> beside) {
        for (var each : place.children) {
            if (each.name.equals(name)
                    && beside.entrySet().stream().allMatch(word -> each.says(word.getKey(), word.getValue()))) {
                return each;
            }
        }
        var made = place.add(name);
        beside.forEach(made::leaf);
        return made;
    }
}
