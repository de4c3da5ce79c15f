package org.viaduc.trust;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.ECDSASigner;

import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;

/**
 * Signs with our key, then encrypts to the peer's key of today (JWS ES256 in JWE ECDH-ES+A256KW, A256GCM). What it seals
 * as an offer, a decision has released: {@link OfferContent} is made of nothing else.
 */
public final class Sealer {
    private final KeyRing ring;
    private final Map<String, JWSSigner> signers = new ConcurrentHashMap<>();
    private final Map<String, JWEEncrypter> encrypters = new ConcurrentHashMap<>();
    private final Keeping keeping;

    public Sealer(KeyRing ring) {
        this.ring = ring;
        this.keeping = new Keeping(ring);
    }

    /**
     * An offer of a released record. Its attachments lie sealed in their store and travel beside it.
     *
     * @throws NoValidKey when ours or the peer's have run out
     */
    public Envelope seal(OfferContent offer, Peer to, ExchangeId exchange) {
        return seal(MessageType.OFFER, OfferJson.write(offer.offer()), offer.offer().manifest().ciphers(), to,
                exchange);
    }

    /** The same content with our signature on its pieces, which stays with them: see {@link PieceSeal}. @throws NoValidKey when ours has run out */
    public OfferContent attested(OfferContent content, ExchangeId exchange) {
        var offer = content.offer();
        return new OfferContent(new Offer(
                PieceSeal.sign(offer.document(), exchange, ring.signingKey(), ring.own(), ring.now()), offer.ledger(),
                offer.manifest()));
    }

    /** Asks for a person's file. @throws NoValidKey as {@link #seal} */
    public Envelope seal(Request request, Peer to, ExchangeId exchange) {
        return seal(MessageType.REQUEST, RequestJson.write(request), List.of(), to, exchange);
    }

    /** The statement under our signature, addressed to one peer. @throws NoValidKey when ours has run out */
    public SignedStatement sign(Statement statement, Peer to) {
        var header = header(statement.type(), to, statement.exchange());
        return new SignedStatement(statement, header, signed(header, StatementJson.write(statement)));
    }

    /** Content under a data key of its own, wrapped by the node's key and bound to its exchange. */
    public Kept keep(ExchangeId exchange, byte[] content) {
        return keeping.keep(exchange, content);
    }

    /** The content that was kept. @throws ShreddedContent when its key is gone, or it is not what was kept for that exchange */
    public byte[] unkeep(ExchangeId exchange, Kept kept) {
        return keeping.unkeep(exchange, kept);
    }

    private Envelope seal(MessageType type, byte[] payload, List<Digest> attachments, Peer to, ExchangeId exchange) {
        var header = header(type, to, exchange);
        var key = to.sealingKey(header.at())
                .orElseThrow(() -> new NoValidKey(to.department(), "sealing", header.at()));
        var jwe = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
                        .type(ProtectedHeader.SEALED).contentType(ProtectedHeader.SIGNED.getType()).keyID(key.id())
                        .build(),
                new Payload(signed(header, payload)));
        try {
            jwe.encrypt(encrypters.computeIfAbsent(key.id(), id -> encrypter(key)));
        } catch (JOSEException e) {
            throw new BrokenCrypto("seal a message", e);
        }
        return new Envelope(jwe.serialize(), attachments);
    }

    private MessageHeader header(MessageType type, Peer to, ExchangeId exchange) {
        return new MessageHeader(type, exchange, ring.own(), to.department(),
                ring.now().truncatedTo(ChronoUnit.SECONDS),
                UUID.randomUUID(), ring.signingKey().id());
    }

    private String signed(MessageHeader header, byte[] payload) {
        var key = ring.signingKey();
        var jws = new JWSObject(ProtectedHeader.write(header), new Payload(QuickBase64.of(payload)));
        try {
            jws.sign(signers.computeIfAbsent(key.id(), id -> signer(key)));
        } catch (JOSEException e) {
            throw new BrokenCrypto("sign a message", e);
        }
        return jws.serialize();
    }

    private static JWSSigner signer(OwnKey key) {
        try {
            return new ECDSASigner(key.jwk());
        } catch (JOSEException e) {
            throw new BrokenCrypto("prepare a signing key", e);
        }
    }

    private static JWEEncrypter encrypter(PeerKey key) {
        try {
            return new ECDHEncrypter(key.jwk());
        } catch (JOSEException e) {
            throw new BrokenCrypto("prepare a peer's key", e);
        }
    }
}
