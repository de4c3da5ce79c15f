package org.viaduc.connectors.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.connectors.kit.guess.Hint;
import org.viaduc.mapping.Translation;
import org.viaduc.model.Mark;
import org.viaduc.model.Piece;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;

/**
 * One of {@code mappings/SYSTEM/examples}: a file as the local system writes it, and what its first person is in common
 * terms.
 *
 * @param common need not exist
 */
public record Example(String name, Path local, Path common) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String LOCAL = ".local.";
    /** What a fact says about its own recording; an example tells only what happened. */
    private static final Set<String> OF_THE_RECORDING = Set.of("id", "author", "recorded-at", "source");

    /** All of a system's folder, by name. */
    public static List<Example> of(Path folder) throws IOException {
        var examples = folder.resolve("examples");
        if (!Files.isDirectory(examples)) {
            return List.of();
        }
        try (var files = Files.list(examples)) {
            return files.filter(file -> file.getFileName().toString().contains(LOCAL)).map(Example::at)
                    .sorted(Comparator.comparing(Example::name)).toList();
        }
    }

    /** The pair whose local half is this file. */
    public static Example at(Path local) {
        var file = local.getFileName().toString();
        var name = file.substring(0, file.indexOf(LOCAL));
        return new Example(name, local, local.resolveSibling(name + ".common.json"));
    }

    /** The common half that this translation makes. */
    public static String write(Translation translation) {
        var tree = JSON.createObjectNode();
        var pieces = tree.putArray("pieces");
        translation.record().pieces().forEach(piece -> pieces.add(tree(piece)));
        var facts = translation.facts().stream().map(Example::tree).toList();
        if (!facts.isEmpty()) {
            tree.putArray("facts").addAll(facts);
        }
        try {
            return JSON.writeValueAsString(tree) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException("JSON can be written to memory", e);
        }
    }

    /**
     * What the common half says otherwise than the translation: names of pieces and facts, never contents. Empty when the
     * two are equal.
     */
    public List<Hint> differences(Translation translation) throws IOException {
        var expected = JSON.readTree(Files.readString(common));
        var found = new ArrayList<Hint>();
        var pieces = translation.record().pieces().stream().map(Example::tree).toList();
        var made = pieces.stream().collect(Collectors.toMap(piece -> piece.path("id").asText(), piece -> piece));
        for (var piece : expected.path("pieces")) {
            var id = piece.path("id").asText();
            var same = made.remove(id);
            if (same == null) {
                found.add(new Hint(named(id, piece) + " n'est pas produite", named(id, piece) + " is not made"));
            } else if (!sorted(same).equals(sorted(piece))) {
                found.add(new Hint(named(id, piece) + " est différente", named(id, piece) + " is different"));
            }
        }
        new TreeSet<>(made.keySet()).forEach(id -> found.add(
                new Hint("`" + id + "` est produite sans être attendue", "`" + id + "` is made and not expected")));
        if (!texts(expected.path("facts"))
                .equals(texts(array(translation.facts().stream().map(Example::tree).toList())))) {
            found.add(new Hint("les faits sont différents", "the facts are different"));
        }
        return found;
    }

    private static String named(String id, JsonNode piece) {
        return "`" + id + "` (" + piece.path("kind").asText() + ")";
    }

    private static ObjectNode tree(Piece piece) {
        var tree = JSON.createObjectNode().put("id", piece.id()).put("kind", piece.kind().code());
        var marks = tree.putArray("marks");
        piece.marks().stream().map(Mark::word).sorted().forEach(marks::add);
        tree.set("resource", piece.resource().copy());
        return tree;
    }

    private static JsonNode tree(Fact fact) {
        try {
            return ((ObjectNode) JSON.readTree(FactCodec.toJson(fact))).remove(OF_THE_RECORDING);
        } catch (IOException e) {
            throw new UncheckedIOException("a fact's own JSON can be read", e);
        }
    }

    private static ArrayNode array(List<JsonNode> nodes) {
        return JSON.createArrayNode().addAll(nodes);
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(each -> texts.add(sorted(each).toString()));
        return texts;
    }

    /** The same tree with its elements in the order of their names, numbers by their value. */
    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var names = object.properties().stream().map(java.util.Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
            var copy = JSON.createObjectNode();
            names.forEach(name -> copy.set(name, sorted(object.get(name))));
            return copy;
        }
        if (node.isArray()) {
            var copy = JSON.createArrayNode();
            node.forEach(each -> copy.add(sorted(each)));
            return copy;
        }
        return node.isNumber() ? JSON.getNodeFactory().numberNode(node.decimalValue().stripTrailingZeros()) : node;
    }
}
