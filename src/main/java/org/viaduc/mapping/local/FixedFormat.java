package org.viaduc.mapping.local;

import java.io.IOException;
import java.io.InputStream;
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
 * another as in {@link CsvFormat}. What stands where no field is described is counted and not lost silently.
 */
public final class FixedFormat implements LocalFormat {
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
    public void read(InputStream in, String source, Consumer<LocalRecord> records, Consumer<Fault> faults)
            throws IOException {
        new Reading(source, records, faults).read(in);
    }

    /** One file being read. */
    private final class Reading {
        private final String source;
        private final Consumer<Fault> faults;
        private final Households households;

        Reading(String source, Consumer<LocalRecord> records, Consumer<Fault> faults) {
            this.source = source;
            this.faults = faults;
            this.households = new Households(system, records, this::fault);
        }

        private void fault(int line, String reason) {
            faults.accept(new Fault(source + ":" + line, reason));
        }

        void read(InputStream in) throws IOException {
            var lines = new TextLines(in, wire.charset(), this::fault);
            var any = false;
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!line.get().fault().isEmpty() || !line.get().text().isBlank()) {
                    any = true;
                    take(line.get());
                }
            }
            households.close();
            if (!any) {
                fault(1, "the file is empty");
            }
        }

        private void take(TextLine line) {
            var type = cut(line.text(), wire.type()).strip();
            if (system.never().contains(type) || wire.aside().containsKey(type)) {
                return;
            }
            var layout = layouts.get(type);
            if (!line.fault().isEmpty()) {
                unreadable(line, type, line.fault());
            } else if (layout == null) {
                unreadable(line, type, "the line does not say a row type that is known");
            } else if (wire.length() > 0 && line.text().length() < wire.length()) {
                unreadable(line, type, "the line has " + line.text().length() + " characters, not " + wire.length());
            } else {
                households.take(layout.type, new LocalRow(type, fields(line.text(), layout), line.number()),
                        Optional.empty());
            }
        }

        private void unreadable(TextLine line, String type, String reason) {
            fault(line.number(), reason);
            if (system.opening().filter(type::equals).isPresent()) {
                households.close();
            } else {
                households.hole(line.number());
            }
        }
    }

    private static String cut(String line, Span span) {
        return span.from() > line.length()
                ? ""
                : line.substring(span.from() - 1, Math.min(span.to(), line.length()));
    }

    private static Map<String, String> fields(String line, Layout layout) {
        var fields = new LinkedHashMap<String, String>();
        layout.spans.forEach((field, span) -> {
            var text = cut(line, span);
            if (!text.isBlank() && !text.strip().equals(span.empty())) {
                fields.put(field, span.right() ? withoutPad(text.strip(), span.pad()) : text.strip());
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

    private static String withoutPad(String text, char pad) {
        var start = 0;
        while (start < text.length() - 1 && text.charAt(start) == pad) {
            start++;
        }
        return text.substring(start);
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
        var text = new StringBuilder(4096);
        for (var layout : layouts.values()) {
            for (var row : rows) {
                if (row.type().equals(layout.type.type())) {
                    text.append(line(row, layout)).append(wire.lineEnd());
                }
            }
        }
        return text.toString().getBytes(wire.charset());
    }

    private char[] line(LocalRow row, Layout layout) {
        var line = new char[Math.max(wire.length(), layout.last)];
        java.util.Arrays.fill(line, ' ');
        put(row.type(), wire.type(), line);
        layout.spans.forEach((field, span) -> put(row.fields().getOrDefault(field, span.empty()), span, line));
        return line;
    }

    private static void put(String value, Span span, char[] line) {
        var text = value.replace('\n', ' ');
        var length = Math.min(text.length(), span.length());
        if (span.right() && !text.isEmpty()) {
            java.util.Arrays.fill(line, span.from() - 1, span.to(), span.pad());
            text.getChars(0, length, line, span.to() - length);
        } else {
            text.getChars(0, length, line, span.from() - 1);
        }
    }
}
