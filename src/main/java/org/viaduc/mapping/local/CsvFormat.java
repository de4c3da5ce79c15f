package org.viaduc.mapping.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.viaduc.mapping.BackTranslation;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.local.CsvLines.CsvLine;
import org.viaduc.model.Attachment;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/**
 * Files with lines of several types: the first cell is the type, and each type has a header line that names its columns.
 * A household is opened by its own line and holds several persons; each becomes a record, with the others as members.
 */
public final class CsvFormat implements LocalFormat {
    private final SystemDescription system;
    private final Wire.Csv wire;
    private final Map<String, RowType> types = new HashMap<>();

    /** @throws IllegalArgumentException when the system does not write CSV */
    public CsvFormat(SystemDescription system) {
        if (!(system.wire() instanceof Wire.Csv csv)) {
            throw new IllegalArgumentException("`" + system.name() + "` does not write CSV");
        }
        this.system = system;
        this.wire = csv;
        system.rows().forEach(row -> types.put(row.type(), row));
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
        new Reading(source, records, faults).read(in);
    }

    private boolean begins(String line) {
        var delimiter = line.indexOf(wire.delimiter());
        var type = delimiter < 0 ? line : line.substring(0, delimiter);
        return types.containsKey(type) || system.never().contains(type) || line.startsWith(wire.header());
    }

    /** A type's columns as this file names them. */
    private record Header(RowType type, List<String> columns) {}

    /** One file being read. */
    private final class Reading {
        private final String source;
        private final Consumer<Fault> faults;
        private final Households households;
        private final Map<String, Header> headers = new HashMap<>();

        Reading(String source, Consumer<LocalRecord> records, Consumer<Fault> faults) {
            this.source = source;
            this.faults = faults;
            this.households = new Households(system, records, this::fault);
        }

        void read(InputStream in) throws IOException {
            var lines = new CsvLines(new TextLines(in, wire.charset(), this::fault), wire.delimiter(),
                    CsvFormat.this::begins);
            var any = false;
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                any = true;
                take(line.get());
            }
            households.close();
            if (!any) {
                fault(1, "the file is empty");
            }
        }

        private void fault(int line, String reason) {
            faults.accept(new Fault(source + ":" + line, reason));
        }

        private void take(CsvLine line) {
            var type = line.cells().getFirst();
            if (system.never().contains(type)) {
                return;
            }
            if (!line.fault().isEmpty()) {
                unreadable(line, line.fault());
            } else if (type.startsWith(wire.header())) {
                header(line, type.substring(wire.header().length()));
            } else if (types.containsKey(type) || headers.containsKey(type)) {
                row(line, type);
            } else {
                unreadable(line, "the line does not begin with a row type that is known");
            }
        }

        private void unreadable(CsvLine line, String reason) {
            fault(line.line(), reason);
            if (system.opening().filter(line.cells().getFirst()::equals).isPresent()) {
                households.close();
            } else {
                households.hole(line.line());
            }
        }

        private void header(CsvLine line, String type) {
            if (system.never().contains(type)) {
                return;
            }
            var columns = line.cells().subList(1, line.cells().size()).stream().map(String::strip).toList();
            headers.remove(type);
            if (Set.copyOf(columns).size() != columns.size()) {
                fault(line.line(), "the header names a column twice: its lines are not read");
                return;
            }
            var known = types.get(type);
            if (known == null) {
                fault(line.line(), "a header for a row type that mappings/" + system.name()
                        + "/system.yaml does not have: nothing of its lines will be translated");
                headers.put(type, new Header(stranger(type, columns), columns));
                return;
            }
            var missing = known.fields().stream().filter(field -> !columns.contains(field)).toList();
            var extra = columns.stream().filter(column -> !known.fields().contains(column)).count();
            var keys = Stream.concat(known.person().stream(), known.household().stream());
            if (!missing.isEmpty()) {
                fault(line.line(), "the header of `" + type + "` lacks " + missing);
            }
            if (extra > 0) {
                fault(line.line(), "the header of `" + type + "` has " + extra
                        + " columns that mappings/" + system.name() + "/system.yaml does not have");
            }
            if (keys.allMatch(columns::contains)) {
                headers.put(type, new Header(known, columns));
            }
        }

        /** A row type that nobody described: whose lines they are is guessed by the names of the keys. */
        private RowType stranger(String type, List<String> columns) {
            var person = system.row(system.person());
            return new RowType(type, "stranger", columns, person.flatMap(RowType::person).filter(columns::contains),
                    person.flatMap(RowType::household).filter(columns::contains));
        }

        private void row(CsvLine line, String type) {
            var header = headers.get(type);
            if (header == null) {
                unreadable(line, "no header line `" + wire.header() + type + "` that can be used stands above");
                return;
            }
            var columns = header.columns;
            if (line.cells().size() - 1 != columns.size()) {
                unreadable(line,
                        "the line has " + (line.cells().size() - 1) + " columns, its header " + columns.size());
                return;
            }
            var fields = new LinkedHashMap<String, String>();
            for (var i = 0; i < columns.size(); i++) {
                var cell = line.cells().get(i + 1);
                if (!cell.isBlank()) {
                    fields.put(columns.get(i), cell);
                }
            }
            var field = header.type.document().filter(each -> fields.containsKey(each.content()));
            var document = field.flatMap(each -> Document.of(fields.get(each.content()), each, fields));
            if (field.isPresent() && document.isEmpty()) {
                unreadable(line, "the document in the column `" + field.get().content() + "` is no Base64");
            } else {
                households.take(header.type, new LocalRow(type, fields, line.line()), document);
            }
        }
    }

    @Override
    public byte[] write(DeliverableRecord record) {
        return write(record.rows(), record.attachments());
    }

    @Override
    public byte[] write(BackTranslation translation) {
        return write(translation.rows(), translation.attachments());
    }

    private byte[] write(List<LocalRow> rows, List<Attachment> attachments) {
        Map<String, Attachment> documents = new HashMap<>();
        attachments.forEach(each -> documents.put(each.id(), each));
        var text = new StringBuilder(4096);
        for (var type : system.rows()) {
            var first = true;
            for (var row : rows) {
                if (row.type().equals(type.type())) {
                    if (first) {
                        text.append(wire.header()).append(type.type());
                        type.fields().forEach(field -> text.append(wire.delimiter()).append(field));
                        text.append(wire.lineEnd());
                        first = false;
                    }
                    line(type, row, documents, text);
                }
            }
        }
        return text.toString().getBytes(wire.charset());
    }

    private void line(RowType type, LocalRow row, Map<String, Attachment> documents, StringBuilder text) {
        text.append(type.type());
        for (var field : type.fields()) {
            text.append(wire.delimiter());
            var value = row.fields().getOrDefault(field, "");
            var isDocument = type.document().filter(document -> document.content().equals(field)).isPresent();
            cell(isDocument ? content(documents.get(value)) : value, wire.delimiter(), wire.lineEnd(), text);
        }
        text.append(wire.lineEnd());
    }

    private static String content(Attachment document) {
        try {
            return document == null ? "" : Document.base64(document);
        } catch (IOException e) {
            throw new UncheckedIOException("a document of the record cannot be read", e);
        }
    }

    /** One cell, quoted where it must be. */
    static void cell(String value, char delimiter, String lineEnd, StringBuilder text) {
        if (value.indexOf(delimiter) < 0 && value.indexOf('"') < 0 && value.indexOf('\n') < 0
                && value.indexOf('\r') < 0) {
            text.append(value);
        } else {
            text.append('"').append(value.replace("\"", "\"\"").replace("\r", "").replace("\n", lineEnd))
                    .append('"');
        }
    }
}
