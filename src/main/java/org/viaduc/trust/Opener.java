package org.viaduc.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import org.apache.tomcat.util.http.fileupload.MultipartStream.MalformedStreamException;

import org.viaduc.model.Department;
import org.viaduc.model.Digest;

/**
 * Decrypts, verifies and reads what a peer sends. Whatever is not proved is refused, with one word; nothing of a refused
 * message is kept.
 */
public final class Opener {
    /** A message dated later than this from now is refused. */
    public static final Duration SKEW = Duration.ofMinutes(2);
    /** A message older than this is refused; the sender seals anew. */
    public static final Duration OLDEST = Duration.ofHours(24);
    /** The largest envelope in bytes, unless told otherwise. */
    public static final int USUAL_LIMIT = 20 << 20;

    private static final int PARTS_OF_JWE = 5;
    private static final int PARTS_OF_JWS = 3;

    private final KeyRing ring;
    private final PeerDirectory peers;
    private final Replays replays;
    private final int limit;
    private final Map<String, JWEDecrypter> decrypters = new ConcurrentHashMap<>();
    private final Map<String, JWSVerifier> verifiers = new ConcurrentHashMap<>();

    /** @param limit the largest envelope in bytes */
    public Opener(KeyRing ring, PeerDirectory peers, Replays replays, int limit) {
        this.ring = ring;
        this.peers = peers;
        this.replays = replays;
        this.limit = limit;
    }

    public Opener(KeyRing ring, PeerDirectory peers) {
        this(ring, peers, Replays.TOLD_BY_EXCHANGE, USUAL_LIMIT);
    }

    /**
     * Opens a message as it came over the wire: an envelope or a statement alone, or the multipart form with attachments,
     * which are checked and stored as they stream in.
     *
     * @param contentType of the body
     * @param connected   whose certificate the connection showed; nobody else's message is believed on it
     * @throws IOException when the connection or the disk breaks; nothing is stored then
     */
    public Opening open(InputStream body, String contentType, Department connected, AttachmentStore store)
            throws IOException {
        try {
            if (!Multipart.isMultipart(contentType)) {
                return withoutAttachments(believed(limited(body), connected));
            }
            var parts = Multipart.read(body, contentType);
            var opening = believed(limited(parts.envelope()), connected);
            return opening instanceof VerifiedRecord verified
                    ? parts.receive(verified, store)
                    : withoutAttachments(opening);
        } catch (MalformedStreamException e) {
            return Multipart.broken(Optional.empty()).refused();
        } catch (RefusedMessage e) {
            return e.refused();
        }
    }

    /** Opens one message without attachments. */
    public Opening open(byte[] message, Department connected) {
        try {
            if (message.length > limit) {
                throw tooLarge();
            }
            return withoutAttachments(believed(message, connected));
        } catch (RefusedMessage e) {
            return e.refused();
        }
    }

    private static Opening withoutAttachments(Opening opening) throws RefusedMessage {
        if (opening instanceof VerifiedRecord verified && !verified.offer().manifest().isEmpty()) {
            throw new RefusedMessage(Refusal.MALFORMED, "the manifest lists attachments, and none came",
                    Optional.of(verified.header().exchange()));
        }
        return opening;
    }

    private byte[] limited(InputStream body) throws IOException, RefusedMessage {
        var bytes = body.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw tooLarge();
        }
        return bytes;
    }

    private RefusedMessage tooLarge() {
        return new RefusedMessage(Refusal.TOO_LARGE, "an envelope has at most " + limit + " bytes");
    }

    private Opening believed(byte[] bytes, Department connected) throws RefusedMessage {
        var parts = CompactForm.parts(bytes);
        var isSealed = parts == PARTS_OF_JWE;
        if (!isSealed && parts != PARTS_OF_JWS) {
            throw new RefusedMessage(Refusal.MALFORMED, "a message is a compact JWE or JWS");
        }
        var message = new String(bytes, StandardCharsets.US_ASCII);
        var compact = isSealed ? decrypted(message) : message;
        var signed = QuickBase64.parts(compact);
        var header = ProtectedHeader.signed(signed[0]);
        var jws = parsed(signed);
        verify(jws, header, connected);
        if (header.type().isSealed() != isSealed) {
            throw new RefusedMessage(Refusal.UNKNOWN_MESSAGE,
                    "a message of type " + header.type() + " is " + (isSealed ? "not sealed" : "sealed"));
        }
        if (replays.seenBefore(header, header.at().plus(OLDEST))) {
            throw new RefusedMessage(Refusal.REPLAYED, "message " + header.id() + " has been here before",
                    Optional.of(header.exchange()));
        }
        var opening = read(jws, header, Digest.of(bytes), message);
        if (opening instanceof VerifiedRecord record) {
            pieces(record);
        }
        return opening;
    }

    /** What the pieces will be verified by when the envelope is gone must stand today. */
    private void pieces(VerifiedRecord record) throws RefusedMessage {
        var origin = peers.peer(record.header().from()).orElseThrow();
        if (PieceSeal.check(record.document(), record.header().exchange(), origin) == PieceSeal.Standing.BROKEN) {
            throw new RefusedMessage(Refusal.ALTERED, "the signature on the pieces does not fit them",
                    Optional.of(record.header().exchange()));
        }
    }

    private String decrypted(String message) throws RefusedMessage {
        try {
            var parts = QuickBase64.parts(message);
            var id = ProtectedHeader.sealed(parts[0]);
            var jwe = new JWEObject(parts[0], parts[1], parts[2], parts[3], parts[4]);
            var key = ring.sealingKey(id).orElseThrow(() -> new RefusedMessage(Refusal.WRONG_KEY,
                    "sealed to the key `" + shortened(id) + "`, which is not one of ours"));
            if (!ring.now().isBefore(key.validTo().plus(OLDEST))) {
                throw new RefusedMessage(Refusal.EXPIRED_KEY, "sealed to our key `" + id + "`, which has run out");
            }
            jwe.decrypt(decrypters.computeIfAbsent(id, each -> decrypter(key)));
            return signedIn(jwe.getPayload().toBytes());
        } catch (ParseException e) {
            throw new RefusedMessage(Refusal.MALFORMED, "the envelope is no compact JWE");
        } catch (JOSEException | IllegalStateException e) {
            throw new RefusedMessage(Refusal.ALTERED, "the envelope does not open under the key that it names");
        }
    }

    private static String signedIn(byte[] payload) throws RefusedMessage {
        if (CompactForm.parts(payload) != PARTS_OF_JWS) {
            throw new RefusedMessage(Refusal.MALFORMED, "an envelope holds a compact JWS");
        }
        return new String(payload, StandardCharsets.US_ASCII);
    }

    private static JWSObject parsed(QuickBase64[] parts) throws RefusedMessage {
        try {
            return new JWSObject(parts[0], parts[1], parts[2]);
        } catch (ParseException e) {
            throw new RefusedMessage(Refusal.MALFORMED, "the signed message is no compact JWS");
        }
    }

    private void verify(JWSObject jws, MessageHeader header, Department connected) throws RefusedMessage {
        var peer = peers.peer(header.from()).orElseThrow(
                () -> new RefusedMessage(Refusal.UNKNOWN_PEER, header.from() + " is not in the peer directory"));
        if (!header.from().equals(connected)) {
            throw new RefusedMessage(Refusal.MISDIRECTED,
                    "signed by " + header.from() + " on the connection of " + connected);
        }
        var key = peer.signingKey(header.key()).orElseThrow(() -> new RefusedMessage(Refusal.WRONG_KEY,
                "signed with the key `" + shortened(header.key()) + "`, which " + header.from()
                        + " has not published"));
        if (!key.isValidAt(header.at())) {
            throw new RefusedMessage(Refusal.EXPIRED_KEY, "the key `" + key.id() + "` of " + header.from()
                    + " is valid from " + key.validFrom() + " to " + key.validTo());
        }
        if (!holds(jws, key)) {
            throw new RefusedMessage(Refusal.ALTERED, "the signature does not fit the message");
        }
        if (!header.to().equals(ring.own())) {
            throw new RefusedMessage(Refusal.MISDIRECTED, "addressed to " + header.to() + ", not to " + ring.own());
        }
        onTime(header.at(), ring.now());
    }

    private static void onTime(Instant at, Instant now) throws RefusedMessage {
        if (at.isAfter(now.plus(SKEW))) {
            throw new RefusedMessage(Refusal.CLOCK_SKEW, "dated " + at + ", more than " + SKEW.toMinutes()
                    + " minutes after our clock: check the time on both nodes");
        }
        if (at.isBefore(now.minus(OLDEST))) {
            throw new RefusedMessage(Refusal.STALE, "dated " + at + ", more than " + OLDEST.toHours() + " hours ago");
        }
    }

    private boolean holds(JWSObject jws, PeerKey key) {
        try {
            return jws.verify(verifiers.computeIfAbsent(key.id(), id -> verifier(key)));
        } catch (JOSEException e) {
            return false;
        }
    }

    private static Opening read(JWSObject jws, MessageHeader header, Digest received, String compact)
            throws RefusedMessage {
        var payload = jws.getPayload().toBytes();
        try {
            return switch (header.type()) {
                case OFFER -> new VerifiedRecord(header, received, OfferJson.read(payload));
                case REQUEST -> new VerifiedRequest(header, received, RequestJson.read(payload));
                case RECEIPT, WITHDRAWAL, RECALL, RECTIFICATION, HAND_OVER, CHECKPOINT -> new VerifiedStatement(
                        new SignedStatement(StatementJson.read(header, payload), header, compact));
            };
        } catch (IllegalArgumentException e) {
            throw new RefusedMessage(Refusal.MALFORMED, e.getMessage(), Optional.of(header.exchange()));
        }
    }

    private static String shortened(String id) {
        return id.length() <= 43 ? id.replaceAll("[^A-Za-z0-9_-]", "?") : "of " + id.length() + " characters";
    }

    private static JWEDecrypter decrypter(OwnKey key) {
        try {
            return new ECDHDecrypter(key.jwk());
        } catch (JOSEException e) {
            throw new BrokenCrypto("prepare a sealing key", e);
        }
    }

    private static JWSVerifier verifier(PeerKey key) {
        try {
            return new ECDSAVerifier(key.jwk());
        } catch (JOSEException e) {
            throw new BrokenCrypto("prepare a peer's key", e);
        }
    }
}
