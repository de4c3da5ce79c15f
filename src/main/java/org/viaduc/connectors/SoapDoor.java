package org.viaduc.connectors;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

import javax.xml.XMLConstants;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.w3c.dom.Document;
import org.w3c.dom.Node;

import org.viaduc.exchange.Sending;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.exchange.NodeSettings;

/** The door for SOAP services: asks for files changed since the last look, and puts a record into a request's words. */
public final class SoapDoor {
    private static final String FROM_THE_BEGINNING = "1970-01-01T00:00:00Z";

    private final Intake intake;
    private final Sending sending;
    private final MappingBook book;
    private final NodeSettings settings;
    private final TransformerFactory writers = TransformerFactory.newDefaultInstance();

    SoapDoor(Intake intake, Sending sending, MappingBook book, NodeSettings settings) {
        this.intake = intake;
        this.sending = sending;
        this.book = book;
        this.settings = settings;
        writers.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        writers.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
    }

    /** Up to when a connector has read, as the service wrote it. */
    public String since(String connector) {
        return sending.mark(connector).filter(mark -> !mark.isEmpty()).orElse(FROM_THE_BEGINNING);
    }

    /** The latest change that a list names, or an empty text for an empty list. */
    public String latest(Document list, String changed) {
        var nodes = list.getElementsByTagNameNS("*", changed);
        var latest = "";
        for (var i = 0; i < nodes.getLength(); i++) {
            var each = nodes.item(i).getTextContent().strip();
            latest = each.compareTo(latest) > 0 ? each : latest;
        }
        return latest;
    }

    /** Everything up to there has been taken. */
    public void mark(String connector, String latest) {
        if (!latest.isEmpty()) {
            sending.mark(connector, latest);
        }
    }

    /** Takes the one file that an answer holds. */
    public void collect(Document answer, String connector) throws IOException {
        var xml = (SystemDescription.Wire.Xml) book.system(settings.connectors().get(connector).system()).wire();
        var roots = answer.getElementsByTagNameNS("*", xml.root());
        for (var i = 0; i < roots.getLength(); i++) {
            intake.take(new ByteArrayInputStream(text(roots.item(i)).getBytes(StandardCharsets.UTF_8)),
                    "answer of " + connector, connector);
        }
    }

    /** The record as the element that a request holds. */
    public String write(DeliverableRecord record, String connector) {
        var xml = new String(intake.format(connector).write(record), StandardCharsets.UTF_8);
        return xml.startsWith("<?xml") ? xml.substring(xml.indexOf("?>") + 2).stripLeading() : xml;
    }

    private String text(Node node) throws IOException {
        try {
            var writer = writers.newTransformer();
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var text = new StringWriter();
            writer.transform(new DOMSource(node), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IOException("an answer's XML cannot be written again", e);
        }
    }
}
