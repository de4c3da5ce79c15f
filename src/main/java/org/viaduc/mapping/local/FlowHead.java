package org.viaduc.mapping.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.XmlCharacters;

/**
 * What a flow says around its units.
 *
 * @param charset what the file says of itself; empty when it says nothing
 * @param root    the name of the element around all
 * @param words   its leaves, by their path below the root
 * @param beside  the elements right below the root that hold something; empty for text that stands in none
 * @param closed  whether the root element ends
 * @param behind  whether something stands behind its end
 */
record FlowHead(Optional<String> charset, String root, Map<String, String> words, Set<String> beside, boolean closed,
        boolean behind) {
    private static final Pattern ENCODING = Pattern
            .compile("\\A(?:\\xEF\\xBB\\xBF)?<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

    /** Reads as far as it makes sense; what is cut off is not closed. */
    static FlowHead of(byte[] around) {
        var text = new String(around, 0, Math.min(around.length, 512), StandardCharsets.ISO_8859_1);
        var encoding = ENCODING.matcher(text);
        var charset = encoding.find() ? Optional.of(encoding.group(1)) : Optional.<String>empty();
        var words = new LinkedHashMap<String, String>();
        var beside = new LinkedHashSet<String>();
        var open = new ArrayDeque<String>();
        var root = "";
        var closed = false;
        var behind = false;
        try {
            var xml = XmlFormat.reader(XmlCharacters.of(new ByteArrayInputStream(around)));
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        root = open.isEmpty() ? xml.getLocalName() : root;
                        open.addLast(open.size() < 2
                                ? open.isEmpty() ? "" : xml.getLocalName()
                                : open.getLast() + "." + xml.getLocalName());
                    }
                    case XMLStreamConstants.CHARACTERS -> leaf(xml, open, words, beside);
                    case XMLStreamConstants.END_ELEMENT -> {
                        open.removeLast();
                        closed = open.isEmpty();
                    }
                    default -> {
                    }
                }
            }
        } catch (XMLStreamException cutOff) {
            behind = closed;
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be read", e);
        }
        return new FlowHead(charset, root, words, beside, closed, behind);
    }

    private static void leaf(XMLStreamReader xml, ArrayDeque<String> open, Map<String, String> words,
            Set<String> beside) {
        var text = xml.getText().strip();
        if (!text.isEmpty() && !open.isEmpty()) {
            words.merge(open.getLast(), text, String::concat);
            beside.add(open.getLast().replaceFirst("\\..*", ""));
        }
    }

    /** Elements beside the units that nobody described. */
    boolean hasStrangers(Wire.Flow flow) {
        var known = new HashSet<>(flow.aside().keySet());
        flow.head().keySet().forEach(path -> known.add(path.replaceFirst("\\..*", "")));
        flow.count().ifPresent(path -> known.add(path.replaceFirst("\\..*", "")));
        return !known.containsAll(beside);
    }

    /** The charset in which its bytes are read; empty when nobody knows that name, or it does not write ASCII as ASCII. */
    Optional<Charset> charset(Charset otherwise) {
        try {
            return charset.map(Charset::forName).or(() -> Optional.of(otherwise))
                    .filter(each -> "<".equals(new String(new byte[]{'<'}, each)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** The number of units that the flow announces at this path; empty when it announces none. */
    Optional<Long> announced(Optional<String> path) {
        return path.map(words::get).filter(text -> text.matches("\\d{1,12}")).map(Long::valueOf);
    }
}
