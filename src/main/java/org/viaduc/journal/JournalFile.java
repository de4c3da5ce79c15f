package org.viaduc.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.journal.Break.What;
import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;

/**
 * Reads exported journals twice: first who is in them and what was signed, then entry by entry, so that what one journal
 * witnessed can be held against another.
 */
final class JournalFile {
    static final ObjectReader JSON = new ObjectMapper().reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    private static final HexFormat HEX = HexFormat.of();
    private static final Set<String> FIELDS = Set.of("line", "index", "leaf", "link", "exchange", "actor", "step", "at",
            "details");
    /** More journals than there are departments. */
    private static final int MOST_JOURNALS = 200;
    private static final String ENTRY = "{\"line\":\"entry\",";

    /** One journal in a file, from its first line to the next journal's. */
    private record Part(Department origin, String keys, long firstLine, List<Checkpoint> own,
            List<Checkpoint> witnessed, List<Timestamp> timestamps, Breaks unreadable) {}

    private JournalFile() {
    }

    static List<JournalReport> verify(List<Path> files, Function<String, CheckpointVerifier> keys,
            Optional<TimestampVerifier> authority) throws IOException {
        var parts = new ArrayList<List<Part>>();
        for (var file : files) {
            parts.add(parts(file));
        }
        var all = parts.stream().flatMap(List::stream).toList();
        var reports = new ArrayList<JournalReport>();
        for (var at = 0; at < files.size(); at++) {
            reports.addAll(check(files.get(at), parts.get(at), all, keys, authority));
        }
        return reports;
    }

    static String keys(Path file) throws IOException {
        try (var lines = Lines.of(file)) {
            var line = lines.readLine();
            var keys = line == null ? MissingNode.getInstance() : JSON.readTree(line).path("keys");
            if (keys.isObject()) {
                return keys.toString();
            }
        } catch (JsonProcessingException unreadable) {
            throw new UnreadableJournal(file, 1);
        }
        throw new UnreadableJournal(file, 1);
    }

    static void read(Path file, JournalCheck.Reader reader) throws IOException {
        var number = 0L;
        try (var lines = Lines.of(file)) {
            var origin = Optional.<Department>empty();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                var node = (ObjectNode) JSON.readTree(line);
                switch (node.path("line").asText()) {
                    case "journal", "evidence" -> origin = Optional.of(new Department(node.path("origin").asText()));
                    case "entry" -> {
                        node.remove("path");
                        var entry = entry(node);
                        if (origin.isEmpty() || entry.isEmpty()) {
                            throw UnreadableJournal.entry(file, number);
                        }
                        reader.entry(origin.get(), node.path("index").asLong(), entry.get());
                    }
                    default -> {
                        // Signatures, keys and proofs are no entries.
                    }
                }
            }
            if (origin.isEmpty()) {
                throw new UnreadableJournal(file, 1);
            }
        } catch (JsonProcessingException | IllegalArgumentException | ClassCastException unreadable) {
            throw UnreadableJournal.entry(file, number);
        }
    }

    /** Every checkpoint that a file holds, its own and witnessed, whatever it is a file of. */
    static List<Checkpoint> checkpoints(Path file) throws IOException {
        var found = new ArrayList<Checkpoint>();
        try (var lines = Lines.of(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{\"line\":\"checkpoint\"") || line.startsWith("{\"line\":\"witness\"")) {
                    try {
                        found.add(checkpoint(JSON.readTree(line)));
                    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException unreadable) {
                        // The check of that file itself names the line.
                        continue;
                    }
                }
            }
        }
        return found;
    }

    private static List<Part> parts(Path file) throws IOException {
        var found = new ArrayList<Part>();
        try (var lines = Lines.of(file)) {
            var number = 0L;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.startsWith(ENTRY)) {
                    outline(file, line, number, found);
                }
            }
        }
        if (found.isEmpty()) {
            throw new UnreadableJournal(file, 1);
        }
        return found;
    }

    private static void outline(Path file, String line, long number, List<Part> found) throws UnreadableJournal {
        try {
            var node = JSON.readTree(line);
            switch (node.path("line").asText()) {
                case "journal" -> {
                    if (found.size() == MOST_JOURNALS) {
                        throw UnreadableJournal.tooMany(file, number, MOST_JOURNALS);
                    }
                    found.add(part(file, node, number));
                }
                case "checkpoint" -> current(file, number, found).own().add(checkpoint(node));
                case "witness" -> current(file, number, found).witnessed().add(checkpoint(node));
                case "timestamp" -> current(file, number, found).timestamps().add(timestamp(node));
                case "entry", "end" -> current(file, number, found);
                default -> current(file, number, found).unreadable().add(Break.at(What.UNREADABLE, number));
            }
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException unreadable) {
            current(file, number, found).unreadable().add(Break.at(What.UNREADABLE, number));
        }
    }

    private static Part part(Path file, JsonNode node, long number) throws UnreadableJournal {
        if (!node.path("format").asText().equals(JournalExport.FORMAT)) {
            throw new UnreadableJournal(file, number);
        }
        return new Part(new Department(node.path("origin").asText()), node.path("keys").toString(), number,
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new Breaks());
    }

    private static Part current(Path file, long number, List<Part> found) throws UnreadableJournal {
        if (found.isEmpty()) {
            throw new UnreadableJournal(file, number);
        }
        return found.getLast();
    }

    static Checkpoint checkpoint(JsonNode node) {
        return new Checkpoint(new Department(node.path("origin").asText()), node.path("size").asLong(-1),
                new Digest(node.path("root").asText()), Instant.parse(node.path("instant").asText()),
                node.path("signature").asText());
    }

    /** @throws IllegalArgumentException when the token is no base64 */
    static Timestamp timestamp(JsonNode node) {
        return new Timestamp(node.path("size").asLong(-1), Base64.getDecoder().decode(node.path("token").asText()));
    }

    private static List<JournalReport> check(Path file, List<Part> parts, List<Part> all,
            Function<String, CheckpointVerifier> keys, Optional<TimestampVerifier> authority) throws IOException {
        var reports = new ArrayList<JournalReport>();
        try (var lines = Lines.of(file)) {
            var at = 1L;
            for (var part : parts) {
                for (; at <= part.firstLine(); at++) {
                    lines.readLine();
                }
                var next = parts.indexOf(part) + 1;
                var last = next < parts.size() ? parts.get(next).firstLine() - 1 : Long.MAX_VALUE;
                var others = all.stream()
                        .flatMap(other -> (other == part ? passedBack(part) : checkpoints(other)).stream())
                        .filter(it -> it.origin().equals(part.origin())).distinct().toList();
                var check = new LogCheck(part.origin(), part.own(), others, keys.apply(part.keys()));
                authority.ifPresent(reading -> check.stamped(part.timestamps(), reading));
                check.unreadable(part.unreadable());
                at = entries(lines, at, last, check);
                reports.add(check.end(true));
            }
        }
        return reports;
    }

    /** Heads of a journal that it says itself to have seen with neighbours. */
    private static List<Checkpoint> passedBack(Part part) {
        return part.witnessed().stream().filter(head -> !part.own().contains(head)).toList();
    }

    private static List<Checkpoint> checkpoints(Part part) {
        var both = new ArrayList<>(part.own());
        both.addAll(part.witnessed());
        return both;
    }

    /** Reads to the last line of a part; a part whose own end is not there was cut off. */
    private static long entries(Lines lines, long from, long last, LogCheck check) throws IOException {
        var ended = false;
        var at = from;
        for (; at <= last; at++) {
            var line = lines.readLine();
            if (line == null) {
                break;
            }
            try {
                var node = JSON.readTree(line);
                switch (node.path("line").asText()) {
                    case "entry" -> check.next(place(node), HEX.parseHex(node.path("leaf").asText()),
                            HEX.parseHex(node.path("link").asText()), entry(node), What.CHANGED);
                    case "end" -> ended = node.path("entries").asLong(-1) == check.tree().size();
                    default -> ended = false;
                }
            } catch (JsonProcessingException unreadable) {
                if (line.startsWith(ENTRY)) {
                    check.tell(What.UNREADABLE, at, at);
                }
            } catch (IllegalArgumentException unreadable) {
                check.tell(What.UNREADABLE, at, at);
            }
        }
        if (!ended) {
            check.tell(What.TRUNCATED, check.tree().size(), check.tree().size());
        }
        return at;
    }

    /** @throws IllegalArgumentException for a number that is no place in a log */
    private static long place(JsonNode node) {
        var index = node.path("index");
        if (!index.isIntegralNumber() || !index.canConvertToLong() || index.asLong() < 0
                || index.asLong() == Long.MAX_VALUE) {
            throw new IllegalArgumentException("an entry's index is its place, from 0");
        }
        return index.asLong();
    }

    /** Empty when the line says more or less than an entry, or says it in another form. */
    static Optional<Entry> entry(JsonNode node) {
        if (node.properties().stream().anyMatch(field -> !FIELDS.contains(field.getKey()))) {
            return Optional.empty();
        }
        try {
            var actor = node.path("actor").asText().split(":", 2);
            var at = Instant.parse(node.path("at").asText());
            var details = new TreeMap<String, String>();
            node.path("details").properties().forEach(each -> details.put(each.getKey(), each.getValue().asText()));
            var exchange = Optional.ofNullable(node.get("exchange")).map(id -> ExchangeId.of(id.asText()));
            var entry = new Entry(exchange, new Actor(Actor.Kind.of(actor[0]), actor[actor.length - 1]),
                    Step.of(node.path("step").asText()), at, details);
            return Optional.of(entry).filter(it -> it.at().equals(at));
        } catch (IllegalArgumentException | DateTimeException notAnEntry) {
            return Optional.empty();
        }
    }
}
