package org.viaduc.trust;

import java.security.PublicKey;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;

import org.viaduc.journal.CheckpointVerifier;

/** Public keys (a JWK set) under which a journal's checkpoints stand: ES256, detached, the key named by its header. */
public final class CheckpointKeys implements CheckpointVerifier {
    private final JWKSet keys;

    private CheckpointKeys(JWKSet keys) {
        this.keys = keys;
    }

    /** Text that is no JWK set gives no keys: then no signature stands. */
    public static CheckpointKeys of(String jwkSet) {
        try {
            var json = JSONObjectUtils.parse(jwkSet);
            return new CheckpointKeys(json != null && json.get("keys") instanceof List<?> keys
                    && keys.stream().allMatch(Map.class::isInstance) ? JWKSet.parse(json) : new JWKSet());
        } catch (ParseException noKeys) {
            return new CheckpointKeys(new JWKSet());
        }
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Whether it is one of these keys. */
    public boolean has(PublicKey key) {
        return keys.getKeys().stream().filter(ECKey.class::isInstance).map(JWK::toECKey).anyMatch(each -> {
            try {
                return each.toECPublicKey().equals(key);
            } catch (JOSEException noKey) {
                return false;
            }
        });
    }

    @Override
    public boolean verifies(byte[] checkpointBody, String signature) {
        try {
            var jws = JWSObject.parse(signature, new Payload(checkpointBody));
            return JWSAlgorithm.ES256.equals(jws.getHeader().getAlgorithm())
                    && keys.getKeyByKeyId(jws.getHeader().getKeyID()) instanceof ECKey key
                    && jws.verify(new ECDSAVerifier(key.toPublicJWK()));
        } catch (ParseException | JOSEException | IllegalArgumentException noSignature) {
            return false;
        }
    }
}
