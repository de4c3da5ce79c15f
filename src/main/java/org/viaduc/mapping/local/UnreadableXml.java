package org.viaduc.mapping.local;

import javax.xml.stream.XMLStreamReader;

/** A dossier that cannot be taken as it is. */
final class UnreadableXml extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;

    UnreadableXml(XMLStreamReader at, String reason) {
        super(reason, null, false, false);
        this.line = Math.max(1, at.getLocation().getLineNumber());
    }

    int line() {
        return line;
    }
}
