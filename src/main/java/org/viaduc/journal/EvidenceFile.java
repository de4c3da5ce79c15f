package org.viaduc.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.journal.Break.What;
import org.viaduc.model.Department;
import org.viaduc.model.Digest;

/** Reads evidence line by line and holds every line against the signed checkpoint that the file begins with. Used once. */
final class EvidenceFile {
    private static final String FIRST = "{\"line\":\"evidence\",";

    private final Function<String, CheckpointVerifier> keys;
    private final Optional<TimestampVerifier> authority;
    private final Map<Long, Checkpoint> signed = new HashMap<>();
    private Optional<Timestamp.Stamp> stamp = Optional.empty();
    private final Map<Department, CheckpointVerifier> verifiers = new HashMap<>();
    /** The signed roots of the log, by size: more than one is the proof of two histories. */
    private final Map<Long, Set<Digest>> roots = new TreeMap<>();
    private final Map<Department, Map<Long, Digest>> witnessed = new HashMap<>();
    private final Breaks breaks = new Breaks();
    private final Set<Long> indexes = new LinkedHashSet<>();
    private final MessageDigest digest = Digest.sha256();
    private final Department origin;
    private final String about;
    private Optional<Checkpoint> head = Optional.empty();
    private boolean isEnded;
    private int proofs;
    private int receipts;

    private EvidenceFile(JsonNode first, Function<String, CheckpointVerifier> keys,
            Optional<TimestampVerifier> authority) {
        this.authority = authority;
        this.keys = keys;
        this.origin = new Department(first.path("origin").asText());
        this.about = first.path("about").asText();
        verifiers.put(origin, keys.apply(first.path("keys").toString()));
    }

    static boolean isOne(Path file) throws IOException {
        try (var lines = Lines.of(file)) {
            var line = lines.readLine();
            return line != null && line.startsWith(FIRST);
        }
    }

    static EvidenceReport verify(Path file, List<Path> others, Function<String, CheckpointVerifier> keys,
            Optional<TimestampVerifier> authority) throws IOException {
        try (var lines = Lines.of(file)) {
            var line = lines.readLine();
            var check = begun(file, line, keys, authority);
            check.others(others);
            var number = 1L;
            for (var before = line; (line = lines.readLine()) != null; before = line) {
                check.digest.update((number == 1 ? before : "\n" + before).getBytes(StandardCharsets.UTF_8));
                check.line(line, ++number);
            }
            return check.report();
        }
    }

    private static EvidenceFile begun(Path file, String line, Function<String, CheckpointVerifier> keys,
            Optional<TimestampVerifier> authority) throws UnreadableJournal {
        try {
            var first = line == null ? null : JournalFile.JSON.readTree(line);
            if (first != null && first.path("format").asText().equals(Evidence.FORMAT)) {
                return new EvidenceFile(first, keys, authority);
            }
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            throw new UnreadableJournal(file, 1);
        }
        throw new UnreadableJournal(file, 1);
    }

    /** What other files hold of this journal, when this journal's key signed it. */
    private void others(List<Path> files) throws IOException {
        for (var file : files) {
            for (var checkpoint : JournalFile.checkpoints(file)) {
                if (checkpoint.origin().equals(origin) && isSigned(checkpoint)) {
                    root(checkpoint.size(), checkpoint.rootHash());
                }
            }
        }
    }

    private void line(String line, long number) {
        try {
            if (isEnded) {
                tell(What.UNREADABLE, number, number);
                return;
            }
            var node = JournalFile.JSON.readTree(line);
            switch (node.path("line").asText()) {
                case "keys" -> verifiers.putIfAbsent(new Department(node.path("origin").asText()),
                        keys.apply(node.path("keys").toString()));
                case "checkpoint" -> checkpoint(JournalFile.checkpoint(node));
                case "witness" -> witness(JournalFile.checkpoint(node));
                case "timestamp" -> timestamp(JournalFile.timestamp(node));
                case "consistency" -> consistency(node);
                case "entry" -> entry((ObjectNode) node);
                case "receipt" -> receipt(node, number);
                case "end" -> end(node);
                case "rule" -> {
                    // The signature at the end covers it.
                }
                default -> tell(What.UNREADABLE, number, number);
            }
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException | ClassCastException e) {
            tell(What.UNREADABLE, number, number);
        }
    }

    private boolean isSigned(Checkpoint checkpoint) {
        var verifier = verifiers.get(checkpoint.origin());
        return verifier != null && verifier.verifies(checkpoint.body(), checkpoint.signature());
    }

    private void checkpoint(Checkpoint checkpoint) {
        if (!checkpoint.origin().equals(origin) || !isSigned(checkpoint)) {
            tell(What.BAD_SIGNATURE, checkpoint.size(), checkpoint.size());
            return;
        }
        root(checkpoint.size(), checkpoint.rootHash());
        signed.put(checkpoint.size(), checkpoint);
        if (head.isEmpty()) {
            head = Optional.of(checkpoint);
        }
    }

    private void timestamp(Timestamp timestamp) {
        if (authority.isEmpty()) {
            return;
        }
        var read = Optional.ofNullable(signed.get(timestamp.size()))
                .flatMap(checkpoint -> authority.get().read(checkpoint.stamped(), timestamp.token()));
        if (read.isPresent()) {
            stamp = read;
        } else {
            tell(What.BAD_TIMESTAMP, timestamp.size(), timestamp.size());
        }
    }

    private void witness(Checkpoint checkpoint) {
        if (!isSigned(checkpoint)) {
            tell(What.BAD_SIGNATURE, checkpoint.size(), checkpoint.size());
            return;
        }
        var before = witnessed.computeIfAbsent(checkpoint.origin(), any -> new HashMap<>())
                .put(checkpoint.size(), checkpoint.rootHash());
        if (before != null && !before.equals(checkpoint.rootHash())) {
            tell(What.TWO_HISTORIES, checkpoint.size(), checkpoint.size());
        }
    }

    private void root(long size, Digest root) {
        var known = roots.computeIfAbsent(size, any -> new LinkedHashSet<>());
        if (known.add(root) && known.size() == 2) {
            tell(What.TWO_HISTORIES, size, size);
        }
    }

    /** Both ends must be what was signed where anything was signed at that size; the later one must have been. */
    private void consistency(JsonNode node) {
        var proof = new ConsistencyProof(node.path("from").asLong(-1), node.path("to").asLong(-1), path(node));
        var first = new Digest(node.path("first").asText());
        var second = new Digest(node.path("second").asText());
        var signedFirst = roots.getOrDefault(proof.from(), Set.of(first));
        if (proof.joins(first, second) && signedFirst.contains(first)
                && roots.getOrDefault(proof.to(), Set.of()).contains(second)) {
            root(proof.from(), first);
            proofs++;
        } else {
            tell(What.NOT_GROWN, proof.from(), proof.to());
        }
    }

    private void entry(ObjectNode node) {
        var index = node.path("index").asLong(-1);
        var path = path(node);
        node.remove("path");
        var recorded = new Digest(node.path("leaf").asText());
        var found = JournalFile.entry(node).map(Hashing::leaf).map(Hashing::digest);
        if (!indexes.add(index)) {
            tell(What.UNNAMED, index, index);
        }
        if (!found.equals(Optional.of(recorded))) {
            tell(What.CHANGED, index, index);
        } else if (head.isPresent() && index >= 0 && index < head.get().size()
                && new InclusionProof(index, head.get().size(), path).leads(recorded, head.get().rootHash())) {
            proofs++;
        } else {
            tell(What.UNPROVEN, index, index);
        }
    }

    private static List<Digest> path(JsonNode node) {
        var path = new ArrayList<Digest>();
        node.path("path").forEach(each -> path.add(new Digest(each.asText())));
        return path;
    }

    /** A receipt stands in compact form; its signature is checked detached, over the very bytes of its payload. */
    private void receipt(JsonNode node, long number) {
        var verifier = verifiers.get(new Department(node.path("from").asText()));
        var parts = node.path("jws").asText().split("\\.", -1);
        if (verifier != null && parts.length == 3 && verifier.verifies(
                java.util.Base64.getUrlDecoder().decode(parts[1]), parts[0] + ".." + parts[2])) {
            receipts++;
        } else {
            tell(What.BAD_RECEIPT, number, number);
        }
    }

    private void end(JsonNode node) {
        isEnded = true;
        var named = new ArrayList<Long>();
        node.path("entries").forEach(each -> named.add(each.asLong(-1)));
        named.stream().filter(index -> !indexes.contains(index)).forEach(index -> tell(What.MISSING, index, index));
        var all = Set.copyOf(named);
        indexes.stream().filter(index -> !all.contains(index)).forEach(index -> tell(What.UNNAMED, index, index));
        var said = new Digest(node.path("digest").asText());
        var names = named.stream().map(String::valueOf).collect(Collectors.joining(","));
        if (!verifiers.get(origin).verifies(Evidence.body(origin, about, names, said),
                node.path("signature").asText()) || !Hashing.digest(digest.digest()).equals(said)) {
            tell(What.ALTERED, 0, 0);
        }
    }

    private EvidenceReport report() {
        if (!isEnded) {
            var last = indexes.stream().max(Comparator.naturalOrder()).orElse(0L);
            tell(What.TRUNCATED, last, last);
        }
        if (head.isEmpty()) {
            tell(What.UNSIGNED, 0, Math.max(0, indexes.size() - 1));
        }
        return new EvidenceReport(origin, about, indexes.size(), proofs, receipts, head, stamp,
                breaks.told(Comparator.comparing(Break::what).thenComparing(Break::from)), breaks.count());
    }

    private void tell(What what, long from, long to) {
        breaks.add(new Break(what, from, to));
    }
}
