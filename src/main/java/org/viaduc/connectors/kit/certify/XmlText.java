package org.viaduc.connectors.kit.certify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** An XML file; its namespaces stay as they are written. */
final class XmlText implements TreeText {
    private static final String RECORDS = "__RECORDS__";

    private final byte[] file;
    private final Charset charset;

    /** @param charset in which it is written again */
    XmlText(byte[] file, Charset charset) {
        this.file = file.clone();
        this.charset = charset;
    }

    private Document document() throws IOException {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var reader = factory.newDocumentBuilder();
            reader.setErrorHandler(new DefaultHandler());
            return reader.parse(new ByteArrayInputStream(file));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("the example is no XML that can be read", e);
        }
    }

    private Transformer writer() throws TransformerException {
        var writer = TransformerFactory.newDefaultInstance().newTransformer();
        writer.setOutputProperty(OutputKeys.ENCODING, charset.name());
        return writer;
    }

    private byte[] bytes(Document document) throws IOException {
        try {
            var out = new ByteArrayOutputStream();
            writer().transform(new DOMSource(document), new StreamResult(out));
            return out.toByteArray();
        } catch (TransformerException e) {
            throw new IOException("XML can be written to memory", e);
        }
    }

    private String text(Element element) throws IOException {
        try {
            var out = new StringWriter();
            var writer = writer();
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            writer.transform(new DOMSource(element), new StreamResult(out));
            return out.toString();
        } catch (TransformerException e) {
            throw new IOException("XML can be written to memory", e);
        }
    }

    @Override
    public Map<String, Boolean> paths() {
        var found = new LinkedHashMap<String, Boolean>();
        try {
            each(document().getDocumentElement(), "", (path, element) -> {
                found.merge(path, children(element).isEmpty() && (attributes(element).isEmpty() || saysText(element)),
                        (one, other) -> one && other);
                attributes(element).forEach(each -> found.put(TreeText.below(path, "@" + each.getName()), true));
            });
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("an example can be read", e);
        }
        return found;
    }

    private static boolean saysText(Element element) {
        return !element.getTextContent().isBlank();
    }

    private static void each(Element element, String path, BiConsumer<String, Element> elements) {
        elements.accept(path, element);
        children(element).forEach(child -> each(child, TreeText.below(path, child.getTagName()), elements));
    }

    private static List<Element> children(Element element) {
        var found = new ArrayList<Element>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element each) {
                found.add(each);
            }
        }
        return found;
    }

    /** Those that say something: no namespaces. */
    private static List<Attr> attributes(Element element) {
        var found = new ArrayList<Attr>();
        for (var i = 0; i < element.getAttributes().getLength(); i++) {
            var each = (Attr) element.getAttributes().item(i);
            if (!each.getName().startsWith("xmlns") && each.getName().indexOf(':') < 0) {
                found.add(each);
            }
        }
        return found;
    }

    /** The file with each element changed; parents come before what stands in them. */
    private byte[] changed(BiConsumer<String, Element> change) throws IOException {
        var document = document();
        var all = new LinkedHashMap<Element, String>();
        each(document.getDocumentElement(), "", (path, element) -> all.put(element, path));
        all.forEach((element, path) -> change.accept(path, element));
        return bytes(document);
    }

    @Override
    public byte[] without(String path) throws IOException {
        return changed((at, element) -> {
            if (at.equals(path)) {
                element.getParentNode().removeChild(element);
            } else {
                attributes(element).stream().filter(each -> TreeText.below(at, "@" + each.getName()).equals(path))
                        .forEach(each -> element.removeAttribute(each.getName()));
            }
        });
    }

    @Override
    public byte[] renamed(String path, String name) throws IOException {
        return changed((at, element) -> {
            if (at.equals(path)) {
                element.getOwnerDocument().renameNode(element, null, name);
            } else {
                attributes(element).stream().filter(each -> TreeText.below(at, "@" + each.getName()).equals(path))
                        .forEach(each -> {
                            element.removeAttribute(each.getName());
                            element.setAttribute(name, each.getValue());
                        });
            }
        });
    }

    @Override
    public byte[] with(String path, String name) throws IOException {
        return changed((at, element) -> {
            if (at.equals(path)) {
                element.appendChild(element.getOwnerDocument().createElement(name)).setTextContent("x");
            }
        });
    }

    @Override
    public byte[] turned() throws IOException {
        return changed((at, element) -> {
            var byName = new LinkedHashMap<String, List<Element>>();
            children(element).forEach(each -> byName.computeIfAbsent(each.getTagName(), name -> new ArrayList<>())
                    .add(each));
            new ArrayList<>(byName.values()).reversed().forEach(same -> same.forEach(element::appendChild));
        });
    }

    @Override
    public Cut cut(List<String> records, Set<String> keys, Map<String, String> others) throws IOException {
        var document = document();
        var where = String.join(".", records);
        var found = new ArrayList<Element>();
        var all = new LinkedHashMap<Element, String>();
        each(document.getDocumentElement(), "", (path, element) -> all.put(element, path));
        all.forEach((element, path) -> {
            if (keys.contains(path)) {
                element.setTextContent(element.getTextContent().strip() + Cut.MARK);
            } else if (others.containsKey(path)) {
                element.setTextContent(others.get(path));
            } else if (path.equals(where)) {
                found.add(element);
            }
            attributes(element).stream().filter(each -> keys.contains(TreeText.below(path, "@" + each.getName())))
                    .forEach(each -> each.setValue(each.getValue() + Cut.MARK));
        });
        found.getFirst().getParentNode().insertBefore(document.createTextNode(RECORDS), found.getFirst());
        var text = new StringBuilder();
        for (var each : found) {
            text.append(text(each)).append('\n');
            each.getParentNode().removeChild(each);
        }
        var around = new String(bytes(document), charset);
        var at = around.indexOf(RECORDS);
        return new Cut(around.substring(0, at).getBytes(charset), text.toString(), "",
                around.substring(at + RECORDS.length()).getBytes(charset));
    }
}
