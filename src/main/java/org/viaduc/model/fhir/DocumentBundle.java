package org.viaduc.model.fhir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonGenerator;

/** The document {@code Bundle} on the wire (FHIR R4, 3.3.1): Composition first, then what its sections name. */
public final class DocumentBundle {
    private static final int USUAL_BYTES = 16_384;

    private DocumentBundle() {
    }

    /** The document as UTF-8 JSON. Reading it gives an equal document back, but for the bytes of attachments. */
    public static byte[] write(SocialDocument document) {
        var bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (var out = Json.MAPPER.createGenerator(bytes)) {
            write(document, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The same into JSON that has begun already, as one value. */
    public static void write(SocialDocument document, JsonGenerator out) throws IOException {
        new BundleWriter(document, out).write();
    }

    /**
     * A document from outside, read strictly.
     *
     * @throws UnreadableDocument with every fault and its place: JSON that breaks, an element that R4 does not have, an
     *                            unknown section, kind or mark, an entry in no section
     */
    public static SocialDocument read(byte[] bytes) {
        var tree = Json.read(bytes);
        StrictR4.check(bytes, tree);
        return new BundleReader(tree).read();
    }

    /** A document that this node wrote and that nobody can have changed since: as {@link #read}, without asking R4 again. */
    public static SocialDocument readOwn(byte[] bytes) {
        return new BundleReader(Json.read(bytes)).read();
    }
}
