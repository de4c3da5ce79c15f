package org.viaduc.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import org.viaduc.mapping.LossLedger;
import org.viaduc.model.Digest;
import org.viaduc.model.fhir.DocumentBundle;
import org.viaduc.model.fhir.SocialDocument;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An offer's payload: {@code bundle}, {@code ledger} and {@code manifest}, the first two handed on as they stand. */
final class OfferJson {
    private static final int USUAL_BYTES = 16_384;

    private OfferJson() {
    }

    private record EntryWire(String piece, String attachment, String mediaType, long length, String clear,
            String cipher, long cipherLength, String key) {
        static EntryWire of(Manifest.Entry entry) {
            return new EntryWire(entry.piece(), entry.attachment(), entry.mediaType(), entry.length(),
                    entry.clear().hex(), entry.cipher().hex(), entry.cipherLength(),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(entry.key().bytes()));
        }

        Manifest.Entry entry() {
            if (piece == null || attachment == null || mediaType == null || clear == null || cipher == null
                    || key == null) {
                throw new IllegalArgumentException("a manifest leaves nothing out");
            }
            return new Manifest.Entry(piece, attachment, mediaType, length, new Digest(clear), new Digest(cipher),
                    cipherLength, AttachmentKey.of(Base64.getUrlDecoder().decode(key)));
        }

        @Override
        public String toString() {
            return "Entry";
        }
    }

    static byte[] write(Offer offer) {
        var bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (var out = Wire.JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeFieldName("bundle");
            DocumentBundle.write(offer.document(), out);
            if (offer.ledger().isPresent()) {
                out.writeFieldName("ledger");
                out.writeRawValue(offer.ledger().get().toJson());
            }
            out.writeFieldName("manifest");
            out.writeStartArray();
            for (var entry : offer.manifest().entries()) {
                out.writePOJO(EntryWire.of(entry));
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** From outside. @throws IllegalArgumentException with every fault of the bundle and its place */
    static Offer read(byte[] json) {
        return read(json, DocumentBundle::read);
    }

    /** Written and kept here. @throws IllegalArgumentException if it is no offer */
    static Offer readOwn(byte[] json) {
        return read(json, DocumentBundle::readOwn);
    }

    private static Offer read(byte[] json, Function<byte[], SocialDocument> reading) {
        var bundle = Optional.<byte[]>empty();
        var ledger = Optional.<byte[]>empty();
        var manifest = Optional.<byte[]>empty();
        try (var in = Wire.JSON.createParser(json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("an offer is a JSON object");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                var name = in.currentName();
                var value = Optional.of(slice(json, in));
                switch (name) {
                    case "bundle" -> bundle = value;
                    case "ledger" -> ledger = value;
                    case "manifest" -> manifest = value;
                    default -> throw new IllegalArgumentException("an offer holds bundle, ledger and manifest only");
                }
            }
            if (in.nextToken() != null) {
                throw new IllegalArgumentException("an offer is one JSON object");
            }
        } catch (JsonProcessingException e) {
            throw Wire.malformed("an offer", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bundle.isEmpty() || manifest.isEmpty()) {
            throw new IllegalArgumentException("an offer holds a bundle and a manifest");
        }
        return new Offer(reading.apply(bundle.get()),
                ledger.map(bytes -> LossLedger.fromJson(new String(bytes, UTF_8))),
                manifest(manifest.get()));
    }

    /** The very bytes of the next value. */
    private static byte[] slice(byte[] json, JsonParser in) throws IOException {
        in.nextToken();
        var from = (int) in.currentTokenLocation().getByteOffset();
        in.skipChildren();
        return Arrays.copyOfRange(json, from, (int) in.currentLocation().getByteOffset());
    }

    private static Manifest manifest(byte[] json) {
        return new Manifest(
                List.of(Wire.read(json, EntryWire[].class, "a manifest")).stream().map(EntryWire::entry).toList());
    }
}
