package org.viaduc.web;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

import org.viaduc.journal.Actor;
import org.viaduc.person.Pseudonym;
import org.viaduc.web.login.UserRole;

/** The actor whom a token names: a user, a program, or a person who reads what was done about them. */
final class Who {
    /** The claim of a person's token: by which pseudonym this node knows them. */
    private static final String PSEUDONYM = "pseudonym";

    private Who() {
    }

    /**
     * A program's token names no user; it names the program (RFC 9068, 2.2: {@code client_id}).
     *
     * @throws IllegalArgumentException when it names nobody, or a person who is a user as well
     */
    static Actor of(Jwt token) {
        if (roles(token).contains(UserRole.PERSON.word())) {
            return Actor.person(person(token));
        }
        var name = token.getClaimAsString("preferred_username");
        if (name != null) {
            return Actor.user(login(name));
        }
        var program = token.getClaimAsString("client_id");
        return Actor.client(login(program == null ? token.getSubject() : program));
    }

    /** The person whose token it is. @throws IllegalArgumentException when it is no person's */
    static Pseudonym person(Jwt token) {
        var pseudonym = token.getClaimAsString(PSEUDONYM);
        if (!roles(token).equals(Set.of(UserRole.PERSON.word())) || pseudonym == null) {
            throw new IllegalArgumentException("a person's token has that role alone, and a pseudonym");
        }
        return new Pseudonym(UUID.fromString(pseudonym));
    }

    /** Those of its words that are roles here. */
    private static Set<String> roles(Jwt token) {
        return UserRole.authorities(token.getClaimAsStringList("roles")).stream().map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
    }

    private static String login(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
