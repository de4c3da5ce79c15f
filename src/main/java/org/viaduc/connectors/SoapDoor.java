package org.viaduc.connectors;

import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.apache.cxf.binding.soap.SoapFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.journal.Detail;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.MappingsInForce;
import org.viaduc.mapping.SystemDescription;

/** The door for SOAP services: asks for files changed since the last look, and puts a record into a request's words. */
public final class SoapDoor {
    private static final String FROM_THE_BEGINNING = "1970-01-01T00:00:00Z";
    private static final Logger LOG = LoggerFactory.getLogger(SoapDoor.class);

    private final Intake intake;
    private final Acceptance acceptance;
    private final MappingsInForce mappings;
    private final NodeSettings settings;
    /** The connectors whose look in progress met a file that must be asked for again. */
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    /** The files about which it was said already, so that a look every minute does not fill the journal. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final TransformerFactory writers = TransformerFactory.newDefaultInstance();

    SoapDoor(Intake intake, Acceptance acceptance, MappingsInForce mappings, NodeSettings settings) {
        this.intake = intake;
        this.acceptance = acceptance;
        this.mappings = mappings;
        this.settings = settings;
        writers.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        writers.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
    }

    /** Up to when a connector has read, as the service wrote it. A new look begins. */
    public String since(String connector) {
        held.remove(connector);
        return acceptance.mark(connector).filter(mark -> !mark.isEmpty()).orElse(FROM_THE_BEGINNING);
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

    /** Everything up to there has been taken, unless a file of this look must be asked for again. */
    public void mark(String connector, String latest) {
        if (!latest.isEmpty() && !held.contains(connector)) {
            acceptance.mark(connector, latest);
        }
    }

    /** Takes the one file that an answer holds. */
    public void collect(Document answer, String connector) throws IOException {
        var xml = (SystemDescription.Wire.Xml) mappings.book().system(settings.connectors().get(connector).system()).wire();
        var roots = answer.getElementsByTagNameNS("*", xml.root());
        for (var i = 0; i < roots.getLength(); i++) {
            intake.take(new ByteArrayInputStream(text(roots.item(i)).getBytes(StandardCharsets.UTF_8)),
                    "answer of " + connector, connector);
        }
    }

    /**
     * One file could not be read; the others are. What nobody can read, and what the service itself refuses, is refused
     * at the door until the file changes. Whatever else went wrong may be over at the next look, which asks again.
     *
     * @throws IOException when the service cannot be reached: then the look ends here
     */
    public void notRead(String connector, String file, Exception failure) throws IOException {
        if (causes(failure).anyMatch(SoapDoor::isBrokenOff)) {
            throw new IOException("the service of `" + connector + "` broke off", failure);
        }
        var isForGood = causes(failure).anyMatch(SoapDoor::isForGood);
        var place = Detail.reference(file);
        if (!isForGood) {
            held.add(connector);
        }
        if (isForGood || told.add(connector + " " + place)) {
            acceptance.refusedAtDoor(connector, 1);
            LOG.atInfo().addKeyValue("connector", connector).addKeyValue("place", place)
                    .addKeyValue("fault", failure.getClass().getSimpleName())
                    .log("not read: {}", isForGood
                            ? "the answer is no file that can be read"
                            : "the service failed on this file; it is asked for again");
        }
    }

    private static boolean isBrokenOff(Throwable failure) {
        return failure instanceof IOException && !(failure instanceof CharConversionException)
                && !(failure instanceof CharacterCodingException);
    }

    /** The answer's XML makes no sense, or the service names a fault of its own. */
    private static boolean isForGood(Throwable failure) {
        return failure instanceof XMLStreamException || failure instanceof SAXException
                || failure instanceof SoapFault fault && fault.getDetail() != null && fault.getDetail().hasChildNodes();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /** The record as the element that a request holds. */
    public String write(DeliverableRecord record, String connector) {
        var xml = new String(intake.format(record).write(record), StandardCharsets.UTF_8);
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
