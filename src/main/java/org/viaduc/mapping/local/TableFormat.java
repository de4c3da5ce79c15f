package org.viaduc.mapping.local;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.viaduc.mapping.BackTranslation;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.local.CsvLines.CsvLine;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/**
 * Files of one table: the first line names the columns, every other line is one person. A line that cannot be read is
 * left out with its fault; lines about the same person in a row contradict each other, and none of them is taken.
 */
public final class TableFormat implements LocalFormat {
    private final SystemDescription system;
    private final Wire.Table wire;
    private final RowType type;

    /** @throws IllegalArgumentException when the system does not write such files */
    public TableFormat(SystemDescription system) {
        if (!(system.wire() instanceof Wire.Table table)) {
            throw new IllegalArgumentException("`" + system.name() + "` does not write tables");
        }
        this.system = system;
        this.wire = table;
        this.type = system.row(table.type()).orElseThrow();
    }

    @Override
    public String system() {
        return system.name();
    }

    @Override
    public String ending() {
        return "csv";
    }

    @Override
    public void read(InputStream in, String source, Consumer<LocalRecord> records, Consumer<Fault> faults)
            throws IOException {
        var reading = new Reading(source, records, faults);
        var lines = new CsvLines(new TextLines(in, wire.charset(), reading::fault), wire.delimiter(), line -> true);
        var header = lines.next();
        if (header.isEmpty()) {
            reading.fault(1, "the file is empty");
        } else if (reading.header(header.get())) {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                reading.take(line.get());
            }
            reading.close();
        }
    }

    /** One file being read. */
    private final class Reading {
        private final String source;
        private final Consumer<LocalRecord> records;
        private final Consumer<Fault> faults;
        private List<String> columns = List.of();
        /** The latest line: it is whole when the next one is about somebody else. */
        private Optional<LocalRecord> waiting = Optional.empty();
        private String person = "";

        Reading(String source, Consumer<LocalRecord> records, Consumer<Fault> faults) {
            this.source = source;
            this.records = records;
            this.faults = faults;
        }

        void fault(int line, String reason) {
            faults.accept(new Fault(source + ":" + line, reason));
        }

        /** @return whether the file's lines can be read with this header */
        boolean header(CsvLine line) {
            columns = line.cells().stream().map(String::strip).toList();
            if (!line.fault().isEmpty()) {
                fault(line.line(), "the line that names the columns cannot be read: " + line.fault());
                return false;
            }
            if (Set.copyOf(columns).size() != columns.size()) {
                fault(line.line(), "the header names a column twice: no line is read");
                return false;
            }
            var missing = type.fields().stream().filter(field -> !columns.contains(field)).toList();
            var extra = columns.stream().filter(column -> !type.fields().contains(column)).count();
            if (!missing.isEmpty()) {
                fault(line.line(), "the header lacks " + missing);
            }
            if (extra > 0) {
                fault(line.line(), "the header has " + extra + " columns that mappings/" + system.name()
                        + "/system.yaml does not have");
            }
            var key = type.person().filter(columns::contains);
            if (key.isEmpty()) {
                fault(line.line(), "without the column that says whose line it is, no line is read");
            }
            return key.isPresent();
        }

        void take(CsvLine line) {
            if (!line.fault().isEmpty()) {
                fault(line.line(), line.fault());
                return;
            }
            if (line.cells().size() != columns.size()) {
                fault(line.line(),
                        "the line has " + line.cells().size() + " columns, its header " + columns.size());
                return;
            }
            var fields = new LinkedHashMap<String, String>();
            for (var i = 0; i < columns.size(); i++) {
                if (!line.cells().get(i).isBlank()) {
                    fields.put(columns.get(i), line.cells().get(i));
                }
            }
            var id = type.person().map(field -> fields.getOrDefault(field, "").strip()).orElse("");
            if (id.isEmpty()) {
                fault(line.line(), "the line does not say whose it is");
            } else if (id.equals(person)) {
                fault(line.line(), "the line is about the same person as the one above: neither is taken");
                waiting = Optional.empty();
            } else {
                close();
                person = id;
                var household = type.household().map(field -> fields.getOrDefault(field, "").strip()).orElse("");
                waiting = Optional.of(new LocalRecord(system.name(), id, household,
                        List.of(new LocalRow(type.type(), fields, line.line())), List.of()));
            }
        }

        void close() {
            waiting.ifPresent(records);
            waiting = Optional.empty();
        }
    }

    @Override
    public byte[] write(DeliverableRecord record) {
        return write(record.rows());
    }

    @Override
    public byte[] write(BackTranslation translation) {
        return write(translation.rows());
    }

    private byte[] write(List<LocalRow> rows) {
        var text = new StringBuilder(1024);
        line(type.fields(), text);
        rows.forEach(row -> line(type.fields().stream().map(field -> row.fields().getOrDefault(field, "")).toList(),
                text));
        return text.toString().getBytes(wire.charset());
    }

    private void line(List<String> cells, StringBuilder text) {
        for (var i = 0; i < cells.size(); i++) {
            if (i > 0) {
                text.append(wire.delimiter());
            }
            CsvFormat.cell(cells.get(i), wire.delimiter(), wire.lineEnd(), text);
        }
        text.append(wire.lineEnd());
    }
}
