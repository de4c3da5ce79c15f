package org.viaduc.connectors.kit.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import javax.xml.namespace.QName;

import org.w3c.dom.Element;

import org.viaduc.connectors.kit.sample.Sample.Column;
import org.viaduc.connectors.kit.sample.Sample.Table;
import org.viaduc.connectors.kit.sample.Schema.Node;
import org.viaduc.mapping.SystemDescription.Wire;

/** A WSDL 1.1 description of a document/literal service, schemas included: its operations, and the file that it gives. */
public final class Wsdl {
    private static final Pattern LIST = Pattern.compile("(?i)list|recherch|search|modifie|changed|find|zoek");
    private static final Pattern READ = Pattern.compile("(?i)^(lire|read|get|consult|obten|charger|load|lees)");
    private static final Pattern DELIVER = Pattern
            .compile("(?i)depos|deliver|put|save|creer|create|enregistr|envoy|submit");

    private final String source;
    private final QName service;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Schema schema;

    /** @param request the request's element. @param answer the answer's */
    public record Operation(String name, QName request, QName answer) {}

    private Wsdl(String source, Element definitions) {
        this.source = source;
        var namespace = definitions.getAttribute("targetNamespace");
        this.schema = new Schema(Trees.children(definitions, "types").stream()
                .flatMap(types -> Trees.children(types, "schema").stream()).toList());
        this.service = Trees.children(definitions, "service").stream().findFirst()
                .map(each -> new QName(namespace, each.getAttribute("name"))).orElse(new QName(""));
        var messages = new LinkedHashMap<String, QName>();
        Trees.children(definitions, "message").forEach(message -> Trees.children(message, "part").stream()
                .filter(part -> part.hasAttribute("element")).findFirst().ifPresent(part -> messages.put(
                        message.getAttribute("name"), Schema.qualified(part, part.getAttribute("element")))));
        Trees.children(definitions, "portType").stream().flatMap(type -> Trees.children(type, "operation").stream())
                .forEach(operation -> operation(operation, messages));
    }

    private void operation(Element operation, Map<String, QName> messages) {
        var request = part(operation, "input", messages);
        var answer = part(operation, "output", messages);
        if (request.isPresent() && answer.isPresent()) {
            var name = operation.getAttribute("name");
            operations.put(name, new Operation(name, request.get(), answer.get()));
        }
    }

    private static Optional<QName> part(Element operation, String direction, Map<String, QName> messages) {
        return Trees.children(operation, direction).stream().findFirst()
                .map(each -> messages.get(each.getAttribute("message").replaceFirst(".*:", "")));
    }

    /** @throws NoSample when the bytes describe no such service */
    public static Wsdl read(byte[] bytes, String source) {
        var root = Trees.read(bytes, source).getDocumentElement();
        if (!"definitions".equals(root.getLocalName())) {
            throw new NoSample("`" + source + "` is no WSDL 1.1 description");
        }
        return new Wsdl(source, root);
    }

    public Optional<Operation> operation(String name) {
        return Optional.ofNullable(operations.get(name));
    }

    /** The first file that an operation which reads one gives, as a sample without values. @throws NoSample when none does */
    Sample sample() {
        var dossier = dossier().orElseThrow(() -> new NoSample("`" + source
                + "`: no operation that reads a file (Lire…, Get…, Read…) answers with an element that has rows"));
        var tables = new ArrayList<Table>();
        dossier.children().stream().filter(row -> !row.children().isEmpty())
                .forEach(row -> tables.add(new Table(row.local(), columns(row), 0)));
        var attributes = dossier.attributes().stream()
                .map(each -> new Column("@" + each.local(), List.of(), format(each.type()))).toList();
        return new Sample(source, Wire.Xml.of(dossier.name().getNamespaceURI(), dossier.local()), tables, "",
                attributes);
    }

    private Optional<Node> dossier() {
        return find(READ).flatMap(operation -> schema.element(operation.answer()))
                .flatMap(answer -> hasRows(answer) ? Optional.of(answer) : answer.child(Wsdl::hasRows));
    }

    /** Children that have leaves themselves. */
    private static boolean hasRows(Node node) {
        return node.children().stream().filter(child -> !child.children().isEmpty()).count() > 1;
    }

    private static List<Column> columns(Node row) {
        var found = new ArrayList<Column>();
        leaves("", row, found);
        return found;
    }

    private static void leaves(String path, Node node, List<Column> found) {
        for (var child : node.children()) {
            var name = path.isEmpty() ? child.local() : path + "." + child.local();
            if (child.children().isEmpty()) {
                found.add(new Column(name, child.words(), format(child.type())));
            } else {
                leaves(name, child, found);
            }
        }
    }

    private static String format(String type) {
        return switch (type) {
            case "date" -> "date yyyy-MM-dd";
            case "gYearMonth" -> "date yyyy-MM";
            case "dateTime" -> "datetime";
            case "decimal", "double", "float", "int", "integer", "long", "short" -> "amount plain";
            case "boolean" -> "boolean true/false";
            default -> "";
        };
    }

    private Optional<Operation> find(Pattern named) {
        return operations.values().stream().filter(each -> named.matcher(each.name()).find()).findFirst();
    }

    /** What a collect route says of the service. @throws NoSample naming what the service would have to have */
    public Map<String, String> collect() {
        var list = find(LIST).filter(each -> !READ.matcher(each.name()).find()).orElseThrow(
                () -> lacks("lists the files that have changed (Lister…, Search…, List…)"));
        var read = find(READ).orElseThrow(() -> lacks("reads one file (Lire…, Get…, Read…)"));
        var asked = schema.element(list.request()).orElseThrow(() -> lacks("has a request with a schema"));
        var item = schema.element(list.answer()).flatMap(answer -> answer.child(each -> !each.children().isEmpty()))
                .orElseThrow(() -> lacks("answers with a list of files"));
        var words = new LinkedHashMap<String, String>();
        words.put("service", service.toString());
        words.put("listOperation", list.name());
        words.put("readOperation", read.name());
        words.put("list", request(asked, child -> is(child, "dateTime")
                ? "${header.ViaducSince}"
                : is(child, "int", "integer", "long") ? "500" : ""));
        words.put("item", item.local());
        words.put("id", item.child(child -> is(child, "string", "int", "integer", "long", "token")).map(Node::local)
                .orElse("id"));
        words.put("changed", item.child(child -> is(child, "dateTime", "date")).map(Node::local).orElse("changed"));
        words.put("read", request(schema.element(read.request()).orElse(asked), child -> "${header.ViaducLocalId}"));
        return words;
    }

    /** What a deliver route says of the service. @throws NoSample naming what the service would have to have */
    public Map<String, String> deliver() {
        var deliver = find(DELIVER).orElseThrow(() -> lacks("takes a file (Deposer…, Put…, Save…)"));
        var words = new LinkedHashMap<String, String>();
        words.put("service", service.toString());
        words.put("deliverOperation", deliver.name());
        words.put("deliver", request(schema.element(deliver.request()).orElseThrow(
                () -> lacks("has a request with a schema")),
                child -> hasRows(child) ? "${body}" : is(child, "string") ? "${header.ViaducExchange}" : ""));
        words.put("reference", schema.element(deliver.answer()).flatMap(answer -> answer.child(
                child -> is(child, "string", "int", "integer", "long"))).map(Node::local).orElse("reference"));
        return words;
    }

    private NoSample lacks(String what) {
        return new NoSample("`" + source + "`: no operation " + what + ": write the route by hand");
    }

    private static boolean is(Node node, String... types) {
        return List.of(types).contains(node.type());
    }

    /** A request with those children that have something to say; a file stands there by itself. */
    private static String request(Node element, java.util.function.Function<Node, String> said) {
        var text = new StringBuilder("<" + element.local() + " xmlns=\"" + element.name().getNamespaceURI() + "\">");
        Predicate<String> something = word -> !word.isEmpty();
        for (var child : element.children()) {
            var word = said.apply(child);
            if (word.equals("${body}")) {
                text.append(word);
            } else if (something.test(word)) {
                text.append('<').append(child.local()).append('>').append(word).append("</").append(child.local())
                        .append('>');
            }
        }
        return text.append("</").append(element.local()).append('>').toString();
    }
}
