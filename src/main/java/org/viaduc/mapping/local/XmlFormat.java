package org.viaduc.mapping.local;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

import org.viaduc.mapping.BackTranslation;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.Attachment;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;
import org.viaduc.model.XmlCharacters;

/**
 * Files of one dossier, or of many, as element trees: what a row type names is a row, the leaves below are fields.
 * Document type declarations and entities are refused whatever they say, and so is what is too deep or too large. Of a
 * file of many one is held at a time; one that cannot be read does not stop those behind it.
 */
public final class XmlFormat implements LocalFormat {
    private static final XMLInputFactory READERS = readers();
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    private final SystemDescription system;
    private final Wire.Xml wire;
    private final TreeRows rows;

    /** @throws IllegalArgumentException when the system does not write XML */
    public XmlFormat(SystemDescription system) {
        if (!(system.wire() instanceof Wire.Xml xml)) {
            throw new IllegalArgumentException("`" + system.name() + "` does not write XML");
        }
        this.system = system;
        this.wire = xml;
        this.rows = new TreeRows(system);
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
    static XMLStreamReader reader(XmlCharacters text) throws XMLStreamException {
        return new GuardedXml(READERS.createXMLStreamReader(text.reader()));
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
        BiConsumer<Integer, String> said = (line, reason) -> faults.accept(new Fault(source + ":" + line, reason));
        try {
            var whole = new BufferedInputStream(in, 1 << 16);
            var isUtf8 = TextLines.isPlainlyUtf8(whole);
            var limited = new LimitedStream(whole);
            var text = XmlCharacters.of(limited);
            if (isUtf8 && text.isOneByte()) {
                said.accept(1, "the file is written in UTF-8 and says " + text.charset().name()
                        + ": nothing of it is read");
                return;
            }
            var reader = reader(text);
            try {
                new XmlTrees(reader, wire, new TreeLimits(system.never(), rows.documents()), limited,
                        unread -> said.accept(unread.line(), unread.getMessage()))
                        .read(tree -> rows.split(tree, records, said));
            } finally {
                reader.close();
            }
        } catch (UnreadableTree e) {
            said.accept(e.line(), e.getMessage());
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof LimitedStream.TooLarge large) {
                said.accept(1, large.getMessage());
            } else if (e.getNestedException() instanceof IOException broken
                    && !(broken instanceof CharacterCodingException)) {
                throw broken;
            } else {
                said.accept(e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber()),
                        wire.record().isEmpty()
                                ? "no well-formed XML"
                                : "no well-formed XML: nothing from here on is read");
            }
        }
    }

    @Override
    public byte[] write(DeliverableRecord record) {
        return write(record.rows(), record.attachments());
    }

    /** The bytes with other documents in the place of the record's: what travels beside the file stands in it as a word. */
    public byte[] write(DeliverableRecord record, UnaryOperator<Attachment> instead) {
        return write(record.rows(), record.attachments().stream().map(instead).toList());
    }

    @Override
    public byte[] write(BackTranslation translation) {
        return write(translation.rows(), translation.attachments());
    }

    private byte[] write(List<LocalRow> local, List<Attachment> attachments) {
        var name = wire.record().isEmpty() ? wire.root() : wire.record().getLast();
        var tree = new TreeWriting(system, local, attachments, name).tree();
        for (var i = wire.record().size() - 1; i >= 0; i--) {
            var outer = new Tree(i == 0 ? wire.root() : wire.record().get(i - 1), 0);
            outer.add(tree);
            tree = outer;
        }
        var bytes = new ByteArrayOutputStream(8192);
        try {
            var writer = WRITERS.createXMLStreamWriter(bytes, wire.charset().name());
            writer.writeStartDocument(wire.charset().name(), "1.0");
            element(tree, writer, true);
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML can be written to memory", e);
        }
        return bytes.toByteArray();
    }

    private void element(Tree tree, XMLStreamWriter xml, boolean first) throws XMLStreamException {
        if (wire.namespace().isEmpty()) {
            xml.writeStartElement(tree.name);
        } else {
            xml.setDefaultNamespace(wire.namespace());
            xml.writeStartElement(wire.namespace(), tree.name);
            if (first) {
                xml.writeDefaultNamespace(wire.namespace());
            }
        }
        for (var child : tree.children) {
            if (child.name.startsWith("@")) {
                xml.writeAttribute(child.name.substring(1), child.text);
            }
        }
        xml.writeCharacters(tree.text);
        for (var child : tree.children) {
            if (!child.name.startsWith("@")) {
                element(child, xml, false);
            }
        }
        xml.writeEndElement();
    }
}
