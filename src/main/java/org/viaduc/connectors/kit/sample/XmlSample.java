package org.viaduc.connectors.kit.sample;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.w3c.dom.Element;

import org.viaduc.connectors.kit.sample.Sample.Column;
import org.viaduc.connectors.kit.sample.Sample.Shape;
import org.viaduc.connectors.kit.sample.Sample.Table;
import org.viaduc.mapping.SystemDescription.Wire;

/** Reads an XML sample: many records, or one dossier, whose root's children are rows and the leaves below them fields. */
final class XmlSample {
    private final String source;
    private final Map<String, Map<String, List<String>>> rows = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /** The fields that stand more than once in a row, behind its type. */
    private final Set<String> lists = new HashSet<>();

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
            counts.merge(child.getLocalName(), 1, Integer::sum);
            var row = new LinkedHashMap<String, List<String>>();
            leaves("", child, row);
            var fields = rows.computeIfAbsent(child.getLocalName(), type -> new LinkedHashMap<>());
            row.forEach((field, values) -> {
                fields.computeIfAbsent(field, any -> new ArrayList<>())
                        .addAll(values.stream().filter(value -> !value.isEmpty()).toList());
                if (values.size() > 1) {
                    lists.add(child.getLocalName() + " " + field);
                }
            });
        }
        var tables = new ArrayList<Table>();
        rows.forEach((type, fields) -> tables.add(new Table(type, columns(type, fields), counts.get(type))));
        var namespace = root.getNamespaceURI() == null ? "" : root.getNamespaceURI();
        return new Sample(source, Wire.Xml.of(namespace, root.getLocalName()), tables, "", attributes(root));
    }

    private List<Column> columns(String type, Map<String, List<String>> fields) {
        return fields.entrySet().stream().map(each -> new Column(each.getKey(), each.getValue(), "",
                lists.contains(type + " " + each.getKey()) ? Shape.LIST : Shape.TEXT)).toList();
    }

    /** Of an element its attributes, its own text, and what is in it; a text may be empty. */
    private static void leaves(String path, Element element, Map<String, List<String>> row) {
        var attributes = Trees.attributes(element);
        attributes.forEach(each -> put(below(path, "@" + each.getLocalName()), each.getValue(), row));
        if (Trees.children(element).isEmpty()
                && (!path.isEmpty() && attributes.isEmpty() || !Trees.text(element).isEmpty())) {
            put(path.isEmpty() ? JsonSample.OWN_TEXT : path, Trees.text(element), row);
        }
        Trees.children(element).forEach(child -> leaves(below(path, child.getLocalName()), child, row));
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static void put(String field, String text, Map<String, List<String>> row) {
        row.computeIfAbsent(field, any -> new ArrayList<>()).add(text.strip());
    }

    private static List<Column> attributes(Element root) {
        return Trees.attributes(root).stream()
                .map(each -> new Column("@" + each.getLocalName(), List.of(each.getValue()))).toList();
    }
}
