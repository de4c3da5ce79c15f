package org.viaduc.trust;

import java.text.ParseException;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;

/**
 * A report that a node signs for whoever reads it later: an ES256 JWS in compact form (RFC 7515) with the report inside, its
 * header naming the key. Its type is its own, so that no report passes for a message or a checkpoint.
 */
public final class ReportSeal {
    private static final JOSEObjectType TYPE = new JOSEObjectType("viaduc+report");

    private ReportSeal() {
    }

    static String sign(byte[] report, OwnKey key) {
        try {
            var jws = new JWSObject(new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(key.id()).build(),
                    new Payload(report));
            jws.sign(new ECDSASigner(key.jwk()));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new BrokenCrypto("sign a report", e);
        }
    }

    /**
     * The report, if one of these keys signed exactly it.
     *
     * @param publicKeys a JWK set (RFC 7517, section 5), as a journal's export or a peer file has it
     */
    public static Optional<byte[]> open(String jws, String publicKeys) {
        try {
            var signed = JWSObject.parse(jws.strip());
            var header = signed.getHeader();
            return JWSAlgorithm.ES256.equals(header.getAlgorithm()) && TYPE.equals(header.getType())
                    && header.getKeyID() != null
                    && JWKSet.parse(publicKeys).getKeyByKeyId(header.getKeyID()) instanceof ECKey key
                    && signed.verify(new ECDSAVerifier(key.toPublicJWK()))
                            ? Optional.of(signed.getPayload().toBytes())
                            : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException notSigned) {
            return Optional.empty();
        }
    }
}
