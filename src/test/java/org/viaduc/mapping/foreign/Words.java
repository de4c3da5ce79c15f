package org.viaduc.mapping.foreign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.LocalBatch;

/** The words of a file as another, simpler reader finds them, and those of what our reader made of it. */
record Words(SystemDescription system) {
    private static final Pattern WORD = Pattern.compile("\\p{L}{4,40}|\\p{N}{3,40}");
    private static final Pattern DOCUMENT = Pattern.compile("JVBERi[^;\\n]*");
    private static final Pattern NUMBER = Pattern.compile("\\p{N}+");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DELETED = "supprime";

    /** Every word that a record should hold, without what is never extracted; empty where the file is none of its form. */
    Optional<Set<String>> in(byte[] file) {
        var found = new HashSet<String>();
        try {
            switch (system.wire()) {
                case Wire.Csv csv -> lines(new String(file, csv.charset()), csv.header(), found);
                case Wire.Fixed fixed -> lines(new String(file, fixed.charset()), "E001", found);
                case Wire.Xml xml -> element(parsed(file), found);
                case Wire.Flow flow -> element(parsed(declared(file, flow.charset())), found);
                case Wire.Json json -> node(JSON.readTree(file), found);
                case Wire.Views views -> node(JSON.readTree(file), found);
                default -> throw new IllegalArgumentException(system.name());
            }
        } catch (SAXException | JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
        return Optional.of(found);
    }

    private static void words(String text, Set<String> found) {
        var matcher = WORD.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
    }

    private void lines(String text, String header, Set<String> found) {
        var isCsv = system.wire() instanceof Wire.Csv;
        for (var line : (isCsv ? DOCUMENT.matcher(text).replaceAll("") : text).split("\n")) {
            var isNever = system.never().stream().anyMatch(line::startsWith) || line.startsWith("Z999");
            if (!line.startsWith(header) && !isNever) {
                words(isCsv ? line : NUMBER.matcher(line.substring(Math.min(4, line.length()))).replaceAll(" "), found);
            }
        }
    }

    /** A flow that does not name its encoding has that of its connector. */
    private static byte[] declared(byte[] file, Charset charset) {
        var text = new String(file, StandardCharsets.ISO_8859_1);
        var all = text.startsWith("<?xml")
                ? text
                : "<?xml version=\"1.0\" encoding=\"" + charset.name() + "\"?>" + text;
        return all.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Element parsed(byte[] file) throws SAXException, IOException, ParserConfigurationException {
        var factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new ByteArrayInputStream(file)).getDocumentElement();
    }

    private void element(Element element, Set<String> found) {
        var name = element.getLocalName();
        if (system.never().contains(name) || name.equals("IdentificationFlux") || name.equals("TransmissionFlux")
                || name.equals("TotalisationAcompte")
                || name.equals("contenuBase64")) {
            return;
        }
        var attributes = element.getAttributes();
        for (var i = 0; i < attributes.getLength(); i++) {
            if (!attributes.item(i).getNodeName().startsWith("xmlns")) {
                words(attributes.item(i).getNodeValue(), found);
            }
        }
        var text = new StringBuilder();
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                element(inner, found);
            } else if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(child.getNodeValue());
            }
        }
        words(text.toString(), found);
    }

    private void node(JsonNode node, Set<String> found) {
        if (node.isObject() && node.path(DELETED).asText("").equals("O")) {
            return;
        }
        if (node.isValueNode() && !node.isNull()) {
            words(node.asText(), found);
        }
        if (node.isArray()) {
            node.forEach(each -> node(each, found));
        }
        node.properties().forEach(each -> {
            if (!system.never().contains(each.getKey()) && !each.getKey().equals("contenu")) {
                node(each.getValue(), found);
            }
        });
    }

    /** Words of the file that stand in nothing that was read of it. */
    Set<String> lost(Set<String> words, LocalBatch batch) {
        var read = batch.records().stream().flatMap(record -> record.rows().stream())
                .map(row -> String.join(" ", row.fields().values()) + "\n" + String.join("", row.fields().values()))
                .distinct().collect(Collectors.joining("\n"));
        return words.stream().filter(word -> !read.contains(word)).collect(Collectors.toSet());
    }
}
