package org.viaduc.mapping.local;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/**
 * A reader of XML of which every failure is one of the file: the JDK's own breaks with other exceptions on some files that are
 * no XML, such as a character in a document type declaration that does not exist.
 */
final class GuardedXml extends StreamReaderDelegate {
    GuardedXml(XMLStreamReader xml) {
        super(xml);
    }

    @Override
    public int next() throws XMLStreamException {
        try {
            return super.next();
        } catch (RuntimeException broken) {
            throw new XMLStreamException("no XML", getLocation(), broken);
        }
    }
}
