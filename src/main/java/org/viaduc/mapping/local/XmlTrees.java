package org.viaduc.mapping.local;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.viaduc.mapping.SystemDescription.Wire;

/** The records of an XML file, one tree after the other; never more than one is held. */
final class XmlTrees {
    private final XMLStreamReader xml;
    private final Wire.Xml wire;
    private final TreeLimits limits;
    private final LimitedStream in;
    private final Consumer<UnreadableTree> faults;
    private final Set<String> strangers = new HashSet<>();
    private int depth;
    private int elements;

    /** @param faults gets what stands in no record, and records that cannot be read; the file goes on behind them */
    XmlTrees(XMLStreamReader xml, Wire.Xml wire, TreeLimits limits, LimitedStream in, Consumer<UnreadableTree> faults) {
        this.xml = xml;
        this.wire = wire;
        this.limits = limits;
        this.in = in;
        this.faults = faults;
    }

    /** @throws UnreadableTree when the file as a whole is not what it should be */
    void read(Consumer<Tree> records) throws XMLStreamException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            continue;
        }
        if (!xml.getLocalName().equals(wire.root()) || isForeign()) {
            throw new UnreadableTree(line(),
                    "the root element is not `" + wire.root() + "` of `" + wire.namespace() + "`");
        }
        if (wire.record().isEmpty()) {
            var whole = tree();
            toTheEnd();
            records.accept(whole);
        } else {
            beside(0, records);
            toTheEnd();
        }
    }

    private void toTheEnd() throws XMLStreamException {
        while (xml.hasNext()) {
            next();
        }
    }

    /** Looks through the children of the element at which the reader stands, for the records or the way to them. */
    private void beside(int step, Consumer<Tree> records) throws XMLStreamException {
        while (nextChild()) {
            var name = xml.getLocalName();
            if (!name.equals(wire.record().get(step))) {
                if (!wire.aside().containsKey(name) && strangers.add(name)) {
                    faults.accept(new UnreadableTree(line(), "an element stands beside the records that"
                            + " system.yaml does not know: neither it nor others of its name are read"));
                }
                skip(depth - 1);
            } else if (step < wire.record().size() - 1) {
                beside(step + 1, records);
            } else {
                record(records);
            }
        }
    }

    private void record(Consumer<Tree> records) throws XMLStreamException {
        var outside = depth - 1;
        in.begin();
        try {
            records.accept(tree());
        } catch (UnreadableTree e) {
            faults.accept(e);
            skip(outside);
        }
    }

    /** Reads on until no more elements than these are open. */
    private void skip(int open) throws XMLStreamException {
        while (depth > open) {
            event(xml.next());
        }
    }

    private Tree tree() throws XMLStreamException {
        elements = 0;
        var tree = new Tree(xml.getLocalName(), line());
        inside(tree, "", depth);
        return tree;
    }

    private void inside(Tree tree, String path, int top) throws XMLStreamException {
        limits.depth(depth - top, line());
        limits.elements(++elements, line());
        for (var i = 0; i < xml.getAttributeCount(); i++) {
            if (!XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(xml.getAttributeNamespace(i))) {
                limits.text(path, xml.getAttributeValue(i).length(), line());
                tree.leaf("@" + xml.getAttributeLocalName(i), xml.getAttributeValue(i));
            }
        }
        var text = new StringBuilder();
        var children = 0;
        for (var event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children++;
                child(tree, path, top);
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                limits.text(path, (long) text.length() + xml.getTextLength(), line());
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
        }
        tree.text = text.toString();
        if (children > 0 && !tree.text.isBlank()) {
            throw new UnreadableTree(line(), "text stands between the elements");
        }
    }

    private void child(Tree tree, String path, int top) throws XMLStreamException {
        if (isForeign()) {
            throw new UnreadableTree(line(), "an element of another namespace stands here");
        }
        var at = TreeLimits.below(path, xml.getLocalName());
        if (limits.skips(at)) {
            skip(depth - 1);
        } else {
            inside(tree.add(new Tree(xml.getLocalName(), line())), at, top);
        }
    }

    private boolean isForeign() {
        var namespace = xml.getNamespaceURI();
        return namespace != null && !namespace.isEmpty() && !namespace.equals(wire.namespace());
    }

    /** Moves to the next child element; false when the parent ends. */
    private boolean nextChild() throws XMLStreamException {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return false;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!xml.getText().isBlank() && strangers.add("")) {
                        faults.accept(new UnreadableTree(line(), "text stands beside the records: it is not read"));
                    }
                }
                default -> {
                }
            }
        }
    }

    /** The next event, whatever a document type declaration might bring. */
    private int next() throws XMLStreamException {
        var event = event(xml.next());
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new UnreadableTree(line(), "document type declarations and entities are refused");
        }
        return event;
    }

    private int event(int event) {
        if (event == XMLStreamConstants.START_ELEMENT) {
            depth++;
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        }
        return event;
    }

    private int line() {
        return xml.getLocation().getLineNumber();
    }
}
