package org.viaduc.trust;

import java.time.Instant;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;

/**
 * One public key of a peer: P-256, for one use, for a time.
 *
 * @param jwk       public half only; its {@code kid} is its RFC 7638 thumbprint
 * @param validFrom first instant
 * @param validTo   first instant when it no longer is
 */
public record PeerKey(Use use, ECKey jwk, Instant validFrom, Instant validTo) {
    /** What a key is for; a key for both is refused. */
    public enum Use {
        SIGNING("sig"),
        SEALING("enc");

        private final String word;

        Use(String word) {
            this.word = word;
        }

        /** The word of a JWK ({@code use}, RFC 7517). */
        String word() {
            return word;
        }
    }

    public PeerKey {
        if (jwk.isPrivate()) {
            throw new IllegalArgumentException(
                    "a private key was given where a public one belongs: replace that key now");
        }
        if (!Curve.P_256.equals(jwk.getCurve())) {
            throw new IllegalArgumentException("curve `" + jwk.getCurve() + "` is not accepted: only P-256 is");
        }
        if (jwk.getKeyUse() == null || !jwk.getKeyUse().getValue().equals(use.word)) {
            throw new IllegalArgumentException("a key says what it is for: `use: " + use.word + "`");
        }
        if (!thumbprint(jwk).equals(jwk.getKeyID())) {
            throw new IllegalArgumentException("a key's `kid` is its RFC 7638 thumbprint; this one's is not");
        }
        if (!validTo.isAfter(validFrom)) {
            throw new IllegalArgumentException("a key's validTo comes after its validFrom");
        }
    }

    /** The key's id: its thumbprint. */
    public String id() {
        return jwk.getKeyID();
    }

    public boolean isValidAt(Instant instant) {
        return !instant.isBefore(validFrom) && instant.isBefore(validTo);
    }

    static String thumbprint(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalArgumentException("a key without a thumbprint is no key", e);
        }
    }

    @Override
    public String toString() {
        return "PeerKey[" + id() + "]";
    }
}
