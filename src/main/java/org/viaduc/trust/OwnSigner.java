package org.viaduc.trust;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;

import com.nimbusds.jose.JOSEException;

/** Signs with one of this node's keys the way that X.509 formats want it. Its {@code toString} says nothing. */
public final class OwnSigner {
    private final OwnKey key;

    OwnSigner(OwnKey key) {
        this.key = key;
    }

    /** Says whose key it is; signed by itself. */
    public X509Certificate certificate() {
        return OwnKeys.certificate(key);
    }

    /** The fingerprint by which the key is known: its thumbprint (RFC 7638). */
    public String keyId() {
        return key.id();
    }

    /** ECDSA over SHA-256 of these bytes, as DER (RFC 3279, section 2.2.3). */
    public byte[] sign(byte[] bytes) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.jwk().toECPrivateKey());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException | JOSEException e) {
            throw new BrokenCrypto("sign a document", e);
        }
    }

    @Override
    public String toString() {
        return "OwnSigner";
    }
}
