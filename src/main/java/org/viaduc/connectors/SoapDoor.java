package org.viaduc.connectors;

import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import javax.xml.stream.XMLStreamException;

import jakarta.activation.DataHandler;

import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

import org.viaduc.connectors.soap.BesideDocuments;
import org.viaduc.connectors.soap.SoapFaults;
import org.viaduc.connectors.soap.XmlTexts;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.journal.Detail;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.MappingsInForce;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.local.XmlFormat;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalRecord;

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

    SoapDoor(Intake intake, Acceptance acceptance, MappingsInForce mappings, NodeSettings settings) {
        this.intake = intake;
        this.acceptance = acceptance;
        this.mappings = mappings;
        this.settings = settings;
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

    /** Takes the files that an answer holds, with the documents that came beside it. */
    public void collect(Exchange exchange, String connector) throws IOException, SAXException {
        var answer = exchange.getMessage().getBody(Document.class);
        var roots = answer.getElementsByTagNameNS("*", xml(connector).root());
        if (roots.getLength() == 0) {
            throw new SAXException("the answer holds no file");
        }
        for (var i = 0; i < roots.getLength(); i++) {
            var documents = new BesideDocuments();
            documents.comeIn((Element) roots.item(i), CompartmentDoor.attachments(exchange));
            take((Element) roots.item(i), documents, connector, record -> true);
        }
    }

    /** The element of the file that an answer holds. */
    Optional<Element> root(Document answer, String connector) {
        return XmlTexts.first(answer, xml(connector).root());
    }

    private SystemDescription.Wire.Xml xml(String connector) {
        return (SystemDescription.Wire.Xml) mappings.book().system(settings.connectors().get(connector).system())
                .wire();
    }

    /** Takes one file. An answer about somebody else than who was asked for is refused. @param id who was asked for */
    void collect(Element root, BesideDocuments documents, String id, String connector) throws IOException {
        take(root, documents, connector, record -> record.localId().equals(id));
    }

    private void take(Element root, BesideDocuments documents, String connector, Predicate<LocalRecord> asked)
            throws IOException {
        var text = XmlTexts.text(root).getBytes(StandardCharsets.UTF_8);
        intake.take((records, faults) -> {
            var batch = intake.format(connector).read(new ByteArrayInputStream(text), "answer of " + connector);
            batch.faults().forEach(faults);
            for (var record : batch.records()) {
                if (asked.test(record)) {
                    records.accept(documents.into(record));
                } else {
                    faults.accept(new LocalBatch.Fault("answer of " + connector,
                            "the answer holds another file than the one that was asked for"));
                }
            }
        }, "answer of " + connector, connector);
    }

    /**
     * One file could not be read; the others are. What nobody can read, and what the service itself refuses, is refused
     * at the door until the file changes. Whatever else went wrong may be over at the next look, which asks again.
     *
     * @throws IOException when the service cannot be reached, or one side does not believe the other: then the look ends here
     */
    public void notRead(String connector, String file, Exception failure) throws IOException {
        notRead(connector, file, failure, true);
    }

    /** @param endsTheLook whether the look ends where the endpoint is at fault and not the file */
    void notRead(String connector, String file, Exception failure, boolean endsTheLook) throws IOException {
        var distrust = SoapFaults.security(failure);
        var brokenOff = distrust.isPresent() || SoapFaults.causes(failure).anyMatch(SoapDoor::isBrokenOff);
        if (brokenOff && endsTheLook) {
            throw new IOException("the service of `" + connector + "` broke off", failure);
        }
        var isForGood = !brokenOff && isForGood(failure);
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
                            : distrust.orElse("the service failed on this file; it is asked for again"));
        }
    }

    private static boolean isBrokenOff(Throwable failure) {
        return failure instanceof IOException && !(failure instanceof CharConversionException)
                && !(failure instanceof CharacterCodingException);
    }

    /** The answer's XML makes no sense, or the service names a fault of its own. */
    private static boolean isForGood(Throwable failure) {
        return SoapFaults.refusal(failure).isPresent() || SoapFaults.causes(failure)
                .anyMatch(each -> each instanceof XMLStreamException || each instanceof SAXException);
    }

    /** The record as the element that a request holds; the documents stand in it. */
    public String write(DeliverableRecord record, String connector) {
        var xml = new String(intake.format(record).write(record), StandardCharsets.UTF_8);
        return xml.startsWith("<?xml") ? xml.substring(xml.indexOf("?>") + 2).stripLeading() : xml;
    }

    /** The same with the documents beside it (MTOM), where the route wants it so. */
    public void write(Exchange exchange, String connector, boolean beside) throws IOException {
        var record = exchange.getMessage().getBody(DeliverableRecord.class);
        if (beside) {
            var documents = new BesideDocuments.Out();
            var root = XmlTexts.tree(write(record, documents)).getDocumentElement();
            var going = documents.goWith(root);
            say(exchange, XmlTexts.text(root), going);
        } else {
            exchange.getMessage().setBody(write(record, connector));
        }
    }

    /** The record's bytes with a word in the place of each document. */
    byte[] write(DeliverableRecord record, BesideDocuments.Out documents) {
        return ((XmlFormat) intake.format(record)).write(record, documents::word);
    }

    /** The next request. */
    static void say(Exchange exchange, String xml, Map<String, DataHandler> documents) {
        exchange.getMessage().setBody(xml);
        var message = exchange.getMessage(AttachmentMessage.class);
        message.setAttachments(new HashMap<>());
        documents.forEach(message::addAttachment);
    }
}
