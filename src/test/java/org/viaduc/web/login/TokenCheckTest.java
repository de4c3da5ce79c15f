package org.viaduc.web.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.viaduc.web.login.PlayedIssuer.aKey;
import static org.viaduc.web.login.PlayedIssuer.signed;

/** Which tokens are believed, and how often a stranger can make the node ask for keys. */
class TokenCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final ECKey KEY = aKey();
    private static RSAKey rsa;
    private static PlayedIssuer issuer;
    private static JwtDecoder tokens;

    @BeforeAll
    static void open() throws Exception {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        issuer = PlayedIssuer.open(KEY, rsa);
        tokens = decoder(issuer);
        tokens.decode(good());
    }

    @AfterAll
    static void close() {
        issuer.close();
    }

    private static JwtDecoder decoder(PlayedIssuer asked) {
        return TokenCheck.asking(new IssuerLine(asked.uri(), Optional.empty()), CLOCK).accessTokens("viaduc-d35",
                token -> OAuth2TokenValidatorResult.success());
    }

    private static String good() {
        return signed(KEY, issuer.claims(NOW).build());
    }

    @Test
    void what_the_issuer_signed_for_this_node_is_believed_until_it_ends() throws JOSEException {
        assertThat(tokens.decode(good()).getClaimAsStringList("roles")).containsExactly("case-worker");
        assertThat(tokens.decode(withTimes(NOW.minusSeconds(300), NOW.minusSeconds(29))).getSubject())
                .isEqualTo("7d1c");
        assertThat(tokens.decode(rsa(JWSAlgorithm.RS256, issuer.claims(NOW).build())).getSubject()).isEqualTo("7d1c");
    }

    static Stream<String[]> unbelievable() throws Exception {
        var now = issuer.claims(NOW).build();
        var parts = good().split("\\.", -1);
        var foreign = aKey();
        var posing = new ECKey.Builder(aKey()).keyID(KEY.getKeyID()).build();
        return Stream.of(
                new String[]{"ended", withTimes(NOW.minusSeconds(600), NOW.minusSeconds(31))},
                new String[]{"without an end", signed(KEY, changed(claims -> claims.expirationTime(null)))},
                new String[]{"not valid before a minute from now",
                        signed(KEY, changed(claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(60)))))},
                new String[]{"issued a minute from now", withTimes(NOW.plusSeconds(60), NOW.plusSeconds(300))},
                new String[]{"for another node", signed(KEY, changed(claims -> claims.audience("viaduc-d44")))},
                new String[]{"for nobody", signed(KEY, changed(claims -> claims.audience((String) null)))},
                new String[]{"of another issuer",
                        signed(KEY, changed(claims -> claims.issuer("https://elsewhere.invalid")))},
                new String[]{"of no issuer", signed(KEY, changed(claims -> claims.issuer(null)))},
                new String[]{"with the algorithm none", encoded("{\"alg\":\"none\"}") + "." + parts[1] + "."},
                new String[]{"with the algorithm nOnE and a signature",
                        encoded("{\"alg\":\"nOnE\",\"kid\":\"" + KEY.getKeyID() + "\"}") + "." + parts[1] + "."
                                + parts[2]},
                new String[]{"HS256 with the public key as JSON", mac(KEY.toPublicJWK().toJSONString(), now)},
                new String[]{"HS256 with the public key's bytes",
                        mac(new String(KEY.toECPublicKey().getEncoded(), StandardCharsets.ISO_8859_1), now)},
                new String[]{"HS256 with the RSA key as PEM", mac(pem(rsa), now)},
                new String[]{"RS512 by the issuer's own key", rsa(JWSAlgorithm.RS512, now)},
                new String[]{"PS256 by the issuer's own key", rsa(JWSAlgorithm.PS256, now)},
                new String[]{"signed by a stranger's key", signed(foreign, now)},
                new String[]{"signed by a stranger's key under the issuer's kid", signed(posing, now)},
                new String[]{"that brings its own key along", signed(foreign,
                        new JWSHeader.Builder(JWSAlgorithm.ES256).jwk(foreign.toPublicJWK()).build(), now)},
                new String[]{"that says where its key is", signed(foreign, new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(foreign.getKeyID()).jwkURL(issuer.uri().resolve("/elsewhere")).build(), now)},
                new String[]{"that demands what nobody understands", signed(KEY,
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY.getKeyID()).customParam("b64x", true)
                                .criticalParams(java.util.Set.of("b64x")).build(),
                        now)},
                new String[]{"of another type", signed(KEY, new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("logout+jwt")).keyID(KEY.getKeyID()).build(), now)},
                new String[]{"with a role more than was signed", parts[0] + "."
                        + encoded(changed(claims -> claims.claim("roles", "auditor")).toString()) + "." + parts[2]},
                new String[]{"with an empty signature", parts[0] + "." + parts[1] + "."},
                new String[]{"with a signature of zeros",
                        parts[0] + "." + parts[1] + "." + Base64.getUrlEncoder().withoutPadding()
                                .encodeToString(new byte[64])},
                new String[]{"cut short", good().substring(0, good().length() - 9)},
                new String[]{"that is none", "Bearer"});
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unbelievable")
    void a_token_is_not_believed(String what, String token) {
        assertThatThrownBy(() -> tokens.decode(token)).as(what).isInstanceOf(BadJwtException.class);
    }

    @Test
    void a_new_key_is_learnt_with_the_first_token_that_names_it_and_the_old_one_forgotten() throws Exception {
        var old = aKey();
        var next = aKey();
        try (var rotating = PlayedIssuer.open(old)) {
            var decoder = decoder(rotating);
            var claims = rotating.claims(NOW).build();
            decoder.decode(signed(old, claims));
            rotating.publishes(next);

            decoder.decode(signed(next, claims));

            assertThatThrownBy(() -> decoder.decode(signed(old, claims))).isInstanceOf(BadJwtException.class);
        }
    }

    @Test
    void strangers_who_name_keys_make_the_node_ask_twice_and_no_more() throws Exception {
        try (var asked = PlayedIssuer.open(KEY)) {
            var decoder = decoder(asked);
            var claims = asked.claims(NOW).build();
            for (var stranger = 0; stranger < 50; stranger++) {
                var key = aKey();
                assertThatThrownBy(() -> decoder.decode(signed(key, claims))).isInstanceOf(BadJwtException.class);
            }

            assertThat(asked.keysAsked.get()).isLessThanOrEqualTo(3);
            assertThat(decoder.decode(signed(KEY, claims)).getSubject()).isEqualTo("7d1c");
        }
    }

    @Test
    void an_issuer_that_does_not_answer_is_no_fault_of_the_token() throws Exception {
        try (var quiet = PlayedIssuer.open(KEY)) {
            var token = signed(KEY, quiet.claims(NOW).build());
            var decoder = decoder(quiet);
            quiet.isDown(true);

            assertThatThrownBy(() -> decoder.decode(token)).isInstanceOf(JwtException.class)
                    .isNotInstanceOf(BadJwtException.class);
            assertThatThrownBy(() -> decoder.decode("no.token.this")).isInstanceOf(BadJwtException.class);
        }
    }

    @Test
    void keys_that_were_known_outlast_a_silent_issuer() throws Exception {
        try (var quiet = PlayedIssuer.open(KEY)) {
            var token = signed(KEY, quiet.claims(NOW).build());
            var decoder = decoder(quiet);
            decoder.decode(token);
            quiet.isDown(true);

            assertThat(decoder.decode(token).getSubject()).isEqualTo("7d1c");
        }
    }

    @Test
    void an_issuer_that_names_itself_differently_is_not_asked_for_keys() throws Exception {
        try (var other = PlayedIssuer.open(KEY)) {
            other.namesItself("https://elsewhere.invalid");

            assertThatThrownBy(() -> decoder(other).decode(signed(KEY, other.claims(NOW).build())))
                    .isInstanceOf(JwtException.class);

            assertThat(other.keysAsked).hasValue(0);
        }
    }

    @Test
    void the_keys_of_a_file_are_believed_like_those_of_an_issuer(@TempDir Path folder) throws IOException {
        var file = folder.resolve("keys.json");
        Files.writeString(file, "{\"keys\":[" + KEY.toPublicJWK().toJSONString() + "]}");

        var decoder = TokenCheck.by(file, issuer.uri().toString(), CLOCK).accessTokens("viaduc-d35",
                token -> OAuth2TokenValidatorResult.success());

        assertThat(decoder.decode(good()).getSubject()).isEqualTo("7d1c");
        assertThatThrownBy(() -> decoder.decode(signed(aKey(), issuer.claims(NOW).build())))
                .isInstanceOf(BadJwtException.class);
    }

    private static JWTClaimsSet changed(UnaryOperator<JWTClaimsSet.Builder> change) {
        return change.apply(issuer.claims(NOW)).build();
    }

    private static String withTimes(Instant issued, Instant ends) {
        return signed(KEY, changed(claims -> claims.issueTime(Date.from(issued)).expirationTime(Date.from(ends))));
    }

    private static String rsa(JWSAlgorithm algorithm, JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID("rsa").build(), claims);
        token.sign(new RSASSASigner(rsa));
        return token.serialize();
    }

    private static String mac(String secret, JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(KEY.getKeyID()).build(), claims);
        token.sign(new MACSigner(secret.getBytes(StandardCharsets.ISO_8859_1)));
        return token.serialize();
    }

    private static String pem(RSAKey key) throws JOSEException {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'})
                .encodeToString(key.toRSAPublicKey().getEncoded()) + "\n-----END PUBLIC KEY-----\n";
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
