package org.viaduc.connectors;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.activation.DataHandler;

import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

import org.viaduc.connectors.soap.BesideDocuments;
import org.viaduc.connectors.soap.XmlTexts;
import org.viaduc.mapping.DeliverableRecord;

/**
 * Files of which a part lies in a compartment, behind an endpoint and a login of its own, as what is medical does at an
 * MDPH (CASF R146-41 2°). What belongs there is read from there and delivered there and stands nowhere else: a file or a
 * compartment in which the two are mixed is refused. Whether somebody may have it, policy decides; not this.
 */
public final class CompartmentDoor {
    private static final String FILE = "ViaducFile";
    private static final String COMPARTMENT = "ViaducCompartment";
    private static final String ID = "ViaducLocalId";

    private final SoapDoor door;

    CompartmentDoor(SoapDoor door) {
        this.door = door;
    }

    /** A file in progress. @param documents those that came beside it */
    private record File(Element root, BesideDocuments documents) {}

    /** A delivery in progress. */
    private record Parts(Part file, Part compartment) {}

    private record Part(String xml, Map<String, DataHandler> documents) {}

    /** Begins with the file that an answer holds. @param parts the elements that stand in the compartment only */
    public void file(Exchange exchange, String connector, String parts) throws IOException, SAXException {
        var root = door.root(body(exchange), connector)
                .orElseThrow(() -> new SAXException("the answer holds no file"));
        if (children(root).stream().anyMatch(each -> names(parts).contains(each.getLocalName()))) {
            throw new SAXException("what belongs into the compartment stands in the file");
        }
        var documents = new BesideDocuments();
        documents.comeIn(root, attachments(exchange));
        exchange.setProperty(FILE, new File(root, documents));
    }

    /** Adds what the compartment holds to the file. @param compartment the element around it */
    public void join(Exchange exchange, String compartment, String parts) throws IOException, SAXException {
        var file = exchange.getProperty(FILE, File.class);
        var part = XmlTexts.first(body(exchange), compartment)
                .orElseThrow(() -> new SAXException("the answer holds no compartment"));
        if (!part.getAttribute("numero").isEmpty()
                && !part.getAttribute("numero").equals(exchange.getMessage().getHeader(ID, String.class))) {
            throw new SAXException("the compartment is another file's");
        }
        file.documents.comeIn(part, attachments(exchange));
        for (var each : children(part)) {
            if (!names(parts).contains(each.getLocalName())) {
                throw new SAXException("the compartment holds what belongs into the file");
            }
            file.root.appendChild(file.root.getOwnerDocument().importNode(each, true));
        }
    }

    /** Takes the file with what was added. */
    public void collect(Exchange exchange, String connector) throws IOException {
        var file = exchange.getProperty(FILE, File.class);
        door.collect(file.root, file.documents, exchange.getMessage().getHeader(ID, String.class), connector);
    }

    /**
     * One file could not be read, or its compartment could not: it is not taken in part. A compartment that does not answer
     * holds up its own file only.
     *
     * @param at {@code compartment} when it was asked already
     */
    public void notRead(String connector, String file, String at, Exception failure) throws IOException {
        door.notRead(connector, file, failure, !"compartment".equals(at));
    }

    /** Divides a record into what the compartment is given and the rest; a header says whether there is something for it. */
    public void divide(Exchange exchange, String compartment, String parts) throws IOException {
        var documents = new BesideDocuments.Out();
        var root = XmlTexts.tree(door.write(exchange.getMessage().getBody(DeliverableRecord.class), documents))
                .getDocumentElement();
        var inside = root.getOwnerDocument().createElementNS(root.getNamespaceURI(), compartment);
        children(root).stream().filter(each -> names(parts).contains(each.getLocalName())).forEach(inside::appendChild);
        exchange.setProperty(FILE, new Parts(part(root, documents), part(inside, documents)));
        exchange.getMessage().setHeader(COMPARTMENT, String.valueOf(inside.hasChildNodes()));
    }

    private static Part part(Element element, BesideDocuments.Out documents) throws IOException {
        var going = documents.goWith(element);
        return new Part(XmlTexts.text(element), going);
    }

    /** What the compartment is given. */
    public void compartment(Exchange exchange) {
        SoapDoor.say(exchange, exchange.getProperty(FILE, Parts.class).compartment.xml,
                exchange.getProperty(FILE, Parts.class).compartment.documents);
    }

    /** The rest. */
    public void rest(Exchange exchange) {
        SoapDoor.say(exchange, exchange.getProperty(FILE, Parts.class).file.xml,
                exchange.getProperty(FILE, Parts.class).file.documents);
    }

    private static Document body(Exchange exchange) {
        return exchange.getMessage().getBody(Document.class);
    }

    static Map<String, DataHandler> attachments(Exchange exchange) {
        var attachments = new HashMap<String, DataHandler>();
        var message = exchange.getMessage(AttachmentMessage.class);
        if (message.hasAttachments()) {
            attachments.putAll(message.getAttachments());
        }
        return attachments;
    }

    private static Set<String> names(String parts) {
        return Set.of(parts.split(","));
    }

    private static List<Element> children(Element element) {
        var children = new ArrayList<Element>();
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element each) {
                children.add(each);
            }
        }
        return children;
    }
}
