package org.viaduc.web.login;

import java.util.Map;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the issuer says that somebody has logged out elsewhere (OpenID Connect Back-Channel Logout 1.0). */
@RestController
@Hidden
final class BackChannelLogout {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final JwtDecoder tokens;
    private final Sessions sessions;

    BackChannelLogout(JwtDecoder tokens, Sessions sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    /** Section 2.6: what a logout token says and what it must not say, beyond issuer, audience, signature and time. */
    static OAuth2TokenValidatorResult check(Jwt token) {
        return TokenCheck.result(token.getClaim("events") instanceof Map<?, ?> events
                && events.get(EVENT) instanceof Map
                && token.getIssuedAt() != null && token.getId() != null && !token.hasClaim("nonce")
                && (token.getClaim("sid") instanceof String || token.getClaim("sub") instanceof String));
    }

    @PostMapping(path = "/logout/back-channel", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> logout(@RequestParam("logout_token") String shown) {
        try {
            var token = tokens.decode(shown);
            if (token.getClaimAsString("sid") != null) {
                sessions.endOf(token.getClaimAsString("sid"));
            } else {
                sessions.endAllOf(token.getSubject());
            }
            return ResponseEntity.ok().cacheControl(CacheControl.noStore()).build();
        } catch (BadJwtException e) {
            return ResponseEntity.badRequest().cacheControl(CacheControl.noStore()).build();
        } catch (JwtException e) {
            return ResponseEntity.status(503).cacheControl(CacheControl.noStore()).build();
        }
    }
}
