package org.viaduc.journal.feed;

import java.io.StringWriter;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.viaduc.journal.Actor;
import org.viaduc.journal.Entry;
import org.viaduc.model.Department;

/** An entry as a DICOM audit message (PS3.15, section A.5): which event, who took part, who says so, about which exchange. */
final class AuditMessage {
    private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

    private AuditMessage() {
    }

    /** The kinds of events that collectors know, with the action that they are (create, read, update, delete, execute). */
    private enum Event {
        APPLICATION("110100", "Application Activity", "E"),
        EXPORT("110106", "Export", "R"),
        IMPORT("110107", "Import", "C"),
        QUERY("110112", "Query", "E"),
        ALERT("110113", "Security Alert", "E"),
        RECORD("110110", "Patient Record", "U"),
        DELETED("110110", "Patient Record", "D");

        private final String code;
        private final String words;
        private final String action;

        Event(String code, String words, String action) {
            this.code = code;
            this.words = words;
            this.action = action;
        }

        static Event of(Entry entry) {
            return switch (entry.step()) {
                case STARTED, STOPPED, RELOADED -> APPLICATION;
                case RELEASED, SENDING, SENT, EXPORTED -> EXPORT;
                case ACCEPTED, VERIFIED, DELIVERING, DELIVERED -> IMPORT;
                case READ, ASKED, HOST_ASKED -> QUERY;
                case REFUSED, REFUSED_AT_DOOR, BROKEN_GLASS, WITNESSED, CLOCK_SET, KEY_ROTATED -> ALERT;
                case SHREDDED, DESTROYED -> DELETED;
                default -> RECORD;
            };
        }
    }

    static String of(Department origin, Entry entry) {
        var text = new StringWriter();
        try {
            var xml = XML.createXMLStreamWriter(text);
            xml.writeStartElement("AuditMessage");
            event(xml, entry);
            participant(xml, entry.actor());
            xml.writeEmptyElement("AuditSourceIdentification");
            xml.writeAttribute("AuditSourceID", origin.code());
            if (entry.exchange().isPresent()) {
                exchange(xml, entry.exchange().get().toString());
            }
            xml.writeEndElement();
            xml.close();
            return text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("an entry cannot be written as XML", e);
        }
    }

    private static void event(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
        var event = Event.of(entry);
        xml.writeStartElement("EventIdentification");
        xml.writeAttribute("EventActionCode", event.action);
        xml.writeAttribute("EventDateTime", entry.at().toString());
        xml.writeAttribute("EventOutcomeIndicator", outcome(entry));
        code(xml, "EventID", event.code, "DCM", event.words);
        code(xml, "EventTypeCode", entry.step().word(), "viaduc", entry.step().word());
        xml.writeEndElement();
    }

    /** 0 success, 4 minor failure, 8 serious failure. */
    private static String outcome(Entry entry) {
        return switch (entry.step()) {
            case REFUSED, REFUSED_AT_DOOR, PARKED -> "4";
            case FAILED -> "8";
            default -> "0";
        };
    }

    private static void participant(XMLStreamWriter xml, Actor actor) throws XMLStreamException {
        xml.writeStartElement("ActiveParticipant");
        xml.writeAttribute("UserID", actor.id());
        xml.writeAttribute("UserIsRequestor", "true");
        code(xml, "RoleIDCode", actor.kind().word(), "viaduc", actor.kind().word());
        xml.writeEndElement();
    }

    /** A system object with the role of a job (20), named by the exchange's id: never the person. */
    private static void exchange(XMLStreamWriter xml, String id) throws XMLStreamException {
        xml.writeStartElement("ParticipantObjectIdentification");
        xml.writeAttribute("ParticipantObjectID", id);
        xml.writeAttribute("ParticipantObjectTypeCode", "2");
        xml.writeAttribute("ParticipantObjectTypeCodeRole", "20");
        code(xml, "ParticipantObjectIDTypeCode", "exchange", "viaduc", "exchange");
        xml.writeEndElement();
    }

    private static void code(XMLStreamWriter xml, String element, String code, String system, String words)
            throws XMLStreamException {
        xml.writeEmptyElement(element);
        xml.writeAttribute("csd-code", code);
        xml.writeAttribute("codeSystemName", system);
        xml.writeAttribute("originalText", words);
    }
}
