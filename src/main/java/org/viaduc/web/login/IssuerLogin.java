package org.viaduc.web.login;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** The login to the pages at the issuer: authorization code with PKCE, renewed while it lasts, ended at both ends. */
final class IssuerLogin implements PagesLogin {
    private final Login.OpenId login;
    private final IssuerLine issuer;
    private final TokenCheck check;
    private final Sessions sessions;
    private final Clock clock;
    private final Registration registration;

    IssuerLogin(Login.OpenId login, IssuerLine issuer, TokenCheck check, Sessions sessions, Clock clock) {
        this.login = login;
        this.issuer = issuer;
        this.check = check;
        this.sessions = sessions;
        this.clock = clock;
        this.registration = new Registration(login, issuer);
    }

    @Override
    public void into(HttpSecurity http) throws Exception {
        var line = new TokenLine(issuer);
        var clients = new HttpSessionOAuth2AuthorizedClientRepository();
        http.oauth2Login(oauth -> oauth
                .loginPage("/logged-out")
                .clientRegistrationRepository(registration)
                .authorizedClientRepository(clients)
                .tokenEndpoint(token -> token.accessTokenResponseClient(line.codes()))
                .userInfoEndpoint(user -> user.oidcUserService(IssuerLogin::user))
                .successHandler(began())
                .failureHandler(refused()))
                .logout(logout -> logout.logoutSuccessHandler(goodbye()))
                .addFilterBefore(new Renewal(line, idTokens(), clients, new HttpSessionSecurityContextRepository(),
                        clock), AuthorizationFilter.class);
    }

    @Override
    public Optional<String> start() {
        try {
            return Optional.of("/oauth2/authorization/" + registration.registration().getRegistrationId());
        } catch (AuthenticationServiceException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> open() {
        return List.of();
    }

    @Override
    public Optional<String> origin() {
        return Optional.of(issuer.issuer().resolve("/").toString().replaceAll("/$", ""));
    }

    /** Decodes what says who logged in, at the login and at each renewal. */
    JwtDecoder idTokens() {
        return check.idTokens(login.client(), token -> {
            var validator = new OidcIdTokenValidator(registration.registration());
            validator.setClock(clock);
            validator.setClockSkew(TokenCheck.SKEW);
            return validator.validate(token);
        });
    }

    /** The ID token says all that is needed; the issuer is not asked a third time. */
    private static OidcUser user(OidcUserRequest request) {
        try {
            return Visitor.user(request.getIdToken());
        } catch (IllegalArgumentException e) {
            throw new OAuth2AuthenticationException(new OAuth2Error("invalid_user"), e);
        }
    }

    private AuthenticationSuccessHandler began() {
        return new SavedRequestAwareAuthenticationSuccessHandler() {
            @Override
            public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
                    Authentication who) throws IOException, ServletException {
                var user = (OidcUser) who.getPrincipal();
                sessions.began(request.getSession(), Optional.ofNullable(user.getClaimAsString("sid")),
                        user.getSubject());
                super.onAuthenticationSuccess(request, response, who);
            }
        };
    }

    private static AuthenticationFailureHandler refused() {
        return (request, response, why) -> response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    }

    private OidcClientInitiatedLogoutSuccessHandler goodbye() {
        var goodbye = new OidcClientInitiatedLogoutSuccessHandler(registration);
        goodbye.setPostLogoutRedirectUri(login.at("/logged-out").toString());
        goodbye.setDefaultTargetUrl("/logged-out");
        return goodbye;
    }
}
