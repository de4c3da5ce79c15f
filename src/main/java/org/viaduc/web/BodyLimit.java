package org.viaduc.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a client's body that is larger than any request needs, or that does not say how large it is. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BodyLimit extends OncePerRequestFilter {
    /** In bytes. */
    static final int LIMIT = 64 * 1024;
    private static final int A_RULE_BOOK = 1024 * 1024;

    /** Where a department's system hands over whole files; that endpoint reads no more than it may hold. */
    private static final Set<String> FHIR = Set.of("/fhir", "/fhir/", "/fhir/Bundle");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/peer/") || FHIR.contains(request.getRequestURI())
                || request.getMethod().equals("GET");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit(request)) {
            refuse(response, 413, "Le corps de la demande dépasse 64 Kio / The request's body is over 64 KiB");
        } else if (request.getHeader("Transfer-Encoding") != null) {
            refuse(response, 411, "La demande doit dire sa longueur / The request must say its length");
        } else {
            chain.doFilter(request, response);
        }
    }

    /** A whole rule book is text of some fifty kilobytes, and only a role of its own may send one. */
    private static int limit(HttpServletRequest request) {
        return request.getRequestURI().equals("/api/policy/trials") ? A_RULE_BOOK : LIMIT;
    }

    private static void refuse(HttpServletResponse response, int status, String detail) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getOutputStream().write(("{\"status\":" + status + ",\"detail\":\"" + detail + "\"}")
                .getBytes(StandardCharsets.UTF_8));
    }
}
