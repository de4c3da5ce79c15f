package org.viaduc.trust;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

/** One of this node's own key pairs with its time. Its {@code toString} says nothing. */
record OwnKey(ECKey jwk) {
    static OwnKey generate(String use, Instant from, Instant to) {
        try {
            return new OwnKey(new ECKeyGenerator(Curve.P_256).keyUse(new KeyUse(use)).keyIDFromThumbprint(true)
                    .notBeforeTime(Date.from(from.truncatedTo(ChronoUnit.SECONDS)))
                    .expirationTime(Date.from(to.truncatedTo(ChronoUnit.SECONDS))).generate());
        } catch (JOSEException e) {
            throw new BrokenCrypto("generate a key pair", e);
        }
    }

    String id() {
        return jwk.getKeyID();
    }

    String use() {
        return jwk.getKeyUse().getValue();
    }

    Instant validFrom() {
        return jwk.getNotBeforeTime().toInstant();
    }

    Instant validTo() {
        return jwk.getExpirationTime().toInstant();
    }

    boolean isValidAt(Instant instant) {
        return !instant.isBefore(validFrom()) && instant.isBefore(validTo());
    }

    /** The same key, valid no longer than that. */
    OwnKey endingBy(Instant end) {
        return validTo().isAfter(end)
                ? new OwnKey(
                        new ECKey.Builder(jwk).expirationTime(Date.from(end.truncatedTo(ChronoUnit.SECONDS))).build())
                : this;
    }

    /** Its public half, for what it has signed. */
    OwnKey past() {
        return new OwnKey(jwk.toPublicJWK());
    }

    PeerKey publicHalf(PeerKey.Use use) {
        return new PeerKey(use,
                new ECKey.Builder(jwk.toPublicJWK()).notBeforeTime(null).expirationTime(null).x509CertChain(null)
                        .build(),
                validFrom(),
                validTo());
    }

    @Override
    public String toString() {
        return "OwnKey";
    }
}
