package org.viaduc.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import javax.net.ssl.SSLContext;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;

import org.viaduc.mapping.LossLedger;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.fhir.SocialDocument;

/** A node that a test plays: it has keys and neighbours like any other, and says what no honest node would say. */
public final class Neighbour {
    private final Department own;
    private final KeyRing ring;
    private final PeerDirectory peers;

    private Neighbour(Department own, KeyRing ring, PeerDirectory peers) {
        this.own = own;
        this.ring = ring;
        this.peers = peers;
    }

    /** @param home its folder, with {@code data/keys} and {@code peers} */
    public static Neighbour of(Department own, Path home, Clock clock) {
        return of(own, home.resolve("data/keys"), home, clock);
    }

    /** With keys from elsewhere: made now if there are none. */
    public static Neighbour of(Department own, Path keys, Path home, Clock clock) {
        try {
            return new Neighbour(own, KeyRing.open(keys, own, clock), PeerDirectory.load(home.resolve("peers")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it shows when it calls that peer. */
    public SSLContext tls(Department peer) {
        return new TlsMaterial(ring, peers).client(peer);
    }

    /** An honest envelope around a document, as a decision would have released it. */
    public byte[] offer(SocialDocument document, Department to, ExchangeId id) {
        var content = new OfferContent(new Offer(document, Optional.<LossLedger>empty(), Manifest.EMPTY));
        return new Sealer(ring).seal(content, peers.peer(to).orElseThrow(), id).bytes();
    }

    /** The payload of an offer. */
    public static String payload(SocialDocument document) {
        return new String(new Offer(document, Optional.empty(), Manifest.EMPTY).toJson(), StandardCharsets.UTF_8);
    }

    /** A well-made signed message with whatever payload. @param type as {@code offer} */
    public String signed(String payload, String type, Department to, ExchangeId id) {
        return signed(JWSAlgorithm.ES256, signer(), payload, type, to, id);
    }

    /** Signed with the public key as a shared secret, as if the reader would let the message choose the algorithm. */
    public String signedWithThePublicKey(String payload, Department to, ExchangeId id) {
        try {
            return signed(JWSAlgorithm.HS256, new MACSigner(ring.signingKey().jwk().toPublicJWK().toJSONString()),
                    payload,
                    "offer", to, id);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says that it needs no signature. */
    public String unsigned(String payload, Department to, ExchangeId id) {
        var header = header(JWSAlgorithm.ES256, "offer", to, id).toString().replace("\"ES256\"", "\"none\"");
        return Base64URL.encode(header) + "." + Base64URL.encode(payload) + "." + Base64URL.encode("none");
    }

    private String signed(JWSAlgorithm algorithm, JWSSigner signer, String payload, String type, Department to,
            ExchangeId id) {
        try {
            var jws = new JWSObject(header(algorithm, type, to, id), new Payload(payload));
            jws.sign(signer);
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private JWSHeader header(JWSAlgorithm algorithm, String type, Department to, ExchangeId id) {
        return new JWSHeader.Builder(algorithm).type(ProtectedHeader.SIGNED).keyID(ring.signingKey().id())
                .customParam("msg", type).customParam("xid", id.toString()).customParam("from", own.code())
                .customParam("to", to.code()).customParam("iat", ring.now().getEpochSecond())
                .customParam("jti", UUID.randomUUID().toString()).build();
    }

    private JWSSigner signer() {
        try {
            return new ECDSASigner(ring.signingKey().jwk());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Encrypts to the peer's key of today. */
    public byte[] sealed(String message, Department to) {
        try {
            var key = peers.peer(to).orElseThrow().sealingKey(ring.now()).orElseThrow().jwk();
            var jwe = new JWEObject(new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
                    .keyID(key.getKeyID()).type(ProtectedHeader.SEALED).contentType(ProtectedHeader.SIGNED.getType())
                    .build(), new Payload(message));
            jwe.encrypt(new ECDHEncrypter(key));
            return jwe.serialize().getBytes(StandardCharsets.US_ASCII);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The receipt that an answer holds, once its signature is proved. */
    public Statement.Receipt receipt(byte[] answer, Department from) {
        return (Statement.Receipt) ((VerifiedStatement) new Opener(ring, peers).open(answer, from)).statement();
    }
}
