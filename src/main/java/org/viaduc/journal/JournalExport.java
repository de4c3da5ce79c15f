package org.viaduc.journal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.viaduc.model.Department;

/**
 * Writes a journal as lines of JSON: {@code journal} (format, origin, public keys), {@code checkpoint}s,
 * {@code timestamp}s of an authority, {@code witness}es, {@code entry} lines up to the last checkpoint in the order of the log, {@code end}.
 */
final class JournalExport {
    static final String FORMAT = "viaduc-journal/1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();

    private JournalExport() {
    }

    static void write(Connection connection, Department origin, String publicKeys, OutputStream out)
            throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (var lines = JSON.createGenerator(new BufferedOutputStream(out))) {
            lines.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            lines.setRootValueSeparator(new SerializedString("\n"));
            JournalCheck.snapshot(connection);
            journal(lines, origin, publicKeys);
            var size = 0L;
            for (var checkpoint : CheckpointRows.all(connection, origin)) {
                checkpoint(lines, "checkpoint", checkpoint);
                size = checkpoint.size();
            }
            for (var timestamp : TimestampRows.all(connection)) {
                timestamp(lines, timestamp);
            }
            for (var witnessed : CheckpointRows.witnessed(connection)) {
                checkpoint(lines, "witness", witnessed);
            }
            entries(lines, connection, size);
            lines.writeStartObject();
            lines.writeStringField("line", "end");
            lines.writeNumberField("entries", size);
            lines.writeEndObject();
            lines.writeRaw('\n');
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static void journal(JsonGenerator lines, Department origin, String publicKeys) throws IOException {
        lines.writeStartObject();
        lines.writeStringField("line", "journal");
        lines.writeStringField("format", FORMAT);
        lines.writeStringField("origin", origin.code());
        lines.writeFieldName("keys");
        JSON.writeTree(lines, JSON.readTree(publicKeys));
        lines.writeEndObject();
    }

    static void checkpoint(JsonGenerator lines, String line, Checkpoint checkpoint) throws IOException {
        lines.writeStartObject();
        lines.writeStringField("line", line);
        lines.writeStringField("origin", checkpoint.origin().code());
        lines.writeNumberField("size", checkpoint.size());
        lines.writeStringField("root", checkpoint.rootHash().hex());
        lines.writeStringField("instant", checkpoint.instant().toString());
        lines.writeStringField("signature", checkpoint.signature());
        lines.writeEndObject();
    }

    static void timestamp(JsonGenerator lines, Timestamp timestamp) throws IOException {
        lines.writeStartObject();
        lines.writeStringField("line", "timestamp");
        lines.writeNumberField("size", timestamp.size());
        lines.writeStringField("token", Base64.getEncoder().encodeToString(timestamp.token()));
        lines.writeEndObject();
    }

    private static void entries(JsonGenerator lines, Connection connection, long size)
            throws SQLException, IOException {
        try (var select = connection.prepareStatement("""
                select l.leaf_index, l.leaf, l.link, %s
                  from journal_leaf l join journal_entry e on e.id = l.entry
                 where l.leaf_index < ? order by l.leaf_index""".formatted(EntryRows.COLUMNS))) {
            select.setLong(1, size);
            select.setFetchSize(2_000);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    lines.writeStartObject();
                    lines.writeStringField("line", "entry");
                    lines.writeNumberField("index", rows.getLong("leaf_index"));
                    lines.writeStringField("leaf", HEX.formatHex(rows.getBytes("leaf")));
                    lines.writeStringField("link", HEX.formatHex(rows.getBytes("link")));
                    entry(lines, EntryRows.read(rows));
                    lines.writeEndObject();
                }
            }
        }
    }

    static void entry(JsonGenerator lines, Entry entry) throws IOException {
        if (entry.exchange().isPresent()) {
            lines.writeStringField("exchange", entry.exchange().get().toString());
        }
        lines.writeStringField("actor", entry.actor().toString());
        lines.writeStringField("step", entry.step().word());
        lines.writeStringField("at", entry.at().toString());
        lines.writeObjectFieldStart("details");
        for (var detail : entry.details().entrySet()) {
            lines.writeStringField(detail.getKey(), detail.getValue());
        }
        lines.writeEndObject();
    }
}
