package org.viaduc.trust;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.viaduc.model.Digest;

/** A sealed message: JWE in compact form, which only the peer it is for can open. Its bytes may be stored and sent again. */
public final class Envelope {
    /** Its media type on the wire (RFC 7515, 9.2.1). */
    public static final String MEDIA_TYPE = "application/jose";

    private final byte[] bytes;
    private final List<Digest> attachments;

    Envelope(String compact, List<Digest> attachments) {
        this.bytes = compact.getBytes(StandardCharsets.US_ASCII);
        this.attachments = List.copyOf(attachments);
    }

    /** An envelope made before and stored: the same bytes again. @throws IllegalArgumentException if they are none */
    public static Envelope stored(byte[] bytes, List<Digest> attachments) {
        var compact = new String(bytes, StandardCharsets.US_ASCII);
        if (compact.chars().filter(each -> each == '.').count() != 4) {
            throw new IllegalArgumentException("stored bytes are no envelope: a compact JWE has five parts");
        }
        return new Envelope(compact, attachments);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** What travels beside it, in order: the digests under which the sealed attachments are stored. */
    public List<Digest> attachments() {
        return attachments;
    }

    public int length() {
        return bytes.length;
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    /** What a receipt repeats as received. */
    public Digest digest() {
        return Digest.of(bytes);
    }

    @Override
    public String toString() {
        return "Envelope";
    }
}
