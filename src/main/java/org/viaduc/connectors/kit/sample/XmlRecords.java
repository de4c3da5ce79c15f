package org.viaduc.connectors.kit.sample;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

import org.viaduc.connectors.kit.sample.Sample.Judge;
import org.viaduc.mapping.SystemDescription.Wire;

/** An XML sample of many records: each is looked at as an object would be, with a list for every element that is repeated. */
final class XmlRecords {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> path = new ArrayList<>();
    private final Map<String, String> aside = new LinkedHashMap<>();
    private final Set<String> repeated = new HashSet<>();
    private List<Element> records = List.of();

    private XmlRecords() {
    }

    /** Empty when the file is one dossier. */
    static Optional<Sample> read(Element root, String source, Judge judge) {
        var found = new XmlRecords();
        found.lookBelow(root);
        return found.records.isEmpty() ? Optional.empty() : Optional.of(found.sample(root, source, judge));
    }

    /** Goes down while one element alone holds others, to the one that stands there several times. */
    private void lookBelow(Element element) {
        var holders = new LinkedHashMap<String, List<Element>>();
        for (var child : Trees.children(element)) {
            if (Trees.children(child).isEmpty() && attributes(child).isEmpty()) {
                aside.putIfAbsent(child.getLocalName(), JsonSample.ASIDE);
            } else {
                holders.computeIfAbsent(child.getLocalName(), name -> new ArrayList<>()).add(child);
            }
        }
        if (holders.size() != 1) {
            return;
        }
        var same = holders.values().iterator().next();
        path.add(same.getFirst().getLocalName());
        if (same.size() > 1) {
            records = same.subList(0, Math.min(same.size(), Sample.MOST_ROWS));
        } else {
            lookBelow(same.getFirst());
        }
    }

    private Sample sample(Element root, String source, Judge judge) {
        records.forEach(record -> repeated("", record));
        var objects = JSON.createArrayNode();
        records.forEach(record -> objects.add(object("", record)));
        var encoding = root.getOwnerDocument().getXmlEncoding();
        var namespace = root.getNamespaceURI() == null ? "" : root.getNamespaceURI();
        return JsonSample.read(objects.toString().getBytes(StandardCharsets.UTF_8), source, judge)
                .with(new Wire.Xml(namespace, root.getLocalName(), path,
                        encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding), aside));
    }

    /** Notes the paths at which an element stands more than once in the one above it. */
    private void repeated(String at, Element element) {
        var seen = new HashSet<String>();
        for (var child : Trees.children(element)) {
            var below = at + "." + child.getLocalName();
            if (!seen.add(below)) {
                repeated.add(below);
            }
            repeated(below, child);
        }
    }

    private ObjectNode object(String at, Element element) {
        var object = JSON.createObjectNode();
        attributes(element).forEach(each -> object.put("@" + each.getLocalName(), each.getValue()));
        for (var child : Trees.children(element)) {
            var name = child.getLocalName();
            var below = at + "." + name;
            var isLeaf = Trees.children(child).isEmpty() && attributes(child).isEmpty();
            var value = !isLeaf
                    ? object(below, child)
                    : Trees.text(child).isEmpty()
                            ? JSON.nullNode()
                            : JSON.getNodeFactory().textNode(Trees.text(child));
            if (repeated.contains(below)) {
                object.withArray("/" + name).add(value);
            } else {
                object.set(name, value);
            }
        }
        return object;
    }

    private static List<Attr> attributes(Element element) {
        var found = new ArrayList<Attr>();
        for (var i = 0; i < element.getAttributes().getLength(); i++) {
            var attribute = (Attr) element.getAttributes().item(i);
            if (attribute.getNamespaceURI() == null) {
                found.add(attribute);
            }
        }
        return found;
    }
}
