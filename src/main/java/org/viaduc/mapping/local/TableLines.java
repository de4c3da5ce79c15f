package org.viaduc.mapping.local;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.local.CsvLines.CsvLine;

/** The lines of a file of one table, by the columns that its first line names. */
final class TableLines {
    private final SystemDescription system;
    private final CsvLines lines;
    private final BiConsumer<Integer, String> faults;
    private List<String> header = List.of();

    /** @param fields by column, those that hold something. @param fault why it cannot be read; empty when it can */
    record TableLine(int number, Map<String, String> fields, String fault) {
        String text(String column) {
            return fields.getOrDefault(column, "").strip();
        }
    }

    TableLines(SystemDescription system, Wire.Table wire, InputStream in, BiConsumer<Integer, String> faults)
            throws IOException {
        this.system = system;
        this.lines = new CsvLines(new TextLines(in, wire.charset(), faults), wire.delimiter(), line -> true);
        this.faults = faults;
    }

    /** The columns of all row types, each once, in their order. */
    static List<String> columns(SystemDescription system) {
        var columns = new LinkedHashSet<String>();
        system.rows().forEach(row -> columns.addAll(row.fields()));
        return new ArrayList<>(columns);
    }

    /** Reads the line that names the columns. @return whether the others can be read by it */
    boolean begin(String key) throws IOException {
        var first = lines.next();
        if (first.isEmpty()) {
            faults.accept(1, "the file is empty");
            return false;
        }
        return isHeader(first.get(), key);
    }

    private boolean isHeader(CsvLine line, String key) {
        header = line.cells().stream().map(String::strip).toList();
        if (!line.fault().isEmpty()) {
            faults.accept(line.line(), "the line that names the columns cannot be read: " + line.fault());
            return false;
        }
        if (Set.copyOf(header).size() != header.size()) {
            faults.accept(line.line(), "the header names a column twice: no line is read");
            return false;
        }
        var columns = columns(system);
        var missing = columns.stream().filter(field -> !header.contains(field)).toList();
        var extra = header.stream().filter(column -> !columns.contains(column)).count();
        if (!missing.isEmpty()) {
            faults.accept(line.line(), "the header lacks " + missing);
        }
        if (extra > 0) {
            faults.accept(line.line(), "the header has " + extra + " columns that mappings/" + system.name()
                    + "/system.yaml does not have");
        }
        if (!header.contains(key)) {
            faults.accept(line.line(), "without the column that says whose line it is, no line is read");
        }
        return header.contains(key);
    }

    /** The next line; empty at the end. */
    Optional<TableLine> next() throws IOException {
        return lines.next().map(this::read);
    }

    private TableLine read(CsvLine line) {
        if (!line.fault().isEmpty()) {
            return new TableLine(line.line(), Map.of(), line.fault());
        }
        if (line.cells().size() != header.size()) {
            return new TableLine(line.line(), Map.of(),
                    "the line has " + line.cells().size() + " columns, its header " + header.size());
        }
        var fields = new LinkedHashMap<String, String>();
        for (var i = 0; i < header.size(); i++) {
            if (!line.cells().get(i).isBlank()) {
                fields.put(header.get(i), line.cells().get(i));
            }
        }
        return new TableLine(line.line(), fields, "");
    }
}
