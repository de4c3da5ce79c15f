package org.viaduc.mapping.local;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import javax.xml.stream.XMLStreamException;

import org.viaduc.mapping.BackTranslation;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;
import org.viaduc.model.XmlCharacters;

/**
 * A long XML flow: one element per household, read one after the other however long the flow is. A unit that cannot be
 * read takes no other with it; it is handed over byte for byte, so that it can be kept, mended and handed in again.
 */
public final class FlowFormat implements LocalFormat {
    private final SystemDescription system;
    private final FlowShape shape;

    /** @throws IllegalArgumentException when the system does not write a flow */
    public FlowFormat(SystemDescription system) {
        if (!(system.wire() instanceof Wire.Flow flow)) {
            throw new IllegalArgumentException("`" + system.name() + "` does not write a flow");
        }
        this.system = system;
        this.shape = new FlowShape(system, flow);
    }

    /** Gets what could not be read, as it stood in the flow. */
    public interface Rejected {
        /**
         * @param unit    the whole element, byte for byte
         * @param charset of the flow
         * @param fault   where it stands, and why it was not read
         * @param head    what the flow says of itself, by path below its root
         */
        void unit(byte[] unit, Charset charset, Fault fault, Map<String, String> head) throws IOException;
    }

    @Override
    public String ending() {
        return "xml";
    }

    @Override
    public String system() {
        return system.name();
    }

    @Override
    public void read(InputStream in, String source, Consumer<LocalRecord> records, Consumer<Fault> faults)
            throws IOException {
        read(in, source, records, faults, (unit, charset, fault, head) -> {
        });
    }

    /** As above; each unit that cannot be read is also handed to {@code rejected}, in the order of the flow. */
    public void read(InputStream in, String source, Consumer<LocalRecord> records, Consumer<Fault> faults,
            Rejected rejected) throws IOException {
        new Reading(in, source, records, faults, rejected).read();
    }

    /** A file of what was rejected, in the format of the flow. */
    public FlowRejects rejects() {
        return new FlowRejects(shape.wire);
    }

    /** One flow being read. */
    private final class Reading {
        private final BufferedInputStream in;
        private final FlowSplitter splitter;
        private final String source;
        private final Consumer<LocalRecord> records;
        private final Consumer<Fault> faults;
        private final Rejected rejected;
        private boolean isUtf8;

        Reading(InputStream in, String source, Consumer<LocalRecord> records, Consumer<Fault> faults,
                Rejected rejected) {
            this.in = new BufferedInputStream(in, 1 << 16);
            this.splitter = new FlowSplitter(this.in, shape.wire.unit());
            this.source = source;
            this.records = records;
            this.faults = faults;
            this.rejected = rejected;
        }

        void read() throws IOException {
            isUtf8 = TextLines.looksLikeUtf8(in);
            var unit = splitter.next();
            var head = FlowHead.of(splitter.around());
            var charset = head.charset(shape.wire.charset());
            var against = against(head, charset, unit.isPresent());
            if (against.isPresent()) {
                fault(1, against.get());
                return;
            }
            var units = 0L;
            for (; unit.isPresent(); unit = splitter.next()) {
                units++;
                take(unit.get(), charset.orElseThrow(), head);
            }
            end(units);
        }

        /** Why nothing of this file is read. */
        private Optional<String> against(FlowHead head, Optional<Charset> charset, boolean anyUnit) {
            if (splitter.stopped().isPresent()) {
                return splitter.stopped();
            }
            if (splitter.around().length == 0 && !anyUnit) {
                return Optional.of("the file is empty");
            }
            if (charset.isEmpty()) {
                return Optional.of("the file names an encoding that cannot be read");
            }
            return head.root().equals(shape.wire.root())
                    ? Optional.empty()
                    : Optional.of("the root element is not `" + shape.wire.root() + "`");
        }

        /** What is only known when the flow is over. */
        private void end(long units) {
            var head = FlowHead.of(splitter.around());
            splitter.stopped().ifPresent(reason -> fault(splitter.line(), reason));
            var announced = head.announced(shape.wire.count());
            if (!head.closed()) {
                fault(splitter.line(), "the flow breaks off: `" + shape.wire.root() + "` is not closed");
            }
            if (head.behind()) {
                fault(splitter.line(), "something stands behind the end of the flow");
            }
            if (head.hasStrangers(shape.wire)) {
                fault(splitter.line(), "something stands beside the records that system.yaml does not know: a record"
                        + " whose own element is broken, or news of the flow");
            }
            if (announced.filter(count -> count != units).isPresent()) {
                fault(splitter.line(), "the flow announces " + announced.get() + " records and holds " + units);
            }
            if (units == 0 && announced.filter(count -> count == 0).isEmpty()) {
                fault(splitter.line(), "the flow holds no `" + shape.wire.unit() + "`");
            }
        }

        private void fault(int line, String reason) {
            faults.accept(new Fault(source + ":" + line, reason));
        }

        private void take(FlowSplitter.Unit unit, Charset charset, FlowHead head) throws IOException {
            var line = unit.line();
            var reason = unit.fault().isEmpty() ? encoding(unit.bytes(), charset) : unit.fault();
            List<LocalRecord> read = List.of();
            if (reason.isEmpty()) {
                try {
                    read = parsed(unit, charset);
                } catch (UnreadableTree e) {
                    line += e.line() - 1;
                    reason = e.getMessage();
                } catch (XMLStreamException e) {
                    line += e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber() - 1);
                    reason = "no well-formed XML";
                }
            }
            if (reason.isEmpty()) {
                read.forEach(records);
            } else {
                var fault = new Fault(source + ":" + line, reason);
                faults.accept(fault);
                rejected.unit(unit.bytes(), charset, fault, head.words());
            }
        }

        private List<LocalRecord> parsed(FlowSplitter.Unit unit, Charset charset) throws XMLStreamException {
            var xml = XmlFormat.reader(new XmlCharacters(charset, new ByteArrayInputStream(unit.bytes())));
            try {
                return new FlowUnit(xml, shape, unit.line() - 1).read();
            } finally {
                xml.close();
            }
        }

        /** What is wrong with the unit's bytes. A flow that is UTF-8 throughout, and says otherwise, would be garbled. */
        private String encoding(byte[] unit, Charset charset) {
            if (isAscii(unit)) {
                return "";
            }
            if (isUtf8 && !charset.equals(StandardCharsets.UTF_8) && isIn(StandardCharsets.UTF_8, unit)) {
                return "the record is written in UTF-8; " + charset.name() + " is expected";
            }
            return isIn(charset, unit) ? "" : "the record is not written in " + charset.name();
        }

        private static boolean isAscii(byte[] bytes) {
            for (var each : bytes) {
                if (each < 0) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isIn(Charset charset, byte[] bytes) {
            try {
                charset.newDecoder().decode(ByteBuffer.wrap(bytes));
                return true;
            } catch (CharacterCodingException e) {
                return false;
            }
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
        return new FlowWriting(shape).write(rows);
    }
}
