package org.viaduc.web.login;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpSession;

import static org.assertj.core.api.Assertions.assertThat;

/** Which word of the issuer ends which session (OpenID Connect Back-Channel Logout 1.0, 2.4 to 2.7). */
class BackChannelLogoutTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Map<String, Object> EVENTS = Map.of("http://schemas.openid.net/event/backchannel-logout",
            Map.of());
    private static final ECKey KEY = PlayedIssuer.aKey();
    private static PlayedIssuer issuer;

    private final Sessions sessions = new Sessions();
    private final MockHttpSession here = new MockHttpSession();
    private final MockHttpSession elsewhere = new MockHttpSession();
    private final MockHttpSession another = new MockHttpSession();
    private BackChannelLogout door;

    @BeforeAll
    static void open() throws Exception {
        issuer = PlayedIssuer.open(KEY);
    }

    @AfterAll
    static void close() {
        issuer.close();
    }

    @BeforeEach
    void threeSessionsOfTwoUsers() {
        var check = TokenCheck.asking(new IssuerLine(issuer.uri(), Optional.empty()), Clock.fixed(NOW, ZoneOffset.UTC));
        door = new BackChannelLogout(check.logoutTokens("console-d35", BackChannelLogout::check), sessions);
        sessions.began(here, Optional.of("sid-1"), "maelle");
        sessions.began(elsewhere, Optional.of("sid-2"), "maelle");
        sessions.began(another, Optional.of("sid-3"), "yann");
    }

    @Test
    void one_session_that_ended_there_ends_here() {
        assertThat(door.logout(signed(claims -> claims)).getStatusCode().value()).isEqualTo(200);

        assertThat(here.isInvalid()).isTrue();
        assertThat(elsewhere.isInvalid()).isFalse();
        assertThat(another.isInvalid()).isFalse();
    }

    @Test
    void without_a_session_all_sessions_of_the_user_end() {
        assertThat(door.logout(signed(claims -> claims.claim("sid", null))).getStatusCode().value()).isEqualTo(200);

        assertThat(here.isInvalid()).isTrue();
        assertThat(elsewhere.isInvalid()).isTrue();
        assertThat(another.isInvalid()).isFalse();
    }

    @Test
    void the_type_of_the_specification_is_taken_as_well() {
        var token = PlayedIssuer.signed(KEY, new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("logout+jwt")).keyID(KEY.getKeyID()).build(), claims().build());

        assertThat(door.logout(token).getStatusCode().value()).isEqualTo(200);
        assertThat(here.isInvalid()).isTrue();
    }

    static Stream<String> unbelievable() {
        return Stream.of(
                signed(claims -> claims.audience("console-d44")),
                signed(claims -> claims.issuer("https://elsewhere.invalid")),
                signed(claims -> claims.expirationTime(Date.from(NOW.minusSeconds(60)))),
                signed(claims -> claims.issueTime(Date.from(NOW.plusSeconds(60)))),
                signed(claims -> claims.claim("events", null)),
                signed(claims -> claims.claim("events", Map.of("http://elsewhere.invalid", Map.of()))),
                signed(claims -> claims.claim("nonce", "n")),
                signed(claims -> claims.jwtID(null)),
                signed(claims -> claims.claim("sid", null).subject(null)),
                PlayedIssuer.signed(PlayedIssuer.aKey(), claims().build()),
                "a.b.c");
    }

    @ParameterizedTest
    @MethodSource("unbelievable")
    void nothing_else_ends_anything(String token) {
        assertThat(door.logout(token).getStatusCode().value()).isEqualTo(400);

        assertThat(here.isInvalid()).isFalse();
        assertThat(elsewhere.isInvalid()).isFalse();
    }

    @Test
    void a_session_that_has_ended_by_itself_is_in_nobodys_way() {
        here.invalidate();

        assertThat(door.logout(signed(claims -> claims.claim("sid", null))).getStatusCode().value()).isEqualTo(200);

        assertThat(elsewhere.isInvalid()).isTrue();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().issuer(issuer.uri().toString()).audience("console-d35").subject("maelle")
                .jwtID("1").issueTime(Date.from(NOW)).expirationTime(Date.from(NOW.plusSeconds(120)))
                .claim("events", EVENTS).claim("sid", "sid-1");
    }

    private static String signed(UnaryOperator<JWTClaimsSet.Builder> change) {
        return PlayedIssuer.signed(KEY, change.apply(claims()).build());
    }
}
