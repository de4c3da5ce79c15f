package org.viaduc.federation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.viaduc.cli.Viaduc;

import static org.assertj.core.api.Assertions.assertThat;

/** Both nodes' journals, exported, and what they say together. */
final class Journals {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path one;
    private final Path other;

    private Journals(Path one, Path other) {
        this.one = one;
        this.other = other;
    }

    /** Exports both, each up to a checkpoint that was signed after now. */
    static Journals exported(Pair pair) {
        return new Journals(export(pair, Pair.D35), export(pair, Pair.D44));
    }

    private static Path export(Pair pair, org.viaduc.model.Department department) {
        var began = Instant.now();
        var file = pair.folder(department).resolve("journal.ndjson");
        Eventually.is("a checkpoint of " + department, () -> {
            pair.client(department).download("/api/journal/export", file);
            return lines(file).stream().filter(line -> line.path("line").asText().equals("checkpoint"))
                    .anyMatch(line -> Instant.parse(line.path("instant").asText()).isAfter(began));
        });
        return file;
    }

    List<Path> files() {
        return List.of(one, other);
    }

    /** Derives both again from their entries, each held against what the other has witnessed. */
    void verify() {
        assertThat(Viaduc.run("journal", "verify", one.toString(), other.toString()))
                .as("`journal verify` of both").isZero();
    }

    /** What arrived was sent, byte for byte; what one calls delivered the other delivered, once. Both ways. */
    void agree() throws IOException {
        agree(one, other);
        agree(other, one);
    }

    private static void agree(Path sender, Path receiver) throws IOException {
        var sent = digests(sender, "sending", "digest");
        digests(receiver, "verified", "received").forEach((exchange, digests) -> assertThat(
                sent.getOrDefault(exchange, Set.of())).as("what the sender says that it sent of " + exchange)
                .containsAll(digests));
        var told = new HashMap<>(finals(sender));
        told.keySet().retainAll(sent.keySet());
        var given = new HashMap<>(finals(receiver));
        given.keySet().retainAll(sent.keySet());
        assertThat(told).as("final receipts at the sender and at the receiver").isEqualTo(given);
        assertThat(of(receiver, "delivered").stream().map(Journals::exchange)).doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(told.keySet().stream()
                        .filter(exchange -> told.get(exchange).equals("delivered")).toList());
    }

    private static Map<String, String> finals(Path file) throws IOException {
        var states = new HashMap<String, String>();
        for (var line : of(file, "receipted")) {
            var details = line.path("details");
            if (details.path("final").asText().equals("true")) {
                states.put(exchange(line), details.path("state").asText());
            }
        }
        return states;
    }

    private static Map<String, Set<String>> digests(Path file, String step, String key) throws IOException {
        var found = new HashMap<String, Set<String>>();
        for (var line : of(file, step)) {
            found.computeIfAbsent(exchange(line), any -> new HashSet<>()).add(line.path("details").path(key).asText());
        }
        return found;
    }

    private static String exchange(JsonNode line) {
        return line.path("exchange").asText();
    }

    private static List<JsonNode> of(Path file, String step) throws IOException {
        return lines(file).stream().filter(line -> line.path("step").asText().equals(step)).toList();
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(file)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
