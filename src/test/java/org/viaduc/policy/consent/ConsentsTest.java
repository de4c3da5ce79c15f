package org.viaduc.policy.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.viaduc.model.Digest;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Resource;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Informations, agreements and oppositions as this gateway captures, writes and reads them. */
class ConsentsTest {
    private static final Recording RECORDING = new Recording("d.lefevre", Instant.EPOCH, "api", Optional.empty(),
            Set.of());
    private static final LocalDate DAY = LocalDate.of(2026, 11, 3);
    private static final Optional<Evidence> SIGNED = Optional
            .of(new Evidence("GED-2026-118", Optional.of(Digest.of(List.of("signed")))));

    @ParameterizedTest
    @CsvSource({"parents-informed,information,active,permit", "written-agreement,agreement,active,permit",
            "agreement-refused,agreement,rejected,deny", "consent,agreement,active,permit",
            "opposition,opposition,active,deny"})
    void each_of_the_three_kinds_is_written_and_read_again_as_the_same_fact(String kind, String category, String status,
            String provision) {
        var fact = fact(kind, Map.of());
        var said = Consents.captured(fact, SIGNED);

        var again = Consents.read(said.consent(), RECORDING);

        assertThat(said.category().word()).isEqualTo(category);
        assertThat(said.consent().text(FieldPath.of("status"))).contains(status);
        assertThat(said.consent().text(FieldPath.of("provision.type"))).contains(provision);
        assertThat(said.consent().text(FieldPath.of("sourceReference.identifier.value"))).contains("GED-2026-118");
        assertThat(again.facts()).containsExactly(fact);
        assertThat(again.digest()).isEqualTo(said.digest());
    }

    @Test
    void a_consent_keeps_its_sections_its_limits_and_its_last_day() {
        var fact = fact("consent", Map.of("by", "parents", "for", "S07 S09", "until", "2027-01-31", "purposes",
                "SUIVI_PMI", "recipients", "D44"));

        assertThat(Consents.read(Consents.captured(fact, SIGNED).consent(), RECORDING).facts()).containsExactly(fact);
    }

    @Test
    void a_written_agreement_without_its_document_is_none() {
        assertThatThrownBy(() -> Consents.captured(fact("written-agreement", Map.of("by", "parents")),
                Optional.empty())).isInstanceOf(ConsentRefused.class).hasMessageContaining("evidence");
    }

    @Test
    void a_withdrawn_agreement_is_inactive_and_a_fact_of_its_own() {
        var said = Consents.captured(fact("written-agreement", Map.of("by", "parents")), SIGNED);

        var withdrawn = Consents.withdrawal(said, DAY.plusDays(8), RECORDING).getFirst();
        var standing = Consents.standing(said.consent(), Optional.of(withdrawn.on()));

        assertThat(withdrawn.kind()).isEqualTo(FactKind.AGREEMENT_WITHDRAWN);
        assertThat(FactCodec.fields(withdrawn)).containsEntry("by", "parents");
        assertThat(standing.text(FieldPath.of("status"))).contains("inactive");
        assertThat(Consents.read(standing, RECORDING).withdrawnOn()).contains(DAY.plusDays(8));
    }

    @Test
    void a_representative_who_takes_a_consent_back_closes_what_it_named() {
        var said = Consents.captured(fact("consent", Map.of("by", "representative", "for", "S09")), SIGNED);

        var opposition = Consents.withdrawal(said, DAY, RECORDING).getFirst();

        assertThat(FactCodec.fields(opposition)).containsEntry("to", "S09").doesNotContainKey("by");
    }

    @ParameterizedTest
    @CsvSource({"parents-informed", "opposition", "agreement-refused"})
    void what_is_no_permission_is_not_taken_back(String kind) {
        var said = Consents.captured(fact(kind, Map.of()), SIGNED);

        assertThatThrownBy(() -> Consents.withdrawal(said, DAY, RECORDING)).isInstanceOf(ConsentRefused.class);
    }

    @Test
    void nothing_is_taken_back_before_it_was_given() {
        var said = Consents.captured(fact("consent", Map.of("by", "person", "for", "S09")), SIGNED);

        assertThatThrownBy(() -> Consents.withdrawal(said, DAY.minusDays(1), RECORDING))
                .isInstanceOf(ConsentRefused.class);
    }

    @ParameterizedTest
    @CsvSource({"status,\"entered-in-error\"", "provision,{\"type\":\"deny\"}", "verification,'[{\"verified\":false}]'",
            "provision,'{\"type\":\"permit\",\"purpose\":[{\"code\":\"X\"}]}'", "dateTime,\"2026\"",
            "sourceReference,'{\"identifier\":{\"value\":\"x\"},\"display\":\"y\"}'"})
    void our_own_form_too_is_read_to_the_letter(String name, String json) throws Exception {
        var tree = Consents.captured(fact("written-agreement", Map.of("by", "parents")), SIGNED).consent().copy();
        tree.set(name, new com.fasterxml.jackson.databind.ObjectMapper().readTree(json));

        assertThatThrownBy(() -> Consents.read(Resource.of(tree), RECORDING)).isInstanceOf(ConsentRefused.class)
                .hasMessageContaining("`");
    }

    private static Fact fact(String kind, Map<String, String> fields) {
        return FactCodec.fact(new FactId("f-1"), FactKind.of(kind), DAY, fields, "d.lefevre", Instant.EPOCH, "api",
                Optional.empty());
    }
}
