package org.viaduc.mapping.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.viaduc.mapping.BackTranslation;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.Form.Span;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.local.TextLines.TextLine;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/**
 * Lines whose fields stand at fixed places; one of the places says the line's type. Persons and households follow one
 * another as in {@link CsvFormat}. What stands where no field is described is counted and not lost silently. Where a first
 * and a last line hold the file together, a file that they do not fit was cut or is another one, and nothing of it is
 * believed.
 */
public final class FixedFormat implements LocalFormat {
    private static final int LONGEST_FILE = 64 << 20;

    private final SystemDescription system;
    private final Wire.Fixed wire;
    private final Map<String, Layout> layouts = new LinkedHashMap<>();

    /** @param last the last character that a field of the type has. @param described the characters that mean something */
    private record Layout(RowType type, Map<String, Span> spans, int last, BitSet described) {
        static Layout of(RowType type, Span ofType) {
            var spans = new LinkedHashMap<String, Span>();
            var described = new BitSet();
            described.set(ofType.from(), ofType.to() + 1);
            type.fields().forEach(field -> {
                var span = (Span) type.forms().get(field);
                spans.put(field, span);
                described.set(span.from(), span.to() + 1);
                if (span.goesOn() > 0) {
                    described.set(span.goesOn());
                }
            });
            return new Layout(type, spans, described.length() - 1, described);
        }
    }

    /** @throws IllegalArgumentException when the system does not write such files */
    public FixedFormat(SystemDescription system) {
        if (!(system.wire() instanceof Wire.Fixed fixed)) {
            throw new IllegalArgumentException("`" + system.name() + "` does not write lines with fixed places");
        }
        this.system = system;
        this.wire = fixed;
        system.rows().forEach(row -> layouts.put(row.type(), Layout.of(row, fixed.type())));
    }

    @Override
    public String system() {
        return system.name();
    }

    @Override
    public boolean isOpenedTwice() {
        return wire.ends().isPresent();
    }

    @Override
    public void read(InputStream in, String source, Consumer<LocalRecord> records, Consumer<Fault> faults)
            throws IOException {
        if (!isOpenedTwice()) {
            new Reading(source, records, faults).read(in);
            return;
        }
        var file = in.readNBytes(LONGEST_FILE + 1);
        if (file.length > LONGEST_FILE) {
            faults.accept(new Fault(source + ":1", "the file is larger than " + (LONGEST_FILE >> 20) + " MB"));
        } else {
            read(() -> new ByteArrayInputStream(file), source, records, faults);
        }
    }

    @Override
    public void read(LocalFile file, String source, Consumer<LocalRecord> records, Consumer<Fault> faults)
            throws IOException {
        var reading = new Reading(source, records, faults);
        if (isOpenedTwice()) {
            reading.readTwice(file, new FixedEnds(wire.ends().get(), wire.charset(), wire.length()));
        } else {
            try (var in = file.open()) {
                reading.read(in);
            }
        }
    }

    /** One file being read. */
    private final class Reading {
        private final String source;
        private final Consumer<Fault> faults;
        private final Households households;
        private final FixedTexts texts = new FixedTexts(this::fault);

        Reading(String source, Consumer<LocalRecord> records, Consumer<Fault> faults) {
            this.source = source;
            this.faults = faults;
            this.households = new Households(system, records, this::fault);
        }

        private void fault(int line, String reason) {
            faults.accept(new Fault(source + ":" + line, reason));
        }

        void read(InputStream in) throws IOException {
            lines(new TextLines(in, wire.charset(), this::fault), Integer.MAX_VALUE);
        }

        /** Nothing comes out of the file before its last line was seen to hold it together. */
        void readTwice(LocalFile file, FixedEnds ends) throws IOException {
            int between;
            try (var in = file.open()) {
                between = ends.linesBetween(in, this::fault);
            }
            if (between >= 0) {
                try (var in = file.open()) {
                    var text = new TextLines(in, wire.charset(), this::fault);
                    if (text.next().isPresent()) {
                        lines(text, between);
                    }
                }
            }
        }

        /** @param most how many lines are about persons */
        private void lines(TextLines lines, int most) throws IOException {
            var any = false;
            for (var i = 0; i < most; i++) {
                var line = lines.next();
                if (line.isEmpty()) {
                    break;
                }
                if (!line.get().fault().isEmpty() || !line.get().text().isBlank()) {
                    any = true;
                    take(line.get());
                }
            }
            texts.close().ifPresent(this::row);
            households.close();
            if (!any && most > 0) {
                fault(1, "the file is empty");
            }
        }

        private void take(TextLine line) {
            var type = FixedCell.cut(line.text(), wire.type()).strip();
            if (system.never().contains(type) || wire.aside().containsKey(type)) {
                return;
            }
            var layout = layouts.get(type);
            var fault = !line.fault().isEmpty()
                    ? line.fault()
                    : layout == null
                            ? "the line does not say a row type that is known"
                            : FixedCell.fault(line.text(), layout.spans, wire.length());
            if (fault.isEmpty()) {
                var row = new LocalRow(type, fields(line.text(), layout), line.number());
                texts.take(row, line.text(), layout.spans).forEach(this::row);
            } else {
                texts.close().ifPresent(this::row);
                unreadable(line.number(), type, fault);
            }
        }

        private void row(FixedTexts.Row row) {
            if (row.fault().isEmpty()) {
                households.take(layouts.get(row.row().type()).type, row.row(), Optional.empty());
            } else {
                unreadable(row.row().line(), row.row().type(), row.fault());
            }
        }

        private void unreadable(int line, String type, String reason) {
            fault(line, reason);
            if (system.opening().filter(type::equals).isPresent()) {
                households.close();
            } else {
                households.hole(line);
            }
        }
    }

    private static Map<String, String> fields(String line, Layout layout) {
        var fields = new LinkedHashMap<String, String>();
        layout.spans.forEach((field, span) -> {
            var value = FixedCell.value(line, span);
            if (!value.isEmpty()) {
                fields.put(field, value);
            }
        });
        for (var from = layout.described.nextClearBit(1); from <= line.length();) {
            var next = layout.described.nextSetBit(from);
            var to = next < 0 ? line.length() : Math.min(next - 1, line.length());
            var text = line.substring(from - 1, to);
            if (!text.isBlank()) {
                fields.put(from + "-" + to, text.strip());
            }
            from = next < 0 ? line.length() + 1 : layout.described.nextClearBit(next);
        }
        return fields;
    }

    @Override
    public byte[] write(DeliverableRecord record) {
        return write(record.rows(), record.exchange().toString());
    }

    @Override
    public byte[] write(BackTranslation translation) {
        return write(translation.rows(), "");
    }

    private byte[] write(List<LocalRow> rows, String exchange) {
        var lines = new ArrayList<char[]>();
        for (var layout : layouts.values()) {
            for (var row : rows) {
                if (row.type().equals(layout.type.type())) {
                    lines(row, layout, lines);
                }
            }
        }
        wire.ends().map(ends -> new FixedEnds(ends, wire.charset(), wire.length())).ifPresent(ends -> {
            lines.add(ends.tail(lines.size(), wire.length()));
            lines.addFirst(ends.head(exchange, wire.length()));
        });
        var text = new StringBuilder(4096);
        lines.forEach(line -> text.append(line).append(wire.lineEnd()));
        return text.toString().getBytes(wire.charset());
    }

    private void lines(LocalRow row, Layout layout, List<char[]> lines) {
        var goesOn = layout.spans.entrySet().stream().filter(each -> each.getValue().goesOn() > 0).findFirst();
        if (goesOn.isEmpty()) {
            lines.add(line(row, layout));
            return;
        }
        var span = goesOn.get().getValue();
        for (var part : FixedTexts.parts(row.fields().getOrDefault(goesOn.get().getKey(), ""), span.length())) {
            var fields = new LinkedHashMap<>(row.fields());
            fields.put(goesOn.get().getKey(), part.text());
            var line = line(new LocalRow(row.type(), fields, 0), layout);
            line[span.goesOn() - 1] = part.mark();
            lines.add(line);
        }
    }

    private char[] line(LocalRow row, Layout layout) {
        var line = new char[Math.max(wire.length(), layout.last)];
        java.util.Arrays.fill(line, ' ');
        FixedCell.put(row.type(), wire.type(), line);
        layout.spans
                .forEach((field, span) -> FixedCell.put(row.fields().getOrDefault(field, span.empty()), span, line));
        return line;
    }
}
