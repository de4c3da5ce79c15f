package org.viaduc.journal;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EntriesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00.123456789Z");
    private static final Entry ENTRY = Entry.of(Actor.node(new Department("D35")), Step.ACCEPTED, NOW);
    private static final List<String> PERSONAL = List.of("Dupont", "DUPONT", "Marie Dupont", "dupont", "Lefèvre",
            "Jean-Pierre", "d'Étang", "MARTIN-DURAND", "185037512345678", "1 85 03 75 123 456 78", "185032A12345678",
            "1-85-03-75-123-456", "1850375123456", "marie.dupont@example.org", "0299123456 ", "née le 12/03/1985",
            "12 rue des Lilas", "il a frappé l'enfant", "", " ", "\n", "a\u0000b");

    @ParameterizedTest
    @EnumSource(Detail.class)
    void no_detail_takes_a_name_a_nir_or_free_text(Detail detail) {
        var taken = PERSONAL.stream().filter(detail::fits).toList();

        // names of folders and routes are lower-case words, set by the configuration and never by a file's content
        assertThat(taken).isSubsetOf(openNames(detail) ? List.of("dupont") : List.of());
    }

    private static boolean openNames(Detail detail) {
        return detail == Detail.SYSTEM || detail == Detail.CONNECTOR || detail == Detail.ROUTE;
    }

    @Test
    void a_refused_value_is_not_repeated_in_the_message() {
        assertThatThrownBy(() -> ENTRY.with(Detail.REASON, "Dupont")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reason").hasMessageNotContaining("Dupont");
    }

    @Test
    void a_key_outside_the_list_is_refused_without_repeating_it() {
        assertThatThrownBy(() -> new Entry(Optional.empty(), ENTRY.actor(), Step.SENT, NOW, Map.of("Dupont", "true")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageNotContaining("Dupont");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Marie Dupont", "Hélène", "185037512345678", "a b"})
    void an_actor_without_a_login_cannot_be_named(String id) {
        assertThatThrownBy(() -> Actor.user(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_entry_tells_what_the_journey_has_to_tell() {
        var entry = ENTRY.with(Detail.SYSTEM, "solidor").with(Detail.MAPPING, "solidor@2026-11-01")
                .with(Detail.RULES, List.of("R-ASE-IP", "R-ADRESSE-PROTEGEE")).with(Detail.MAPPED, 31)
                .with(Detail.KINDS, List.of(Kind.of("S10.ip"), Kind.of("S01.identity")))
                .with(Detail.DECISION, Digest.of(new byte[0]).hex())
                .with(Detail.FACTS, List.of(UUID.randomUUID(), "0123456789abcdef0123456789abcdef", "fact 1"))
                .with(Detail.FROM_ROLE, "GEST-APA/PCH").with(Detail.PURPOSE, "EVAL_IP").with(Detail.TRACK, "ase-ip")
                .with(Detail.OBLIGATIONS, "retention:2-years clock:ip-evaluation").with(Detail.DUE, "2027-02-22")
                .with(Detail.FIELDS_KEPT,
                        Detail.path(Kind.of("S01.identity"), FieldPath.of("name(use=official).given[*]")))
                .with(Detail.KEY_IDS, "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
                .with(Detail.LOCAL_REFERENCE, Detail.reference("LIVRAISON_0193aa00-0000-7000-8000-000000000000.csv"));

        assertThat(entry.details()).hasSize(15).containsEntry("kinds", "S10.ip S01.identity")
                .containsEntry("fields-kept", "S01.identity/name.given");
        assertThat(entry.at()).isEqualTo(Instant.parse("2026-11-22T08:00:00.123456Z"));
    }

    @Test
    void words_from_outside_are_written_only_when_listed() {
        assertThat(Detail.listed("wrong-key")).isEqualTo("wrong-key");
        assertThat(Detail.listed("dupont")).isEqualTo("unlisted");
        assertThat(Detail.reference("M. Dupont")).matches("[0-9a-f]{64}");
    }

    @Test
    void an_empty_list_adds_no_detail() {
        assertThat(ENTRY.with(Detail.RULES, List.of()).details()).isEmpty();
    }

    @Test
    void every_doubt_and_method_of_a_match_can_be_written() {
        Arrays.stream(org.viaduc.person.Doubt.values())
                .forEach(doubt -> assertThat(Detail.REASON.fits(doubt.word())).as(doubt.word()).isTrue());
        org.viaduc.person.Match.Method.words()
                .forEach(word -> assertThat(Detail.METHOD.fits(word)).as(word).isTrue());
    }
}
