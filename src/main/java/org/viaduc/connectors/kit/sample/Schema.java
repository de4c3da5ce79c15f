package org.viaduc.connectors.kit.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.xml.namespace.QName;

import org.w3c.dom.Element;

/** The elements and types of XML schemas that stand in one file, as far as a scaffold needs them. */
final class Schema {
    private static final String XSD = "http://www.w3.org/2001/XMLSchema";
    private static final int DEEPEST = 8;

    private final Map<QName, Element> elements = new HashMap<>();
    private final Map<QName, Element> types = new HashMap<>();

    /**
     * An element as a schema declares it.
     *
     * @param type     the local name of its simple type, as {@code date}; empty where it has children
     * @param words    what an enumeration allows
     * @param children in their order; none below the eighth level
     * @param many     whether it may stand there more than once
     */
    record Node(QName name, String type, List<String> words, List<Node> children, List<Node> attributes, boolean many) {
        Optional<Node> child(java.util.function.Predicate<Node> which) {
            return children.stream().filter(which).findFirst();
        }

        String local() {
            return name.getLocalPart();
        }
    }

    Schema(List<Element> schemas) {
        for (var schema : schemas) {
            var namespace = schema.getAttribute("targetNamespace");
            Trees.children(schema).forEach(child -> {
                var name = new QName(namespace, child.getAttribute("name"));
                switch (child.getLocalName()) {
                    case "element" -> elements.put(name, child);
                    case "complexType", "simpleType" -> types.put(name, child);
                    default -> {
                    }
                }
            });
        }
    }

    /** The element of that name, with everything below it. */
    Optional<Node> element(QName name) {
        return Optional.ofNullable(elements.get(name)).map(element -> node(element, name, 0));
    }

    private Node node(Element declared, QName name, int depth) {
        var many = declared.getAttribute("maxOccurs").matches("unbounded|[2-9]|[1-9][0-9]+");
        if (declared.hasAttribute("ref")) {
            var to = qualified(declared, declared.getAttribute("ref"));
            var found = elements.get(to);
            if (found != null && depth < DEEPEST) {
                var node = node(found, to, depth);
                return new Node(to, node.type, node.words, node.children, node.attributes, many);
            }
            return new Node(to, "string", List.of(), List.of(), List.of(), many);
        }
        var children = new ArrayList<Node>();
        var attributes = new ArrayList<Node>();
        var type = declared.hasAttribute("type") ? qualified(declared, declared.getAttribute("type")) : new QName("");
        var body = type.getNamespaceURI().equals(XSD)
                ? Optional.<Element>empty()
                : Optional.ofNullable(types.get(type)).or(() -> Trees.children(declared).stream()
                        .filter(child -> child.getLocalName().endsWith("Type")).findFirst());
        if (depth < DEEPEST) {
            body.ifPresent(each -> walk(each, name.getNamespaceURI(), children, attributes, depth, false));
        }
        return new Node(name, children.isEmpty() ? simple(type, body) : "", body.map(this::words).orElse(List.of()),
                children, attributes, many);
    }

    private void walk(Element type, String namespace, List<Node> children, List<Node> attributes, int depth,
            boolean many) {
        var repeated = many || type.getAttribute("maxOccurs").matches("unbounded|[2-9]|[1-9][0-9]+");
        for (var child : Trees.children(type)) {
            switch (child.getLocalName()) {
                case "element" -> {
                    var node = node(child, new QName(namespace, child.getAttribute("name")), depth + 1);
                    children.add(repeated
                            ? new Node(node.name, node.type, node.words, node.children, node.attributes, true)
                            : node);
                }
                case "attribute" -> attributes.add(new Node(new QName(child.getAttribute("name")),
                        local(child.getAttribute("type")), List.of(), List.of(), List.of(), false));
                case "extension" -> {
                    Optional.ofNullable(types.get(qualified(child, child.getAttribute("base"))))
                            .ifPresent(base -> walk(base, namespace, children, attributes, depth, repeated));
                    walk(child, namespace, children, attributes, depth, repeated);
                }
                case "sequence", "all", "choice", "complexContent", "simpleContent" ->
                    walk(child, namespace, children, attributes, depth, repeated);
                default -> {
                }
            }
        }
    }

    private String simple(QName type, Optional<Element> body) {
        if (type.getNamespaceURI().equals(XSD)) {
            return type.getLocalPart();
        }
        return body.flatMap(each -> Trees.children(each, "restriction").stream().findFirst())
                .map(each -> local(each.getAttribute("base"))).orElse("string");
    }

    private List<String> words(Element type) {
        return Trees.children(type, "restriction").stream()
                .flatMap(each -> Trees.children(each, "enumeration").stream())
                .map(each -> each.getAttribute("value")).toList();
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    static QName qualified(Element at, String name) {
        var colon = name.indexOf(':');
        var namespace = at.lookupNamespaceURI(colon < 0 ? null : name.substring(0, colon));
        return new QName(namespace == null ? "" : namespace, local(name));
    }
}
