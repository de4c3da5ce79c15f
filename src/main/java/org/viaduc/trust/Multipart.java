package org.viaduc.trust;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.apache.tomcat.util.http.fileupload.MultipartStream.MalformedStreamException;
import org.apache.tomcat.util.http.fileupload.impl.FileUploadIOException;

import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;

/**
 * The envelope first, then the sealed attachments in the order of its manifest ({@code multipart/related}, RFC 2387). The
 * parts have no names: what they are, only the manifest says. Everything streams.
 */
public final class Multipart {
    private static final String KIND = "multipart/related";
    private static final String BOUNDARY_START = "viaduc-";
    private static final Pattern BOUNDARY = Pattern.compile(";\\s*boundary=\"?([A-Za-z0-9-]{1,70})\"?(?:;|$)");
    private static final int BUFFER = 1 << 16;
    private static final int LARGEST_HEADER = 512;

    private Multipart() {
    }

    /** The content type of an exchange's message: the envelope's own where nothing travels beside it. */
    public static String contentType(Envelope envelope, ExchangeId exchange) {
        return envelope.attachments().isEmpty()
                ? Envelope.MEDIA_TYPE
                : KIND + "; type=\"" + Envelope.MEDIA_TYPE + "\"; boundary=" + BOUNDARY_START + exchange;
    }

    /** Writes the body that goes with {@link #contentType}. @throws IOException also when an attachment is gone */
    public static void write(OutputStream out, Envelope envelope, ExchangeId exchange, AttachmentStore store)
            throws IOException {
        if (envelope.attachments().isEmpty()) {
            envelope.writeTo(out);
            return;
        }
        part(out, exchange, Envelope.MEDIA_TYPE);
        envelope.writeTo(out);
        for (var cipher : envelope.attachments()) {
            part(out, exchange, "application/octet-stream");
            try (var sealed = store.sealed(cipher)) {
                sealed.transferTo(out);
            }
        }
        ascii(out, "\r\n--" + BOUNDARY_START + exchange + "--\r\n");
    }

    private static void part(OutputStream out, ExchangeId exchange, String type) throws IOException {
        ascii(out, "\r\n--" + BOUNDARY_START + exchange + "\r\nContent-Type: " + type + "\r\n\r\n");
    }

    private static void ascii(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    static boolean isMultipart(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    static Parts read(InputStream body, String contentType) throws IOException, RefusedMessage {
        var boundary = BOUNDARY.matcher(contentType);
        if (!contentType.startsWith(KIND) || !boundary.find()) {
            throw new RefusedMessage(Refusal.MALFORMED, "the body is `" + KIND + "` with a boundary");
        }
        var stream = new MultipartStream(new BufferedInputStream(body, BUFFER),
                boundary.group(1).getBytes(StandardCharsets.US_ASCII), BUFFER, null);
        stream.setPartHeaderSizeMax(LARGEST_HEADER);
        return new Parts(stream);
    }

    static RefusedMessage broken(Optional<ExchangeId> exchange) {
        return new RefusedMessage(Refusal.MALFORMED, "the multipart body breaks off or has parts without their headers",
                exchange);
    }

    /** The parts, one after the other. */
    static final class Parts {
        private final MultipartStream stream;

        private Parts(MultipartStream stream) {
            this.stream = stream;
        }

        InputStream envelope() throws IOException, RefusedMessage {
            try {
                if (!stream.skipPreamble()) {
                    throw new RefusedMessage(Refusal.MALFORMED, "the first part is the envelope");
                }
                stream.readHeaders();
                return stream.newInputStream();
            } catch (MalformedStreamException | FileUploadIOException e) {
                throw broken(Optional.empty());
            }
        }

        /** Stores every attachment that the manifest lists; one that is not as listed refuses the whole. */
        Opening receive(VerifiedRecord verified, AttachmentStore store) throws IOException, RefusedMessage {
            var exchange = Optional.of(verified.header().exchange());
            var manifest = verified.offer().manifest();
            var stored = new ArrayList<Digest>();
            try {
                for (var entry : manifest.entries()) {
                    if (!stream.readBoundary()) {
                        throw new RefusedMessage(Refusal.MALFORMED, "the manifest lists more attachments than came",
                                exchange);
                    }
                    stream.readHeaders();
                    var known = store.holds(entry.cipher());
                    if (!store.receive(entry, stream.newInputStream())) {
                        throw new RefusedMessage(Refusal.ALTERED, "the attachment of piece `" + entry.piece()
                                + "` is not the one that the manifest lists", exchange);
                    }
                    if (!known) {
                        stored.add(entry.cipher());
                    }
                }
                if (stream.readBoundary()) {
                    throw new RefusedMessage(Refusal.MALFORMED, "more attachments came than the manifest lists",
                            exchange);
                }
                return new VerifiedRecord(verified.header(), verified.received(), verified.offer().with(store));
            } catch (MalformedStreamException | FileUploadIOException e) {
                forget(stored, store);
                throw broken(exchange);
            } catch (RefusedMessage | IOException e) {
                forget(stored, store);
                throw e;
            } catch (IllegalArgumentException e) {
                forget(stored, store);
                throw new RefusedMessage(Refusal.MALFORMED, e.getMessage(), exchange);
            }
        }

        private static void forget(List<Digest> stored, AttachmentStore store) throws IOException {
            for (var cipher : stored) {
                store.delete(cipher);
            }
        }
    }
}
