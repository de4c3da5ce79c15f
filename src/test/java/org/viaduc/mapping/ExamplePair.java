package org.viaduc.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.Mark;
import org.viaduc.model.Piece;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;

/** One of {@code mappings/<system>/examples}: a file as the local system writes it, and what it is in common terms. */
record ExamplePair(String system, String name, Path local, Path common) {
    private static final Path MAPPINGS = Path.of("mappings");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What a fact says about its own recording; an example tells only what happened. */
    private static final Set<String> OF_THE_RECORDING = Set.of("id", "author", "recorded-at", "source");

    static List<ExamplePair> all() {
        try (var files = Files.walk(MAPPINGS)) {
            return files.filter(file -> file.getFileName().toString().contains(".local.")).sorted()
                    .map(ExamplePair::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ExamplePair named(String name) {
        return all().stream().filter(pair -> pair.name.equals(name)).findFirst().orElseThrow();
    }

    private static ExamplePair of(Path local) {
        var file = local.getFileName().toString();
        var name = file.substring(0, file.indexOf(".local."));
        return new ExamplePair(local.getName(1).toString(), name, local, local.resolveSibling(name + ".common.json"));
    }

    /** The file of the first person in it. */
    LocalRecord record(MappingBook book) {
        try (var in = Files.newInputStream(local)) {
            var batch = LocalFormat.of(book.system(system)).read(in, local.getFileName().toString());
            if (!batch.faults().isEmpty()) {
                throw new AssertionError(batch.faults().toString());
            }
            return batch.records().getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pieces as the example writes them, one JSON text each. */
    List<String> expectedPieces() {
        return texts(tree().path("pieces"));
    }

    List<String> expectedFacts() {
        return texts(tree().path("facts"));
    }

    static String text(Piece piece) {
        var tree = JSON.createObjectNode().put("id", piece.id()).put("kind", piece.kind().code());
        var marks = tree.putArray("marks");
        piece.marks().stream().map(Mark::word).sorted().forEach(marks::add);
        tree.set("resource", piece.resource().copy());
        return sorted(tree).toString();
    }

    static String text(Fact fact) {
        try {
            var tree = (ObjectNode) JSON.readTree(FactCodec.toJson(fact));
            return sorted(tree.remove(OF_THE_RECORDING)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode tree() {
        try {
            return JSON.readTree(common.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    @Override
    public String toString() {
        return system + "/" + name;
    }
}
