package org.viaduc.mapping.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.viaduc.mapping.BackTranslation;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.Attachment;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/**
 * One dossier as an element tree: the root's children are rows, the leaves below them fields. Document type declarations
 * and entities are refused whatever they say, and so is what is too deep or too large.
 */
public final class XmlFormat implements LocalFormat {
    private static final XMLInputFactory READERS = readers();
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    private final SystemDescription system;
    private final Wire.Xml wire;

    /** @throws IllegalArgumentException when the system does not write XML */
    public XmlFormat(SystemDescription system) {
        if (!(system.wire() instanceof Wire.Xml xml)) {
            throw new IllegalArgumentException("`" + system.name() + "` does not write XML");
        }
        this.system = system;
        this.wire = xml;
    }

    private static XMLInputFactory readers() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the file is read");
        });
        return factory;
    }

    /** Reads XML and nothing outside it. */
    static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        return READERS.createXMLStreamReader(in);
    }

    @Override
    public String system() {
        return system.name();
    }

    @Override
    public String ending() {
        return "xml";
    }

    @Override
    public void read(InputStream in, String source, Consumer<LocalRecord> records, Consumer<Fault> faults)
            throws IOException {
        try {
            var reader = reader(new LimitedStream(in));
            try {
                records.accept(new XmlDossier(reader, system, wire).read());
            } finally {
                reader.close();
            }
        } catch (UnreadableXml e) {
            faults.accept(new Fault(source + ":" + e.line(), e.getMessage()));
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof LimitedStream.TooLarge large) {
                faults.accept(new Fault(source + ":1", large.getMessage()));
            } else if (e.getNestedException() instanceof IOException broken
                    && !(broken instanceof java.io.CharConversionException)) {
                throw broken;
            } else {
                var line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
                faults.accept(new Fault(source + ":" + line, "no well-formed XML"));
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
        var bytes = new ByteArrayOutputStream(8192);
        try {
            var writer = WRITERS.createXMLStreamWriter(bytes, "UTF-8");
            new XmlWriting(writer, system, wire, documents).write(rows);
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML can be written to memory", e);
        }
        return bytes.toByteArray();
    }
}
