package org.viaduc.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Says no before any endpoint is reached: problem details (RFC 9457), and not a word of what the caller showed. */
final class Denials implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final boolean asksForToken;

    private Denials(boolean asksForToken) {
        this.asksForToken = asksForToken;
    }

    /** Where a bearer token is shown (RFC 6750). */
    static Denials askingForToken() {
        return new Denials(true);
    }

    /** Where only a certificate counts: nothing that the caller could show would change the answer. */
    static Denials forGood() {
        return new Denials(false);
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (!asksForToken) {
            say(response, HttpStatus.FORBIDDEN, "Accès refusé / Access denied");
            return;
        }
        if (why instanceof AuthenticationServiceException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "30");
            say(response, HttpStatus.SERVICE_UNAVAILABLE,
                    "Le service de connexion ne répond pas / The login service does not answer");
            return;
        }
        var wasShown = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, wasShown ? "Bearer error=\"invalid_token\"" : "Bearer");
        say(response, HttpStatus.UNAUTHORIZED, wasShown
                ? "Le jeton n'est pas valable ici / The token is not valid here"
                : "Un jeton est demandé / A token is asked for");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        say(response, HttpStatus.FORBIDDEN, "Accès refusé / Access denied");
    }

    private static void say(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream().write(("{\"type\":\"about:blank\",\"title\":\"" + status.getReasonPhrase()
                + "\",\"status\":" + status.value() + ",\"detail\":\"" + detail + "\"}")
                .getBytes(StandardCharsets.UTF_8));
    }
}
