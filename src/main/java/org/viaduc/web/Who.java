package org.viaduc.web;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.springframework.security.oauth2.jwt.Jwt;

import org.viaduc.journal.Actor;
import org.viaduc.person.Pseudonym;

/** The actor whom a token names: a user, a program, or a person who reads what was done about them. */
final class Who {
    /** The role of a person's own token, beside which there is no other. */
    static final String PERSON = "person";
    /** The claim of a person's token: by which pseudonym this node knows them. */
    private static final String PSEUDONYM = "pseudonym";

    private Who() {
    }

    /** @throws IllegalArgumentException when it names nobody, or a person who is a user as well */
    static Actor of(Jwt token) {
        if (roles(token).contains(PERSON)) {
            return Actor.person(person(token));
        }
        var name = token.getClaimAsString("preferred_username");
        return name == null ? Actor.client(login(token.getSubject())) : Actor.user(login(name));
    }

    /** The person whose token it is. @throws IllegalArgumentException when it is no person's */
    static Pseudonym person(Jwt token) {
        var pseudonym = token.getClaimAsString(PSEUDONYM);
        if (!roles(token).equals(List.of(PERSON)) || pseudonym == null) {
            throw new IllegalArgumentException("a person's token has that role alone, and a pseudonym");
        }
        return new Pseudonym(UUID.fromString(pseudonym));
    }

    private static List<String> roles(Jwt token) {
        var roles = token.getClaimAsStringList("roles");
        return roles == null ? List.of() : roles;
    }

    private static String login(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
