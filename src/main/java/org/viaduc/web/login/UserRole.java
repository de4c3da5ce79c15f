package org.viaduc.web.login;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a user may do at this node, as the issuer's tokens say it. A word that is none of these is nothing. */
public enum UserRole {
    /** Starts exchanges, states facts, works on the tray. */
    CASE_WORKER("case-worker"),
    /** Reads and verifies the journal. */
    AUDITOR("auditor"),
    /** Looks after connectors and mappings; sees no contents. */
    INTEGRATOR("integrator"),
    /** Reads the rule book and the registers (RGPD 37 to 39). */
    DPO("dpo"),
    /** Whom a file is about: sees who received what about them, and nothing about anybody else. */
    PERSON("person");

    private final String word;

    UserRole(String word) {
        this.word = word;
    }

    /** The word in the token, in paths and in the keys of the pages' sentences. */
    public String word() {
        return word;
    }

    GrantedAuthority authority() {
        return new SimpleGrantedAuthority(word);
    }

    static Optional<UserRole> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
    }

    /** What a token's words are worth, for Spring Security. */
    public static Set<GrantedAuthority> authorities(Collection<String> words) {
        return among(words).stream().map(UserRole::authority).collect(Collectors.toUnmodifiableSet());
    }

    /** The roles among some words; whatever else they hold is left out. Null is no word. */
    static Set<UserRole> among(Collection<String> words) {
        var roles = EnumSet.noneOf(UserRole.class);
        if (words != null) {
            words.forEach(word -> of(word).ifPresent(roles::add));
        }
        return roles;
    }
}
