package org.viaduc.connectors.kit.sample;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.w3c.dom.Element;

import org.viaduc.connectors.kit.sample.Sample.Column;
import org.viaduc.connectors.kit.sample.Sample.Table;
import org.viaduc.mapping.SystemDescription.Wire;

/** Reads an XML sample: many records, or one dossier, whose root's children are rows and the leaves below them fields. */
final class XmlSample {
    private final String source;
    private final Map<String, Map<String, List<String>>> rows = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    private XmlSample(String source) {
        this.source = source;
    }

    /** @throws NoSample when the bytes are no XML, or no dossier. @param judge tells which elements are persons */
    static Sample read(byte[] bytes, String source, Sample.Judge judge) {
        var root = Trees.read(bytes, source).getDocumentElement();
        return XmlRecords.read(root, source, judge).orElseGet(() -> new XmlSample(source).read(root));
    }

    private Sample read(Element root) {
        var children = Trees.children(root);
        if (children.isEmpty() || children.stream().allMatch(child -> Trees.children(child).isEmpty())) {
            throw new NoSample("`" + source + "`: below `" + root.getLocalName()
                    + "` there are no rows: a dossier's root has elements, and these have fields");
        }
        for (var child : children) {
            var fields = rows.computeIfAbsent(child.getLocalName(), type -> new LinkedHashMap<>());
            counts.merge(child.getLocalName(), 1, Integer::sum);
            leaves("", child, fields);
        }
        var tables = new ArrayList<Table>();
        rows.forEach((type, fields) -> tables.add(new Table(type, columns(fields), counts.get(type))));
        var namespace = root.getNamespaceURI() == null ? "" : root.getNamespaceURI();
        return new Sample(source, Wire.Xml.of(namespace, root.getLocalName()), tables, "", attributes(root));
    }

    private static List<Column> columns(Map<String, List<String>> fields) {
        return fields.entrySet().stream().map(each -> new Column(each.getKey(), each.getValue())).toList();
    }

    private void leaves(String path, Element element, Map<String, List<String>> fields) {
        for (var child : Trees.children(element)) {
            var name = path.isEmpty() ? child.getLocalName() : path + "." + child.getLocalName();
            if (!Trees.children(child).isEmpty()) {
                leaves(name, child, fields);
            } else {
                var values = fields.computeIfAbsent(name, any -> new ArrayList<>());
                if (!Trees.text(child).isEmpty()) {
                    values.add(Trees.text(child));
                }
            }
        }
    }

    private static List<Column> attributes(Element root) {
        var found = new ArrayList<Column>();
        for (var i = 0; i < root.getAttributes().getLength(); i++) {
            var attribute = root.getAttributes().item(i);
            if (!"http://www.w3.org/2000/xmlns/".equals(attribute.getNamespaceURI())
                    && !"http://www.w3.org/2001/XMLSchema-instance".equals(attribute.getNamespaceURI())) {
                found.add(new Column("@" + attribute.getLocalName(), List.of(attribute.getNodeValue())));
            }
        }
        return found;
    }
}
