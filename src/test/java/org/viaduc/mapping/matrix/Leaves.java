package org.viaduc.mapping.matrix;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What a file says, leaf by leaf with its place, however it is written: XML whatever its prefixes, JSON whatever the order of
 * its members, everything else line by line.
 */
public final class Leaves {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private Leaves() {
    }

    public static List<String> of(String file) {
        var text = file.strip();
        var leaves = new ArrayList<String>();
        if (text.startsWith("<")) {
            xml(document(text), "", leaves);
        } else if (text.startsWith("{")) {
            json(tree(text), "", leaves);
        } else {
            text.lines().forEach(line -> leaves.add(line.stripTrailing()));
            return List.copyOf(leaves);
        }
        return leaves.stream().sorted().toList();
    }

    /** What it says of anybody, in small letters: without the names of places and of a document's sections. */
    public static String words(String file) {
        return String
                .join("\n",
                        of(file).stream().filter(leaf -> !leaf.contains("/section/title = "))
                                .map(leaf -> leaf.substring(leaf.indexOf(" = ") + 1)).toList())
                .toLowerCase(Locale.ROOT);
    }

    private static Element document(String text) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text))).getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("no XML", e);
        }
    }

    private static void xml(Element element, String above, List<String> leaves) {
        var place = above + "/" + element.getLocalName();
        var attributes = element.getAttributes();
        for (var i = 0; i < attributes.getLength(); i++) {
            var attribute = attributes.item(i);
            if (!attribute.getNodeName().startsWith("xmlns")) {
                leaves.add(place + "@" + attribute.getLocalName() + " = " + attribute.getNodeValue().strip());
            }
        }
        var isLeaf = true;
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.ELEMENT_NODE) {
                isLeaf = false;
                xml((Element) child, place, leaves);
            }
        }
        if (isLeaf && !element.getTextContent().isBlank()) {
            leaves.add(place + " = " + element.getTextContent().strip().replace("\r\n", "\n"));
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void json(JsonNode node, String above, List<String> leaves) {
        if (node.isObject()) {
            node.properties().forEach(each -> json(each.getValue(), above + "/" + each.getKey(), leaves));
        } else if (node.isArray()) {
            node.forEach(each -> json(each, above, leaves));
        } else if (node.isNumber()) {
            leaves.add(above + " = " + node.decimalValue().stripTrailingZeros().toPlainString());
        } else if (!node.isNull()) {
            leaves.add(above + " = " + node.asText().strip());
        }
    }
}
