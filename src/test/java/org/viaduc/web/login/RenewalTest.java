package org.viaduc.web.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.jwk.ECKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a session when the issuer's token has ended. */
class RenewalTest {
    private static final Instant NOW = Instant.now();
    private static final ECKey KEY = PlayedIssuer.aKey();

    private final HttpSessionOAuth2AuthorizedClientRepository clients = new HttpSessionOAuth2AuthorizedClientRepository();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain page = new MockFilterChain();
    private PlayedIssuer issuer;
    private MockHttpSession session;

    @BeforeEach
    void logIn() throws Exception {
        issuer = PlayedIssuer.open(KEY);
        session = (MockHttpSession) request.getSession();
        var user = Visitor.user(new OidcIdToken("first", NOW, NOW.plusSeconds(300),
                Map.of("sub", "7d1c", "preferred_username", "m.kerouedan", "roles", List.of("auditor"))));
        var login = new OAuth2AuthenticationToken(user, user.getAuthorities(), Registration.ID);
        SecurityContextHolder.getContext().setAuthentication(login);
        clients.saveAuthorizedClient(new OAuth2AuthorizedClient(registration(), user.getName(),
                new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "first", NOW, NOW.plusSeconds(300)),
                new OAuth2RefreshToken("refresh", NOW)), login, request, response);
    }

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
        issuer.close();
    }

    @Test
    void while_the_token_stands_nobody_is_asked() throws Exception {
        pass(Duration.ofSeconds(299));

        assertThat(issuer.tokensAsked).hasValue(0);
        assertThat(page.getRequest()).isNotNull();
    }

    @Test
    void with_a_new_token_come_the_roles_of_now() throws Exception {
        var said = PlayedIssuer.signed(KEY, issuer.claims(NOW.plusSeconds(301)).build());
        issuer.answersTokens("{\"access_token\":\"next\",\"token_type\":\"Bearer\",\"expires_in\":300,"
                + "\"refresh_token\":\"refresh-2\",\"id_token\":\"" + said + "\"}");

        pass(Duration.ofSeconds(301));

        assertThat(Visitor.of(SecurityContextHolder.getContext().getAuthentication()).orElseThrow().roles())
                .containsExactly(UserRole.CASE_WORKER);
        assertThat(session.isInvalid()).isFalse();
        assertThat(page.getRequest()).isNotNull();
    }

    @Test
    void a_session_that_the_issuer_has_ended_ends_here() throws Exception {
        pass(Duration.ofSeconds(301));

        assertThat(session.isInvalid()).isTrue();
        assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
        assertThat(issuer.tokensAsked).hasValue(1);
    }

    @Test
    void a_renewal_that_names_another_user_ends_the_session() throws Exception {
        var other = issuer.claims(NOW.plusSeconds(301)).claim("preferred_username", "y.le-goff")
                .expirationTime(Date.from(NOW.plusSeconds(600))).build();
        issuer.answersTokens("{\"access_token\":\"next\",\"token_type\":\"Bearer\",\"expires_in\":300,\"id_token\":\""
                + PlayedIssuer.signed(KEY, other) + "\"}");

        pass(Duration.ofSeconds(301));

        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void a_silent_issuer_shows_no_page_and_costs_no_session() throws Exception {
        issuer.close();

        pass(Duration.ofSeconds(301));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(page.getRequest()).isNull();
        assertThat(session.isInvalid()).isFalse();
    }

    private void pass(Duration time) throws Exception {
        var clock = Clock.fixed(NOW.plus(time), ZoneOffset.UTC);
        var line = new IssuerLine(issuer.uri(), Optional.empty());
        var tokens = TokenCheck.asking(line, clock).idTokens("viaduc-d35",
                token -> OAuth2TokenValidatorResult.success());
        new Renewal(new TokenLine(line), tokens, clients, new HttpSessionSecurityContextRepository(), clock)
                .doFilter(request, response, page);
    }

    private ClientRegistration registration() {
        return ClientRegistration.withRegistrationId(Registration.ID).clientId("console-d35").clientSecret("s")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("https://viaduc.d35.example/login/oauth2/code/issuer")
                .authorizationUri(issuer.uri() + "/auth").tokenUri(issuer.uri() + "/token").build();
    }
}
