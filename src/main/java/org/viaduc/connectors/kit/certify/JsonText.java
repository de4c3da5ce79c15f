package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.viaduc.mapping.SystemDescription.Wire;

/** Objects and arrays, one at the top or one a line. */
final class JsonText implements TreeText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECORDS = "__RECORDS__";

    private final List<JsonNode> roots;

    JsonText(byte[] file) throws IOException {
        try (var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(file)) {
            this.roots = values.readAll();
        }
    }

    private JsonText(List<JsonNode> roots) {
        this.roots = roots;
    }

    private byte[] bytes() {
        return roots.stream().map(JsonNode::toString).collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The names that lead to the records here: a record alone may stand without what a page has around it. */
    List<String> records(Wire.Json wire) {
        return !wire.records().isEmpty() && roots.stream().anyMatch(root -> root.has(wire.records().getFirst()))
                ? wire.records()
                : List.of();
    }

    @Override
    public Map<String, Boolean> paths() {
        var found = new LinkedHashMap<String, Boolean>();
        roots.forEach(root -> each(root, "", (path, object) -> {
            found.put(path, false);
            object.properties().forEach(member -> {
                if (isValue(member.getValue())) {
                    found.putIfAbsent(TreeText.below(path, member.getKey()), true);
                }
            });
        }));
        return found;
    }

    private static boolean isValue(JsonNode node) {
        return node.isArray()
                ? !node.isEmpty() && !node.get(0).isContainerNode()
                : !node.isContainerNode() && !node.isNull();
    }

    /** Each object with its path. */
    private static void each(JsonNode node, String path, BiConsumer<String, ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.accept(path, object);
            object.properties().forEach(each -> each(each.getValue(), TreeText.below(path, each.getKey()), objects));
        } else if (node.isArray()) {
            node.forEach(each -> each(each, path, objects));
        }
    }

    /** The same with some members of each object in another way. @param members gets the object's path and its members */
    private JsonText changed(java.util.function.BiFunction<String, ObjectNode, ObjectNode> members) {
        return new JsonText(roots.stream().map(root -> changed(root, "", members)).toList());
    }

    private static JsonNode changed(JsonNode node, String path,
            java.util.function.BiFunction<String, ObjectNode, ObjectNode> members) {
        if (node instanceof ObjectNode object) {
            var copy = JSON.createObjectNode();
            object.properties().forEach(each -> copy.set(each.getKey(),
                    changed(each.getValue(), TreeText.below(path, each.getKey()), members)));
            return members.apply(path, copy);
        }
        if (node instanceof ArrayNode array) {
            var copy = JSON.createArrayNode();
            array.forEach(each -> copy.add(changed(each, path, members)));
            return copy;
        }
        return node;
    }

    private static ObjectNode with(ObjectNode object, UnaryOperator<List<Map.Entry<String, JsonNode>>> change) {
        var copy = JSON.createObjectNode();
        change.apply(new ArrayList<>(object.properties())).forEach(each -> copy.set(each.getKey(), each.getValue()));
        return copy;
    }

    @Override
    public byte[] without(String path) {
        return changed((at, object) -> with(object, members -> members.stream()
                .filter(each -> !TreeText.below(at, each.getKey()).equals(path)).toList())).bytes();
    }

    @Override
    public byte[] renamed(String path, String name) {
        return changed((at, object) -> with(object, members -> members.stream()
                .map(each -> TreeText.below(at, each.getKey()).equals(path)
                        ? Map.entry(name, each.getValue())
                        : each)
                .toList())).bytes();
    }

    @Override
    public byte[] with(String path, String name) {
        return changed((at, object) -> at.equals(path) ? object.put(name, "x") : object).bytes();
    }

    @Override
    public byte[] turned() {
        return changed((at, object) -> with(object, List::reversed)).bytes();
    }

    @Override
    public Cut cut(List<String> records, Set<String> keys, Map<String, String> others) {
        var marked = changed((at, object) -> {
            keys.stream().filter(key -> TreeText.below(at, TreeText.last(key)).equals(key)
                    && object.hasNonNull(TreeText.last(key)))
                    .forEach(key -> object.put(TreeText.last(key), object.get(TreeText.last(key)).asText() + Cut.MARK));
            return object;
        });
        if (records.isEmpty()) {
            return new Cut(bytes("["), marked.roots.stream().flatMap(JsonText::each).map(JsonNode::toString)
                    .collect(Collectors.joining(",")), ",", bytes("]"));
        }
        var found = new ArrayList<String>();
        var around = marked.changed((at, object) -> {
            var name = records.getLast();
            if (TreeText.below(at, name).equals(String.join(".", records)) && object.has(name)) {
                each(object.get(name)).forEach(each -> found.add(each.toString()));
                object.set(name, TextNode.valueOf(RECORDS));
            }
            return object;
        });
        var text = new String(around.bytes(), StandardCharsets.UTF_8);
        var at = text.indexOf('"' + RECORDS + '"');
        return new Cut(bytes(text.substring(0, at) + "["), String.join(",", found), ",",
                bytes("]" + text.substring(at + RECORDS.length() + 2)));
    }

    private static java.util.stream.Stream<JsonNode> each(JsonNode node) {
        return node.isArray()
                ? java.util.stream.StreamSupport.stream(node.spliterator(), false)
                : java.util.stream.Stream.of(node);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
