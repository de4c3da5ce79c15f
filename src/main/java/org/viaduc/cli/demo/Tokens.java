package org.viaduc.cli.demo;

import java.time.Instant;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import org.viaduc.web.login.Login;

/** The demonstration's own issuer of access tokens: a key that lives as long as the process, known to the two nodes only. */
public final class Tokens {
    /** Says in every token that it is no real login. */
    public static final String ISSUER = Login.DemonstrationOnly.ISSUER.toString();
    private static final int LIFE_SECONDS = 300;

    private final ECKey key;

    private Tokens(ECKey key) {
        this.key = key;
    }

    static Tokens generated() {
        try {
            return new Tokens(new ECKeyGenerator(Curve.P_256).keyID("demonstration").generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java platform makes no P-256 keys", e);
        }
    }

    String publicKeys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** A token for five minutes. @param user the login name @param roles as {@code case-worker} */
    public String token(String user, List<String> roles) {
        return token(user, roles, ISSUER, "viaduc", Instant.now().plusSeconds(LIFE_SECONDS));
    }

    /** A token with everything chosen, for tests of what is refused. */
    public String token(String user, List<String> roles, String issuer, String audience, Instant expires) {
        return signed(claims(user, roles).issuer(issuer).audience(audience).expirationTime(Date.from(expires)));
    }

    /** A person's own token for five minutes. @param pseudonym by which the node knows them */
    public String ofPerson(String name, String pseudonym) {
        return signed(claims(name, List.of("person")).claim("pseudonym", pseudonym).issuer(ISSUER).audience("viaduc")
                .expirationTime(Date.from(Instant.now().plusSeconds(LIFE_SECONDS))));
    }

    /** A program's own token for five minutes, by client credentials (RFC 9068). @param client its id at the issuer */
    public String ofProgram(String client) {
        return signed(new JWTClaimsSet.Builder().subject(client).claim("client_id", client).issueTime(new Date())
                .issuer(ISSUER).audience("viaduc")
                .expirationTime(Date.from(Instant.now().plusSeconds(LIFE_SECONDS))));
    }

    private static JWTClaimsSet.Builder claims(String user, List<String> roles) {
        return new JWTClaimsSet.Builder().subject(user).claim("preferred_username", user).claim("roles", roles)
                .issueTime(new Date());
    }

    private String signed(JWTClaimsSet.Builder claims) {
        try {
            var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                    claims.build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a token could not be signed", e);
        }
    }
}
