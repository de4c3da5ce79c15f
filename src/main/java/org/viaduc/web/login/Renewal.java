package org.viaduc.web.login;

import java.io.IOException;
import java.time.Clock;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Holds a session to its image at the issuer: when the access token has ended, a new one is asked for, and with it come the
 * roles of now. Who was locked out, has logged out or lost a role at the issuer has done so here at the next request after
 * that, even when nobody told us. When the issuer does not answer, no page is shown.
 */
final class Renewal extends OncePerRequestFilter {
    private final TokenLine line;
    private final JwtDecoder tokens;
    private final OAuth2AuthorizedClientRepository clients;
    private final SecurityContextRepository contexts;
    private final Clock clock;

    Renewal(TokenLine line, JwtDecoder tokens, OAuth2AuthorizedClientRepository clients,
            SecurityContextRepository contexts, Clock clock) {
        this.line = line;
        this.tokens = tokens;
        this.clients = clients;
        this.contexts = contexts;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/static/") || request.getSession(false) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof OAuth2AuthenticationToken login) {
            try {
                renewIfEnded(login, request, response);
            } catch (OAuth2AuthorizationException | JwtException e) {
                if (NestedExceptionUtils.getMostSpecificCause(e) instanceof IOException) {
                    logger.warn("the issuer does not answer, and nobody sees a page for longer than a token lasts: "
                            + "look at the login service");
                    response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                    return;
                }
                end(request);
            }
        }
        chain.doFilter(request, response);
    }

    private void renewIfEnded(OAuth2AuthenticationToken login, HttpServletRequest request,
            HttpServletResponse response) {
        if (stands(client(login, request))) {
            return;
        }
        synchronized (WebUtils.getSessionMutex(request.getSession())) {
            var client = client(login, request);
            if (stands(client)) {
                SecurityContextHolder.setContext(contexts.loadDeferredContext(request).get());
                return;
            }
            if (client == null || client.getRefreshToken() == null) {
                throw new OAuth2AuthorizationException(
                        new OAuth2Error("invalid_grant"));
            }
            renew(login, client, request, response);
        }
    }

    private void renew(OAuth2AuthenticationToken login, OAuth2AuthorizedClient client, HttpServletRequest request,
            HttpServletResponse response) {
        var fresh = line.renewals().getTokenResponse(new OAuth2RefreshTokenGrantRequest(client.getClientRegistration(),
                client.getAccessToken(), client.getRefreshToken()));
        var said = tokens.decode(String.valueOf(fresh.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN)));
        var user = Visitor.user(new OidcIdToken(said.getTokenValue(), said.getIssuedAt(), said.getExpiresAt(),
                said.getClaims()));
        if (!user.getName().equals(login.getPrincipal().getName())) {
            throw new JwtException("another user");
        }
        var renewed = new OAuth2AuthenticationToken(user, user.getAuthorities(), Registration.ID);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(renewed);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        clients.saveAuthorizedClient(new OAuth2AuthorizedClient(client.getClientRegistration(), user.getName(),
                fresh.getAccessToken(), fresh.getRefreshToken()), renewed, request, response);
    }

    private OAuth2AuthorizedClient client(OAuth2AuthenticationToken login, HttpServletRequest request) {
        return clients.loadAuthorizedClient(Registration.ID, login, request);
    }

    private boolean stands(OAuth2AuthorizedClient client) {
        return client != null && client.getAccessToken().getExpiresAt() != null
                && clock.instant().isBefore(client.getAccessToken().getExpiresAt());
    }

    private static void end(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
