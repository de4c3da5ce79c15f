package org.viaduc.web;

import java.util.Locale;
import java.util.Optional;
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
     * A person's token names the person by pseudonym, whatever name it has; a program's token names no user, it names the
     * program (RFC 9068, 2.2: {@code client_id}).
     *
     * @throws IllegalArgumentException when it names nobody
     */
    static Actor of(Jwt token) {
        var person = person(token);
        if (person.isPresent()) {
            return Actor.person(person.get());
        }
        var name = token.getClaimAsString("preferred_username");
        if (name != null) {
            return Actor.user(login(name));
        }
        var program = token.getClaimAsString("client_id");
        return Actor.client(login(program == null ? token.getSubject() : program));
    }

    /**
     * The person whose own token it is: one with that role alone, and a pseudonym. Whoever has another role acts in that.
     *
     * @throws IllegalArgumentException when what it calls a pseudonym is none
     */
    static Optional<Pseudonym> person(Jwt token) {
        return roles(token).equals(Set.of(UserRole.PERSON.word()))
                ? Optional.ofNullable(token.getClaimAsString(PSEUDONYM)).map(UUID::fromString).map(Pseudonym::new)
                : Optional.empty();
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
