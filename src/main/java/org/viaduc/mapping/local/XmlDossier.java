package org.viaduc.mapping.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.DocumentField;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.Attachment;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/** One dossier being read from its first to its last element. */
final class XmlDossier {
    private static final int DEEPEST = 8;
    private static final int MOST_ROWS = 20_000;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_DOCUMENT = 64 << 20;

    private final XMLStreamReader xml;
    private final SystemDescription system;
    private final Wire.Xml wire;
    private final List<LocalRow> rows = new ArrayList<>();
    private final List<Attachment> documents = new ArrayList<>();

    XmlDossier(XMLStreamReader xml, SystemDescription system, Wire.Xml wire) {
        this.xml = xml;
        this.system = system;
        this.wire = wire;
    }

    LocalRecord read() throws XMLStreamException {
        toElement();
        if (!xml.getLocalName().equals(wire.root()) || !wire.namespace().equals(xml.getNamespaceURI())) {
            throw new UnreadableXml(xml, "the root element is not `" + wire.root() + "` of `" + wire.namespace() + "`");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (var i = 0; i < xml.getAttributeCount(); i++) {
            attributes.put("@" + xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        while (nextChild()) {
            row(attributes);
        }
        while (xml.hasNext()) {
            next();
        }
        var person = rows.stream().filter(row -> row.type().equals(system.person())).toList();
        if (person.size() != 1) {
            throw new UnreadableXml(xml,
                    "the dossier has " + person.size() + " elements `" + system.person() + "`, not one");
        }
        var key = system.row(system.person()).flatMap(RowType::person);
        var id = key.map(field -> person.getFirst().fields().getOrDefault(field, "")).orElse("");
        return new LocalRecord(system.name(), id.strip(), "", rows, documents);
    }

    /** The next event, whatever a document type declaration might bring. */
    private int next() throws XMLStreamException {
        var event = xml.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new UnreadableXml(xml, "document type declarations and entities are refused");
        }
        return event;
    }

    private void toElement() throws XMLStreamException {
        var event = next();
        while (event != XMLStreamConstants.START_ELEMENT) {
            event = next();
        }
    }

    /** Moves to the next child element; false when the parent ends. */
    private boolean nextChild() throws XMLStreamException {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (xml.getNamespaceURI() != null && !xml.getNamespaceURI().isEmpty()
                            && !xml.getNamespaceURI().equals(wire.namespace())) {
                        throw new UnreadableXml(xml, "an element of another namespace stands here");
                    }
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return false;
                }
                case XMLStreamConstants.CHARACTERS -> {
                    if (!xml.isWhiteSpace()) {
                        throw new UnreadableXml(xml, "text stands between the elements");
                    }
                }
                default -> {
                }
            }
        }
    }

    private void row(Map<String, String> attributes) throws XMLStreamException {
        var name = xml.getLocalName();
        var line = xml.getLocation().getLineNumber();
        if (system.never().contains(name)) {
            skip();
            return;
        }
        var type = system.row(name);
        var fields = new LinkedHashMap<String, String>();
        if (name.equals(system.person())) {
            attributes.forEach((attribute, value) -> {
                if (!value.isBlank()) {
                    fields.put(attribute, value);
                }
            });
        }
        element("", 1, type, fields);
        type.flatMap(RowType::document).filter(field -> fields.containsKey(field.content())).ifPresent(
                field -> document(field, fields));
        if (rows.size() == MOST_ROWS) {
            throw new UnreadableXml(xml, "the dossier has more than " + MOST_ROWS + " elements");
        }
        rows.add(new LocalRow(name, fields, line));
    }

    /** Puts the document aside and leaves its id in the field. */
    private void document(DocumentField field, Map<String, String> fields) {
        var document = Document.of(fields.get(field.content()), field, fields);
        if (document.isEmpty()) {
            throw new UnreadableXml(xml, "the document is no Base64");
        }
        var attachment = document.get().attachment(documents.size() + 1);
        documents.add(attachment);
        fields.put(field.content(), attachment.id());
    }

    private void skip() throws XMLStreamException {
        for (var depth = 1; depth > 0;) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {
                }
            }
        }
    }

    /** Reads the element at which the reader stands, to its end. */
    private void element(String path, int depth, Optional<RowType> type, Map<String, String> fields)
            throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new UnreadableXml(xml, "elements stand deeper than " + DEEPEST);
        }
        var isDocument = type.flatMap(RowType::document).filter(each -> each.content().equals(path)).isPresent();
        var longest = isDocument ? LONGEST_DOCUMENT / 3 * 4 : LONGEST_TEXT;
        var text = new StringBuilder();
        var children = 0;
        for (var event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children++;
                element(path.isEmpty() ? xml.getLocalName() : path + "." + xml.getLocalName(), depth + 1, type, fields);
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                if (text.length() + xml.getTextLength() > longest) {
                    throw new UnreadableXml(xml, "a text is longer than " + longest + " characters");
                }
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
        }
        if (text.toString().isBlank()) {
            return;
        }
        if (children > 0 || path.isEmpty()) {
            throw new UnreadableXml(xml, "text stands between the elements");
        }
        if (fields.putIfAbsent(path, text.toString()) != null) {
            throw new UnreadableXml(xml, "the element `" + path + "` stands here twice");
        }
    }
}
