package org.viaduc.connectors.soap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** XML as a tree and as a text; nothing outside it is ever fetched. */
public final class XmlTexts {
    private static final TransformerFactory WRITERS = writers();
    private static final DocumentBuilderFactory READERS = readers();

    private XmlTexts() {
    }

    private static TransformerFactory writers() {
        var writers = TransformerFactory.newDefaultInstance();
        writers.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        writers.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
        return writers;
    }

    private static DocumentBuilderFactory readers() {
        try {
            var readers = DocumentBuilderFactory.newDefaultNSInstance();
            readers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return readers;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's parser refuses document types", e);
        }
    }

    /** The element and what is below it, without a declaration. */
    public static String text(Node node) throws IOException {
        try {
            var writer = WRITERS.newTransformer();
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var text = new StringWriter();
            writer.transform(new DOMSource(node), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IOException("an answer's XML cannot be written again", e);
        }
    }

    public static Document tree(byte[] xml) throws IOException {
        try {
            var reader = READERS.newDocumentBuilder();
            reader.setErrorHandler(new DefaultHandler());
            return reader.parse(new ByteArrayInputStream(xml));
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("XML that was just written cannot be read", e);
        }
    }

    /** The first element of that local name. */
    public static Optional<Element> first(Document answer, String name) {
        return Optional.ofNullable((Element) answer.getElementsByTagNameNS("*", name).item(0));
    }
}
