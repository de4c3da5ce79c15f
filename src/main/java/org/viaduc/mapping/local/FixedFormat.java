package org.viaduc.mapping.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.viaduc.mapping.BackTranslation;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.FixedLine;
import org.viaduc.mapping.FixedLine.Column;
import org.viaduc.mapping.FixedLine.Type;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.local.TextLines.TextLine;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/**
 * Files with lines of fixed length, each with its type in front: a head, the lines of one household after the other, and a
 * tail that counts them. A file whose head or tail does not fit was cut or is another one: nothing of it is believed. A line
 * that does not fit holds back its household (decision 0004).
 */
public final class FixedFormat implements LocalFormat {
    private static final int LONGEST = 64 << 20;

    private final SystemDescription system;
    private final Wire.Fixed wire;
    private final Map<String, RowType> types = new HashMap<>();

    /** @throws IllegalArgumentException when the system does not write lines of fixed length */
    public FixedFormat(SystemDescription system) {
        if (!(system.wire() instanceof Wire.Fixed fixed)) {
            throw new IllegalArgumentException("`" + system.name() + "` does not write lines of fixed length");
        }
        this.system = system;
        this.wire = fixed;
        system.rows().stream().filter(row -> !row.type().equals(system.members().orElse("")))
                .forEach(row -> types.put(row.type(), row));
    }

    @Override
    public String system() {
        return system.name();
    }

    @Override
    public String ending() {
        return "txt";
    }

    @Override
    public void read(InputStream in, String source, Consumer<LocalRecord> records, Consumer<Fault> faults)
            throws IOException {
        var file = in.readNBytes(LONGEST + 1);
        if (file.length > LONGEST) {
            faults.accept(new Fault(source + ":1", "the file is larger than " + (LONGEST >> 20) + " MB"));
        } else if (file.length == 0) {
            faults.accept(new Fault(source + ":1", "the file is empty"));
        } else {
            new Reading(source, records, faults).read(file);
        }
    }

    /** One file being read. */
    private final class Reading {
        private final String source;
        private final Consumer<Fault> faults;
        private final Households households;
        private final FixedLines lines = new FixedLines(this::fault);

        Reading(String source, Consumer<LocalRecord> records, Consumer<Fault> faults) {
            this.source = source;
            this.faults = faults;
            this.households = new Households(system, records, this::fault);
        }

        private void fault(int line, String reason) {
            faults.accept(new Fault(source + ":" + line, reason));
        }

        void read(byte[] file) throws IOException {
            var count = wholeLines(file);
            if (count < 0) {
                return;
            }
            var text = new TextLines(new ByteArrayInputStream(file), wire.charset(), this::fault);
            text.next();
            for (var i = 0; i < count; i++) {
                take(text.next().orElseThrow());
            }
            lines.close().ifPresent(this::row);
            households.close();
        }

        /** The number of lines between head and tail, or -1 when the two do not hold the file together. */
        private int wholeLines(byte[] file) throws IOException {
            var text = new TextLines(new ByteArrayInputStream(file), wire.charset(), (line, warning) -> {
            });
            var last = text.next().orElseThrow();
            if (!isEnd(last, wire.head(), "first")) {
                return -1;
            }
            for (var next = text.next(); next.isPresent(); next = text.next()) {
                last = next.get();
            }
            if (last.number() == 1 || !isEnd(last, wire.tail(), "last")) {
                if (last.number() == 1) {
                    fault(1, "the file ends after its first line");
                }
                return -1;
            }
            for (var column : wire.tail().columns()) {
                var said = column.type() == Type.COUNT ? FixedCell.text(last.text(), column) : "";
                if (column.type() == Type.COUNT && !said.equals(String.valueOf(last.number() - 2))) {
                    fault(last.number(), column + ": the last line counts other than the " + (last.number() - 2)
                            + " lines that stand between first and last: the file is not whole");
                    return -1;
                }
            }
            return last.number() - 2;
        }

        private boolean isEnd(TextLine line, FixedLine expected, String which) {
            var fault = !line.fault().isEmpty()
                    ? line.fault()
                    : !line.text().startsWith(expected.type())
                            ? "the " + which + " line of the file does not begin with `" + expected.type() + "`"
                            : FixedCell.fault(line.text(), expected, wire.width());
            if (!fault.isEmpty()) {
                fault(line.number(), fault);
            }
            return fault.isEmpty();
        }

        private void take(TextLine line) {
            var type = line.text().substring(0, Math.min(wire.prefix(), line.text().length()));
            if (system.never().contains(type)) {
                return;
            }
            var fault = !line.fault().isEmpty()
                    ? line.fault()
                    : !types.containsKey(type)
                            ? "the line does not begin with a row type that is known"
                            : FixedCell.fault(line.text(), wire.lines().get(type), wire.width());
            if (fault.isEmpty()) {
                lines.take(line.number(), line.text(), wire.lines().get(type)).forEach(this::row);
            } else {
                lines.close().ifPresent(this::row);
                unreadable(line.number(), type, fault);
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

        private void row(FixedLines.Row row) {
            if (row.fault().isEmpty()) {
                households.take(types.get(row.row().type()), row.row(), java.util.Optional.empty());
            } else {
                unreadable(row.row().line(), row.row().type(), row.fault());
            }
        }
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
        var text = new StringBuilder(4096);
        var count = 0;
        end(wire.head(), exchange, 0, text);
        for (var type : system.rows()) {
            for (var row : rows) {
                if (row.type().equals(type.type())) {
                    count += FixedLines.write(row, wire.lines().get(type.type()), wire.width(), wire.lineEnd(), text);
                }
            }
        }
        end(wire.tail(), exchange, count, text);
        return text.toString().getBytes(wire.charset());
    }

    private void end(FixedLine line, String exchange, int count, StringBuilder text) {
        Map<String, String> values = new HashMap<>();
        for (Column column : line.columns()) {
            values.put(column.name(), switch (column.type()) {
                case EXCHANGE -> exchange;
                case COUNT -> String.valueOf(count);
                default -> column.is();
            });
        }
        FixedLines.line(line, values, wire.width(), text);
        text.append(wire.lineEnd());
    }
}
