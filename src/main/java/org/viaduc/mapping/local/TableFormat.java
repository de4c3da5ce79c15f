package org.viaduc.mapping.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.viaduc.mapping.BackTranslation;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.local.TableLines.TableLine;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/**
 * Files of one table: the first line names the columns, every other line is one person. A line that cannot be read is
 * left out with its fault; lines about the same person in a row contradict each other, and none of them is taken. Where the
 * lines hold rows of other types beside, a person has as many lines as need be: {@link TableGroups}.
 */
public final class TableFormat implements LocalFormat {
    private static final int LONGEST_FILE = 64 << 20;

    private final SystemDescription system;
    private final Wire.Table wire;
    private final RowType type;
    private final String key;

    /** @throws IllegalArgumentException when the system does not write such files */
    public TableFormat(SystemDescription system) {
        if (!(system.wire() instanceof Wire.Table table)) {
            throw new IllegalArgumentException("`" + system.name() + "` does not write tables");
        }
        this.system = system;
        this.wire = table;
        this.type = system.row(table.type()).orElseThrow();
        this.key = type.person().orElseThrow();
    }

    @Override
    public String system() {
        return system.name();
    }

    @Override
    public String ending() {
        return "csv";
    }

    /** A person's other lines may stand anywhere in the file, until it was read to its end. */
    @Override
    public boolean isOpenedTwice() {
        return system.rows().size() > 1;
    }

    @Override
    public void read(InputStream in, String source, Consumer<LocalRecord> records, Consumer<Fault> faults)
            throws IOException {
        if (!isOpenedTwice()) {
            persons(in, records, said(source, faults));
            return;
        }
        var file = in.readNBytes(LONGEST_FILE + 1);
        if (file.length > LONGEST_FILE) {
            faults.accept(new Fault(source + ":1", "the file is larger than " + (LONGEST_FILE >> 20) + " MB"));
        } else {
            groups(() -> new ByteArrayInputStream(file), records, said(source, faults));
        }
    }

    @Override
    public void read(LocalFile file, String source, Consumer<LocalRecord> records, Consumer<Fault> faults)
            throws IOException {
        if (isOpenedTwice()) {
            groups(file, records, said(source, faults));
        } else {
            try (var in = file.open()) {
                persons(in, records, said(source, faults));
            }
        }
    }

    private static BiConsumer<Integer, String> said(String source, Consumer<Fault> faults) {
        return (line, reason) -> faults.accept(new Fault(source + ":" + line, reason));
    }

    /** Every line is a person. */
    private void persons(InputStream in, Consumer<LocalRecord> records, BiConsumer<Integer, String> faults)
            throws IOException {
        var lines = new TableLines(system, wire, in, faults);
        var reading = new Reading(records, faults);
        if (lines.begin(key)) {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                reading.take(line.get());
            }
            reading.close();
        }
    }

    /** Persons with several lines: a first look finds whose lines stand apart. */
    private void groups(LocalFile file, Consumer<LocalRecord> records, BiConsumer<Integer, String> faults)
            throws IOException {
        var together = wire.together().orElse(key);
        var apart = new SeenNames();
        try (var in = file.open()) {
            apart(new TableLines(system, wire, in, (line, reason) -> {
            }), together, apart);
        }
        try (var in = file.open()) {
            var lines = new TableLines(system, wire, in, faults);
            var groups = new TableGroups(system, type, together, apart, records, faults);
            if (lines.begin(key)) {
                for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                    groups.take(line.get());
                }
                groups.close();
            }
        }
    }

    private void apart(TableLines lines, String together, SeenNames apart) throws IOException {
        var met = new SeenNames();
        var above = "";
        if (lines.begin(key)) {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                var name = line.get().text(together);
                if (!name.isEmpty() && !name.equals(above)) {
                    above = name;
                    if (!met.add(name)) {
                        apart.add(name);
                    }
                }
            }
        }
    }

    /** One file of persons with one line each being read. */
    private final class Reading {
        private final Consumer<LocalRecord> records;
        private final BiConsumer<Integer, String> faults;
        private final SeenNames met = new SeenNames();
        /** The latest line: it is whole when the next one is about somebody else. */
        private Optional<LocalRecord> waiting = Optional.empty();
        private String person = "";

        Reading(Consumer<LocalRecord> records, BiConsumer<Integer, String> faults) {
            this.records = records;
            this.faults = faults;
        }

        void take(TableLine line) {
            var id = line.text(key);
            if (!line.fault().isEmpty()) {
                faults.accept(line.number(), line.fault());
            } else if (id.isEmpty()) {
                faults.accept(line.number(), "the line does not say whose it is");
            } else if (id.equals(person)) {
                faults.accept(line.number(), "the line is about the same person as the one above: neither is taken");
                waiting = Optional.empty();
            } else if (met.add(id)) {
                close();
                person = id;
                waiting = Optional.of(new LocalRecord(system.name(), id,
                        type.household().map(line::text).orElse(""),
                        List.of(new LocalRow(type.type(), line.fields(), line.number())), List.of()));
            } else {
                faults.accept(line.number(),
                        "the line is about a person of whom another line stands far above: it is not taken");
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
        var columns = TableLines.columns(system);
        var text = new StringBuilder(1024);
        line(columns, text);
        for (var fields : lines(rows)) {
            line(columns.stream().map(column -> fields.getOrDefault(column, "")).toList(), text);
        }
        return text.toString().getBytes(wire.charset());
    }

    /** A line for each row of the person's type; where there are other types, as many as the longest of them needs. */
    private List<Map<String, String>> lines(List<LocalRow> rows) {
        var persons = of(type, rows);
        var others = system.rows().stream().filter(other -> !other.equals(type)).map(other -> of(other, rows)).toList();
        var longest = others.stream().mapToInt(List::size).max().orElse(0);
        var lines = new ArrayList<Map<String, String>>();
        persons.forEach(own -> lines.add(new LinkedHashMap<>(own)));
        if (!persons.isEmpty()) {
            for (var i = lines.size(); i < longest; i++) {
                lines.add(new LinkedHashMap<>(persons.getFirst()));
            }
        }
        for (var other : others) {
            for (var i = 0; i < Math.min(other.size(), lines.size()); i++) {
                other.get(i).forEach(lines.get(i)::putIfAbsent);
            }
        }
        return lines;
    }

    private static List<Map<String, String>> of(RowType type, List<LocalRow> rows) {
        return rows.stream().filter(row -> row.type().equals(type.type())).map(LocalRow::fields).toList();
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
