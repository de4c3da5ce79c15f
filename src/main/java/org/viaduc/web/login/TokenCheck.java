package org.viaduc.web.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Believes what one issuer has signed: with one of its own keys and one of two algorithms, for the one who is named, within
 * its time. What the token itself says about keys or algorithms counts for nothing beyond choosing among these.
 */
public final class TokenCheck {
    /** ECDSA P-256 and RSA, both with SHA-256. No shared secret: the issuer's keys are public (RFC 8725, 3.1). */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);
    /** By which the clocks of issuer and node may differ. */
    static final Duration SKEW = Duration.ofSeconds(30);

    private final String issuer;
    private final JWKSource<SecurityContext> keys;
    private final Clock clock;

    private TokenCheck(String issuer, JWKSource<SecurityContext> keys, Clock clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.clock = clock;
    }

    /** By the keys that the issuer publishes. The issuer is not asked before the first token comes. */
    public static TokenCheck asking(IssuerLine line, Clock clock) {
        return new TokenCheck(line.issuer().toString(), IssuerKeys.of(line), clock);
    }

    /** By the keys of a file (JWK set), for good. */
    public static TokenCheck by(Path keys, String issuer, Clock clock) throws IOException {
        try {
            var set = JWKSet.parse(Files.readString(keys, StandardCharsets.UTF_8));
            return new TokenCheck(issuer, new ImmutableJWKSet<>(set), clock);
        } catch (ParseException e) {
            throw new IOException("`" + keys + "` is no JWK set", e);
        }
    }

    /** What clients show (RFC 9068 and what came before it). @param further what else a token must say */
    public JwtDecoder accessTokens(String audience, OAuth2TokenValidator<Jwt> further) {
        return decoder(Set.of("JWT", "at+jwt"), List.of(audience(audience), further));
    }

    /** What says who logged in (OpenID Connect Core 2). */
    JwtDecoder idTokens(String client, OAuth2TokenValidator<Jwt> further) {
        return decoder(Set.of("JWT"), List.of(audience(client), further));
    }

    /** What says who logged out elsewhere (OpenID Connect Back-Channel Logout 2.4). */
    JwtDecoder logoutTokens(String client, OAuth2TokenValidator<Jwt> further) {
        return decoder(Set.of("JWT", "logout+jwt"), List.of(audience(client), further));
    }

    private JwtDecoder decoder(Set<String> types, List<OAuth2TokenValidator<Jwt>> further) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        var accepted = new java.util.HashSet<JOSEObjectType>();
        types.forEach(type -> accepted.add(new JOSEObjectType(type)));
        accepted.add(null);
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(accepted));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> {
        });
        var checks = new java.util.ArrayList<OAuth2TokenValidator<Jwt>>();
        checks.add(token -> result(issuer.equals(token.getClaimAsString("iss"))));
        checks.add(this::stands);
        checks.addAll(further);
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(checks));
        return token -> decoded(decoder, token);
    }

    /** A key that is unknown, and may not be asked for again so soon, is a stranger's key. */
    private static Jwt decoded(JwtDecoder decoder, String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException e) {
            throw e;
        } catch (JwtException e) {
            if (NestedExceptionUtils.getMostSpecificCause(e) instanceof RateLimitReachedException) {
                throw new BadJwtException("an unknown key", e);
            }
            throw e;
        }
    }

    private OAuth2TokenValidatorResult stands(Jwt token) {
        var now = clock.instant();
        return result(isBefore(now.minus(SKEW), token.getExpiresAt())
                && (token.getNotBefore() == null || !token.getNotBefore().isAfter(now.plus(SKEW)))
                && (token.getIssuedAt() == null || !token.getIssuedAt().isAfter(now.plus(SKEW))));
    }

    private static boolean isBefore(Instant moment, Instant end) {
        return end != null && moment.isBefore(end);
    }

    private static OAuth2TokenValidator<Jwt> audience(String name) {
        return token -> result(token.getAudience() != null && token.getAudience().contains(name));
    }

    /** The one error that is ever told: that there is one. */
    static OAuth2TokenValidatorResult result(boolean good) {
        return good
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"));
    }
}
