package org.viaduc.policy.view;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.model.Kind;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LimitsTest {
    private static final String ONE = """
            version: 2026-11-22
            limits:
              - id: one
                tracks: [rsa]
                hides: recipient
                others: all
                law: [RGPD 15 (MEM)]
                fr: Pour une raison.
                en: For a reason.
            """;

    @Test
    void every_packed_limit_cites_articles_with_how_they_were_read() {
        assertThat(Limits.bundled().citations()).isNotEmpty()
                .allMatch(cited -> cited.matches(".+ \\((V26|V16|V09|JB|SEC|MEM)\\)"));
    }

    @Test
    void what_no_limit_touches_is_shown_whole() {
        assertThat(Limits.read(ONE).of(passed("mdph"), Role.PERSON, kind -> false, Set.of())).isEqualTo(Showing.WHOLE);
    }

    @Test
    void a_limit_may_hide_more_from_others_than_from_the_person() {
        var limits = Limits.read(ONE);

        assertThat(limits.of(passed("rsa"), Role.PERSON, kind -> false, Set.of()))
                .isEqualTo(Showing.WITHOUT_RECIPIENT);
        assertThat(limits.of(passed("rsa"), Role.REPRESENTATIVE, kind -> false, Set.of())).isEqualTo(Showing.HIDDEN);
    }

    @Test
    void one_limit_more_never_shows_more() {
        var more = Limits.read(ONE + ONE.substring(ONE.indexOf("  - id")).replace("id: one", "id: two")
                .replace("hides: recipient", "hides: all"));

        assertThat(more.of(passed("rsa"), Role.PERSON, kind -> false, Set.of())).isEqualTo(Showing.HIDDEN);
    }

    @Test
    void a_fact_that_ends_a_limit_ends_it_only_for_what_asks_for_that_fact() {
        var limits = Limits.read(ONE.replace("hides: recipient", "unless-fact: [parents-informed]\n    hides: all"));

        assertThat(limits.of(passed("rsa"), Role.PERSON, kind -> false, Set.of(FactKind.CONSENT)))
                .isEqualTo(Showing.HIDDEN);
        assertThat(limits.of(passed("rsa"), Role.PERSON, kind -> false, Set.of(FactKind.PARENTS_INFORMED)))
                .isEqualTo(Showing.WHOLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tracks: [rsa]|tracks: [rse]", "tracks: [rsa]|tracks: rsa", "tracks: [rsa]|track: [rsa]",
            "hides: recipient|hides: little", "law: [RGPD 15 (MEM)]|law: []", "fr: Pour une raison.|fr: ''",
            "tracks: [rsa]|when-fact: [emergency]"})
    void a_list_that_is_not_exact_is_refused_as_a_whole(String change) {
        var parts = change.split("\\|");

        assertThatThrownBy(() -> Limits.read(ONE.replace(parts[0], parts[1])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Passed passed(String track) {
        return new Passed(track, List.of(Kind.IDENTITY), List.of(), List.of(), Set.of());
    }
}
