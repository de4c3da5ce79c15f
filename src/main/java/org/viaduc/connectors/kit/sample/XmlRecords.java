package org.viaduc.connectors.kit.sample;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.w3c.dom.Element;

import org.viaduc.connectors.kit.sample.Sample.Judge;
import org.viaduc.mapping.SystemDescription.Wire;

/** An XML sample of many records: each is looked at as an object would be, with a list for every element that is repeated. */
final class XmlRecords {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> path = new ArrayList<>();
    private final Map<String, String> aside = new LinkedHashMap<>();
    private final Set<String> repeated = new HashSet<>();
    /** Where an element has others in it, at least once. */
    private final Set<String> holding = new HashSet<>();
    /** Where an element has attributes that say more than the order in which it stands there. */
    private final Set<String> telling = new HashSet<>();
    private final Set<String> attributed = new HashSet<>();
    private List<Element> records = List.of();
    private boolean dotted;

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
            if (Trees.children(child).isEmpty() && Trees.attributes(child).isEmpty()) {
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
        records.forEach(record -> look("", record));
        if (dotted) {
            throw new NoSample("`" + source + "`: an element's name has a dot in it, which a mapping cannot name");
        }
        var objects = records.stream().map(record -> object("", record)).toList();
        var encoding = root.getOwnerDocument().getXmlEncoding();
        var namespace = root.getNamespaceURI() == null ? "" : root.getNamespaceURI();
        return JsonSample.ofElements(objects, source, judge)
                .with(new Wire.Xml(namespace, root.getLocalName(), path,
                        encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding), aside));
    }

    /** Notes of each path what stands there in any record. */
    private void look(String at, Element element) {
        var seen = new HashMap<String, Integer>();
        for (var child : Trees.children(element)) {
            var below = at + "." + child.getLocalName();
            var place = String.valueOf(seen.merge(below, 1, Integer::sum));
            if (!place.equals("1")) {
                repeated.add(below);
            }
            if (!Trees.children(child).isEmpty()) {
                holding.add(below);
            }
            for (var each : Trees.attributes(child)) {
                attributed.add(below);
                if (!each.getValue().strip().equals(place)) {
                    telling.add(below);
                }
            }
            dotted |= child.getLocalName().contains(".");
            look(below, child);
        }
    }

    private ObjectNode object(String at, Element element) {
        var object = JSON.createObjectNode();
        Trees.attributes(element).forEach(each -> object.put("@" + each.getLocalName(), each.getValue()));
        if (!at.isEmpty() && !holding.contains(at)) {
            object.put(JsonSample.OWN_TEXT, Trees.text(element));
        }
        for (var child : Trees.children(element)) {
            var name = child.getLocalName();
            var below = at + "." + name;
            if (!repeated.contains(below)) {
                object.set(name, isOneWord(below) ? word(child) : object(below, child));
            } else if (isOneWord(below)) {
                object.withArray("/" + name).add(word(child));
                Trees.attributes(child).forEach(each -> object.withArray("/" + name + ".@" + each.getLocalName())
                        .add(each.getValue()));
            } else {
                object.withArray("/" + name).add(object(below, child));
            }
        }
        return object;
    }

    /** Where a field is enough: nothing stands in the element, and of several the attributes only count them. */
    private boolean isOneWord(String at) {
        return !holding.contains(at)
                && (!attributed.contains(at) || repeated.contains(at) && !telling.contains(at));
    }

    private static JsonNode word(Element leaf) {
        return Trees.text(leaf).isEmpty() ? JSON.nullNode() : JSON.getNodeFactory().textNode(Trees.text(leaf));
    }
}
