package org.viaduc.web;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

import org.viaduc.journal.Actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WhoTest {
    private static final String PSEUDONYM = "0193aa00-0000-4000-8000-00000000000a";

    @Test
    void a_person_is_named_by_their_pseudonym_whatever_name_the_token_has() {
        var token = token(List.of("person")).claim("pseudonym", PSEUDONYM)
                .claim("preferred_username", "marie.dupont@example.org").build();

        assertThat(Who.of(token).kind()).isEqualTo(Actor.Kind.PERSON);
        assertThat(Who.of(token).id()).isEqualTo(PSEUDONYM);
    }

    @Test
    void a_token_without_a_pseudonym_or_with_another_role_is_no_persons() {
        assertThat(Who.person(token(List.of("person")).build())).isEmpty();
        assertThat(Who.person(token(List.of("person", "auditor")).claim("pseudonym", PSEUDONYM).build())).isEmpty();
    }

    @Test
    void a_token_whose_pseudonym_is_none_names_nobody() {
        assertThatThrownBy(() -> Who.of(token(List.of("person")).claim("pseudonym", "Dupont").build()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_user_stays_a_user_though_the_token_has_a_pseudonym() {
        var token = token(List.of("case-worker")).claim("pseudonym", PSEUDONYM)
                .claim("preferred_username", "D.Lefevre").build();

        assertThat(Who.of(token)).isEqualTo(Actor.user("d.lefevre"));
        assertThat(Who.person(token)).isEmpty();
    }

    private static Jwt.Builder token(List<String> roles) {
        return Jwt.withTokenValue("shown").header("alg", "ES256").issuedAt(Instant.EPOCH).subject("someone")
                .claim("roles", roles);
    }
}
