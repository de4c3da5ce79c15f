package org.viaduc.mapping.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.Attachment;
import org.viaduc.model.LocalRow;

/** One dossier being written, in the order in which the system describes its rows and fields. */
record XmlWriting(XMLStreamWriter xml, SystemDescription system, Wire.Xml wire, Map<String, Attachment> documents) {

    void write(List<LocalRow> rows) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.setDefaultNamespace(wire.namespace());
        xml.writeStartElement(wire.namespace(), wire.root());
        xml.writeDefaultNamespace(wire.namespace());
        for (var row : rows) {
            if (row.type().equals(system.person())) {
                attributes(row);
            }
        }
        for (var type : system.rows()) {
            for (var row : rows) {
                if (row.type().equals(type.type())) {
                    row(type, row);
                }
            }
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void attributes(LocalRow person) throws XMLStreamException {
        for (var field : person.fields().entrySet()) {
            if (field.getKey().startsWith("@")) {
                xml.writeAttribute(field.getKey().substring(1), field.getValue());
            }
        }
    }

    private void row(RowType type, LocalRow row) throws XMLStreamException {
        xml.writeStartElement(wire.namespace(), type.type());
        List<String> open = new ArrayList<>();
        for (var field : type.fields()) {
            var value = row.fields().getOrDefault(field, "");
            if (!value.isEmpty() && !field.startsWith("@")) {
                var steps = List.of(field.split("\\."));
                open = moveTo(steps.subList(0, steps.size() - 1), open);
                xml.writeStartElement(wire.namespace(), steps.getLast());
                xml.writeCharacters(isDocument(type, field) ? content(value) : value);
                xml.writeEndElement();
            }
        }
        moveTo(List.of(), open);
        xml.writeEndElement();
    }

    /** Closes and opens elements until exactly these are open. */
    private List<String> moveTo(List<String> wanted, List<String> open) throws XMLStreamException {
        var common = 0;
        while (common < wanted.size() && common < open.size() && wanted.get(common).equals(open.get(common))) {
            common++;
        }
        for (var i = open.size(); i > common; i--) {
            xml.writeEndElement();
        }
        for (var i = common; i < wanted.size(); i++) {
            xml.writeStartElement(wire.namespace(), wanted.get(i));
        }
        return wanted;
    }

    private static boolean isDocument(RowType type, String field) {
        return type.document().filter(document -> document.content().equals(field)).isPresent();
    }

    private String content(String id) throws XMLStreamException {
        var document = documents.get(id);
        if (document == null) {
            return "";
        }
        try {
            return Document.base64(document);
        } catch (IOException e) {
            throw new XMLStreamException("a document cannot be read", e);
        }
    }
}
