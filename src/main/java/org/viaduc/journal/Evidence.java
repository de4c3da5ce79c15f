package org.viaduc.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;

/**
 * Writes a part of a journal with the proof that it is one, as lines of JSON: {@code evidence} (format, origin, what it is
 * about, public keys), {@code keys} of neighbours, the {@code checkpoint} that everything is proven against, what this node
 * {@code witness}ed of others, {@code consistency} of earlier sizes, {@code entry} lines each with its inclusion path,
 * the {@code timestamp} of an authority, {@code rule} sentences, neighbours' {@code receipt}s, and the {@code end}, which names the entries and is signed.
 */
final class Evidence {
    static final String FORMAT = "viaduc-evidence/1";
    /** How many entries a part may hold, so that its last line, which names them, can be read again. */
    static final int MOST = 3_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();
    private static final String ENTRIES = """
            select l.leaf_index, l.leaf, %s from journal_leaf l join journal_entry e on e.id = l.entry
             where l.leaf_index < ? and %s order by l.leaf_index""";

    private final Connection connection;
    private final Department origin;
    private final CheckpointSigner signer;
    private final Checkpoint head;
    private final Subtrees subtrees;
    private final DigestOutputStream digesting;
    private final JsonGenerator lines;
    private final List<Long> indexes = new ArrayList<>();
    private final Set<String> rules = new TreeSet<>();
    private final Set<ExchangeId> exchanges = new LinkedHashSet<>();

    private Evidence(Connection connection, CheckpointSigner signer, Checkpoint head, OutputStream out)
            throws IOException {
        this.connection = connection;
        this.origin = head.origin();
        this.signer = signer;
        this.head = head;
        this.subtrees = new SubtreeRows(connection);
        this.digesting = new DigestOutputStream(out, Digest.sha256());
        this.lines = JSON.createGenerator(digesting);
        lines.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        lines.setRootValueSeparator(new SerializedString("\n"));
    }

    /**
     * @param connection in a transaction that sees the log as the checkpoint has it, or longer
     * @return how many entries were written
     */
    static int write(Connection connection, CheckpointSigner signer, Checkpoint head, About about, Beside beside,
            OutputStream out) throws SQLException, IOException {
        var evidence = new Evidence(connection, signer, head, out);
        evidence.begin(about, beside);
        evidence.body(about);
        evidence.stamped();
        evidence.rules(beside);
        evidence.receipts(beside);
        evidence.end(about);
        return evidence.indexes.size();
    }

    /** The earliest word of an authority on the last of these entries: by then they were all there. */
    private void stamped() throws SQLException, IOException {
        var first = indexes.isEmpty() ? head.size() : indexes.getLast() + 1;
        var timestamp = TimestampRows.covering(connection, first, head.size());
        if (timestamp.isEmpty()) {
            return;
        }
        var checkpoint = CheckpointRows.at(connection, origin, timestamp.get().size());
        if (checkpoint.isPresent()) {
            if (checkpoint.get().size() < head.size()) {
                JournalExport.checkpoint(lines, "checkpoint", checkpoint.get());
                consistency(checkpoint.get().size(), head.size());
            }
            JournalExport.timestamp(lines, timestamp.get());
        }
    }

    private void begin(About about, Beside beside) throws IOException, SQLException {
        lines.writeStartObject();
        lines.writeStringField("line", "evidence");
        lines.writeStringField("format", FORMAT);
        lines.writeStringField("origin", origin.code());
        lines.writeStringField("about", about.text());
        keys(beside.publicKeys());
        lines.writeEndObject();
        for (var neighbour : beside.neighbours().entrySet().stream()
                .sorted(java.util.Comparator.comparing(each -> each.getKey().code())).toList()) {
            line("keys");
            lines.writeStringField("origin", neighbour.getKey().code());
            keys(neighbour.getValue());
            lines.writeEndObject();
        }
        JournalExport.checkpoint(lines, "checkpoint", head);
        if (!(about instanceof About.OneEntry || about instanceof About.Growth)) {
            for (var witnessed : CheckpointRows.latestWitnessed(connection)) {
                JournalExport.checkpoint(lines, "witness", witnessed);
            }
        }
    }

    private void body(About about) throws SQLException, IOException {
        switch (about) {
            case About.OneEntry(var index) -> entries("l.leaf_index = ?", index);
            case About.Growth(var from, var to) -> growth(from, to);
            case About.OneExchange(var id) -> entries("e.exchange = ?", id.value());
            case About.OnePerson(var pseudonym) -> entries("""
                    (e.exchange in (select exchange from journal_entry where details->>'pseudonym' = ?)
                     or e.details->>'pseudonym' = ?)""", pseudonym.value().toString(), pseudonym.value().toString());
            case About.Period(var from, var to) -> entries("e.at >= ? and e.at < ?",
                    OffsetDateTime.ofInstant(from, ZoneOffset.UTC), OffsetDateTime.ofInstant(to, ZoneOffset.UTC));
        }
    }

    private void growth(long from, long to) throws SQLException, IOException {
        for (var size : new TreeSet<>(List.of(from, to))) {
            var signed = CheckpointRows.at(connection, origin, size).filter(it -> it.size() != head.size());
            if (signed.isPresent()) {
                JournalExport.checkpoint(lines, "checkpoint", signed.get());
            }
            consistency(size, head.size());
        }
        if (from < to && to < head.size()) {
            consistency(from, to);
        }
    }

    private void consistency(long from, long to) throws SQLException, IOException {
        var proof = subtrees.consistency(from, to);
        line("consistency");
        lines.writeNumberField("from", from);
        lines.writeNumberField("to", to);
        lines.writeStringField("first", subtrees.root(from).hex());
        lines.writeStringField("second", subtrees.root(to).hex());
        path(proof.path());
        lines.writeEndObject();
    }

    private void entries(String which, Object... values) throws SQLException, IOException {
        try (var select = connection.prepareStatement(ENTRIES.formatted(EntryRows.COLUMNS, which))) {
            select.setLong(1, head.size());
            bind(select, values);
            select.setFetchSize(1_000);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var index = rows.getLong("leaf_index");
                    var entry = EntryRows.read(rows);
                    line("entry");
                    lines.writeNumberField("index", index);
                    lines.writeStringField("leaf", HEX.formatHex(rows.getBytes("leaf")));
                    JournalExport.entry(lines, entry);
                    path(subtrees.inclusion(index, head.size()).path());
                    lines.writeEndObject();
                    note(index, entry);
                }
            }
        }
    }

    private void note(long index, Entry entry) throws IOException {
        if (indexes.size() == MOST) {
            throw new IOException(
                    "a part of a journal holds " + MOST + " entries at most: take fewer days, or the whole"
                            + " journal");
        }
        indexes.add(index);
        entry.exchange().ifPresent(exchanges::add);
        var named = entry.details().get(Detail.RULES.word());
        if (named != null) {
            rules.addAll(List.of(named.split(" ")));
        }
    }

    private static void bind(PreparedStatement select, Object... values) throws SQLException {
        for (var at = 0; at < values.length; at++) {
            select.setObject(at + 2, values[at]);
        }
    }

    private void rules(Beside beside) throws IOException {
        for (var rule : beside.rules().stream().filter(each -> rules.contains(each.id())).toList()) {
            line("rule");
            lines.writeStringField("id", rule.id());
            lines.writeStringField("sentence", rule.sentence());
            lines.writeStringField("book", rule.book());
            lines.writeEndObject();
        }
    }

    private void receipts(Beside beside) throws IOException {
        for (var exchange : exchanges) {
            for (var receipt : beside.receipts().of(exchange)) {
                line("receipt");
                lines.writeStringField("exchange", exchange.toString());
                lines.writeStringField("from", receipt.from().code());
                lines.writeStringField("jws", receipt.jws());
                lines.writeEndObject();
            }
        }
    }

    /** The last line signs everything before it, and names the entries, so that one that was taken out is known. */
    private void end(About about) throws IOException {
        lines.flush();
        var digest = Hashing.digest(digesting.getMessageDigest().digest());
        var names = indexes.stream().map(String::valueOf).collect(java.util.stream.Collectors.joining(","));
        line("end");
        lines.writeArrayFieldStart("entries");
        for (var index : indexes) {
            lines.writeNumber(index);
        }
        lines.writeEndArray();
        lines.writeStringField("digest", digest.hex());
        lines.writeStringField("signature", signer.sign(body(origin, about.text(), names, digest)));
        lines.writeEndObject();
        lines.writeRaw('\n');
        lines.flush();
    }

    static byte[] body(Department origin, String about, String entries, Digest digest) {
        return (FORMAT + "\n" + origin + "\n" + about + "\n" + entries + "\n" + digest + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void line(String kind) throws IOException {
        lines.writeStartObject();
        lines.writeStringField("line", kind);
    }

    private void keys(String jwkSet) throws IOException {
        lines.writeFieldName("keys");
        JSON.writeTree(lines, JSON.readTree(jwkSet));
    }

    private void path(List<Digest> path) throws IOException {
        lines.writeArrayFieldStart("path");
        for (var hash : path) {
            lines.writeString(hash.hex());
        }
        lines.writeEndArray();
    }
}
