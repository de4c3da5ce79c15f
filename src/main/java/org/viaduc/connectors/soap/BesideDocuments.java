package org.viaduc.connectors.soap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

import org.viaduc.model.Attachment;
import org.viaduc.model.Content;
import org.viaduc.model.Digest;
import org.viaduc.model.LocalRecord;

/**
 * Documents that travel beside a SOAP message instead of in it (XOP and MTOM). In the file itself stands a short word in the
 * place of each, so that no document is ever in memory as a text; it is read from where the message keeps it.
 */
public final class BesideDocuments {
    private static final String XOP = "http://www.w3.org/2004/08/xop/include";

    private final Map<Digest, Held> byWord = new HashMap<>();

    /** A document that came, and what stands in its place. */
    private record Held(long length, Digest digest, DataHandler content) {}

    /** A document that goes, by the word in its place. */
    private record Going(String word, DataHandler content) {}

    /**
     * Puts a word in the place of every reference below an element.
     *
     * @param attachments by content id
     * @throws SAXException when a reference leads to nothing that came with the answer
     */
    public void comeIn(Element element, Map<String, DataHandler> attachments) throws IOException, SAXException {
        for (var include : includes(element)) {
            var id = URLDecoder.decode(include.getAttribute("href").replaceFirst("^cid:", "").replace("+", "%2B"),
                    StandardCharsets.UTF_8);
            var content = attachments.get(id);
            if (content == null) {
                throw new SAXException("a document that the answer refers to did not come with it");
            }
            var held = held(content);
            var word = ("beside:" + held.digest.hex()).getBytes(StandardCharsets.UTF_8);
            byWord.put(Digest.of(word), held);
            include.getParentNode().setTextContent(Base64.getEncoder().encodeToString(word));
        }
    }

    private static List<Element> includes(Element element) {
        var nodes = element.getElementsByTagNameNS(XOP, "Include");
        var includes = new ArrayList<Element>();
        for (var i = 0; i < nodes.getLength(); i++) {
            includes.add((Element) nodes.item(i));
        }
        return includes;
    }

    private static Held held(DataHandler content) throws IOException {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(content.getInputStream(), sha)) {
                var length = in.transferTo(OutputStream.nullOutputStream());
                return new Held(length, new Digest(HexFormat.of().formatHex(sha.digest())), content);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The record with the documents themselves in the place of the words. */
    public LocalRecord into(LocalRecord record) {
        return new LocalRecord(record.system(), record.localId(), record.household(), record.rows(),
                record.attachments().stream().map(this::whole).toList());
    }

    private Attachment whole(Attachment word) {
        var held = byWord.get(word.digest());
        return held == null
                ? word
                : new Attachment(word.id(), word.mediaType(), held.length, held.digest, new Reading(held.content));
    }

    /** Read from the message each time anew. */
    private record Reading(DataHandler from) implements Content {
        @Override
        public InputStream open() throws IOException {
            return from.getInputStream();
        }

        @Override
        public String toString() {
            return "Content";
        }
    }

    /** What goes out with one record. */
    public static final class Out {
        private final String mark = UUID.randomUUID().toString();
        private final Map<String, Going> byWord = new LinkedHashMap<>();

        /** The word that stands in the file in the place of a document. */
        public Attachment word(Attachment document) {
            var word = (mark + ":" + document.id()).getBytes(StandardCharsets.UTF_8);
            byWord.put(Base64.getEncoder().encodeToString(word),
                    new Going(document.id() + "@" + mark, new DataHandler(new Sending(document))));
            return new Attachment(document.id(), document.mediaType(), word.length, Digest.of(word), Content.of(word));
        }

        /** Puts references in the place of the words below an element. @return what they lead to, by content id */
        public Map<String, DataHandler> goWith(Element element) {
            var going = new LinkedHashMap<String, DataHandler>();
            refer(element, going);
            return going;
        }

        private void refer(Element element, Map<String, DataHandler> going) {
            var only = element.getFirstChild();
            if (only != null && only.getNodeType() == Node.TEXT_NODE && only.getNextSibling() == null) {
                var document = byWord.get(only.getNodeValue());
                if (document != null) {
                    var include = element.getOwnerDocument().createElementNS(XOP, "xop:Include");
                    include.setAttribute("href", "cid:" + document.word);
                    element.replaceChild(include, only);
                    going.put(document.word, document.content);
                }
                return;
            }
            for (var child = only; child != null; child = child.getNextSibling()) {
                if (child instanceof Element below) {
                    refer(below, going);
                }
            }
        }
    }

    /** One of our documents as the SOAP stack reads it. */
    private record Sending(Attachment document) implements DataSource {
        @Override
        public InputStream getInputStream() throws IOException {
            return document.content().open();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("nobody writes here");
        }

        @Override
        public String getContentType() {
            return document.mediaType();
        }

        @Override
        public String getName() {
            return "";
        }
    }
}
