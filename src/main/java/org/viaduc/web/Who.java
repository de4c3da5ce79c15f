package org.viaduc.web;

import java.util.Locale;

import org.springframework.security.oauth2.jwt.Jwt;

import org.viaduc.journal.Actor;

/** The actor whom a token names: a person logged in, or a program. */
final class Who {
    private Who() {
    }

    static Actor of(Jwt token) {
        var name = token.getClaimAsString("preferred_username");
        return name == null ? Actor.client(login(token.getSubject())) : Actor.user(login(name));
    }

    private static String login(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
