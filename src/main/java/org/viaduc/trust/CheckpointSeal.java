package org.viaduc.trust;

import java.text.ParseException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;

/** The detached signature of a journal's head: {@code header..signature}, its header naming the key. */
final class CheckpointSeal {
    private static final JOSEObjectType TYPE = new JOSEObjectType("viaduc+checkpoint");

    private CheckpointSeal() {
    }

    static String sign(byte[] body, OwnKey key) {
        try {
            var jws = new JWSObject(new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(key.id()).build(),
                    new Payload(body));
            jws.sign(new ECDSASigner(key.jwk()));
            return jws.serialize(true);
        } catch (JOSEException e) {
            throw new BrokenCrypto("sign a checkpoint", e);
        }
    }

    static boolean verifies(byte[] body, String signature, Peer peer) {
        try {
            var jws = JWSObject.parse(signature, new Payload(body));
            var header = jws.getHeader();
            if (!JWSAlgorithm.ES256.equals(header.getAlgorithm()) || !TYPE.equals(header.getType())
                    || header.getKeyID() == null) {
                return false;
            }
            var key = peer.signingKey(header.getKeyID());
            return key.isPresent() && jws.verify(new ECDSAVerifier(key.get().jwk()));
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return false;
        }
    }
}
