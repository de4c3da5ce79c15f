package org.viaduc.journal.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import blue.strategic.parquet.Dehydrator;
import blue.strategic.parquet.ParquetWriter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

import org.viaduc.journal.JournalCheck;

/** The entries of an exported file as Apache Parquet: texts in UTF-8, counts as 64-bit numbers, instants in UTC microseconds. */
public final class ParquetTable {
    private static final MessageType SCHEMA = new MessageType("journal",
            Column.ALL.stream().map(column -> (org.apache.parquet.schema.Type) type(column)).toList());

    private ParquetTable() {
    }

    /** @throws org.viaduc.journal.UnreadableJournal when the lines are not those of a journal or of evidence */
    public static void write(Path lines, Path table) throws IOException {
        Files.deleteIfExists(table);
        Dehydrator<Column.Row> columns = (row, out) -> Column.ALL.forEach(
                column -> column.of(row).ifPresent(value -> out.write(column.name(), typed(column, value))));
        try (var out = ParquetWriter.writeFile(SCHEMA, table.toFile(), columns)) {
            JournalCheck.read(lines, (origin, index, entry) -> out.write(new Column.Row(origin, index, entry)));
        }
    }

    private static PrimitiveType type(Column column) {
        return switch (column.kind()) {
            case TEXT -> Types.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType())
                    .named(column.name());
            case COUNT -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
            case INSTANT -> Types.optional(PrimitiveTypeName.INT64)
                    .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS)).named(column.name());
        };
    }

    private static Object typed(Column column, String value) {
        return switch (column.kind()) {
            case TEXT -> value;
            case COUNT -> Long.parseLong(value);
            case INSTANT -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(value));
        };
    }
}
