package org.viaduc.web;

import java.util.Locale;

import org.springframework.security.oauth2.jwt.Jwt;

import org.viaduc.journal.Actor;

/** The actor whom a token names: a person logged in, or a program. */
final class Who {
    private Who() {
    }

    /** A program's token names no user; it names the program (RFC 9068, 2.2: {@code client_id}). */
    static Actor of(Jwt token) {
        var name = token.getClaimAsString("preferred_username");
        if (name != null) {
            return Actor.user(login(name));
        }
        var program = token.getClaimAsString("client_id");
        return Actor.client(login(program == null ? token.getSubject() : program));
    }

    private static String login(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
