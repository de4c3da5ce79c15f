package org.viaduc.policy.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Consents of other systems (IHE Privacy Consent on FHIR): what they say is held to the letter, or refused by its name. */
class PcfFormTest {
    private static final Recording RECORDING = new Recording("d.lefevre", Instant.parse("2026-11-21T08:00:00Z"), "api",
            Optional.empty(), Set.of(Pcf.POLICY));
    private static final String TREAT = """
            {"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "TREAT"}""";
    private static final String PAYMENT = """
            {"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "HPAYMT"}""";
    private static final String TO_D44 = """
            {"role": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
                                  "code": "IRCP"}]}, "reference": {"reference": "Organization/D44"}}""";
    private static final String S09 = """
            {"system": "https://viaduc.org/fhir/CodeSystem/section", "code": "S09"}""";
    private static final String PSYCHIATRY = """
            {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "PSY"}""";

    @Test
    void a_basic_permission_is_a_consent_to_all_that_may_be_shared() {
        var said = read(Pcf.permitting());

        assertThat(said.facts()).hasSize(1);
        assertThat(said.facts().getFirst().kind()).isEqualTo(FactKind.CONSENT);
        assertThat(said.facts().getFirst().on()).isEqualTo(LocalDate.of(2026, 10, 5));
        assertThat(fields(said, 0)).containsEntry("by", "person").doesNotContainKeys("until", "purposes");
        assertThat(fields(said, 0).get("for")).contains("S09").doesNotContain("S17", "S18");
    }

    @Test
    void a_basic_refusal_is_an_opposition_whatever_policy_it_is_of() {
        var said = read(Pcf.denying().with("policy", "[{\"uri\": \"https://autre.invalid\"}]"));

        assertThat(said.category()).isEqualTo(Category.OPPOSITION);
        assertThat(said.facts().getFirst().kind()).isEqualTo(FactKind.OPPOSITION);
    }

    @Test
    void purposes_recipients_and_the_last_day_limit_what_is_permitted() {
        var said = read(Pcf.permitting().provision("""
                {"type": "permit", "period": {"start": "2026-10-10", "end": "2027-01-31"},
                 "purpose": [%s, %s], "actor": [%s]}""".formatted(TREAT, PAYMENT, TO_D44)));

        assertThat(said.facts().getFirst().on()).isEqualTo(LocalDate.of(2026, 10, 10));
        assertThat(fields(said, 0)).containsEntry("until", "2027-01-31").containsEntry("recipients", "D44")
                .containsEntry("purposes", "ACCOMPAGNEMENT SUIVI_PMI");
    }

    @Test
    void an_exception_to_a_permission_is_an_opposition_of_the_same_day() {
        var said = read(Pcf.permitting().provision("""
                {"type": "permit", "provision": [{"type": "deny", "actor": [%s], "securityLabel": [%s]}]}"""
                .formatted(TO_D44, PSYCHIATRY)));

        assertThat(kinds(said)).containsExactly(FactKind.CONSENT, FactKind.OPPOSITION);
        assertThat(fields(said, 1)).containsEntry("recipients", "D44");
        assertThat(fields(said, 1).get("to")).contains("S07", "S09", "S10", "S14").doesNotContain("S05");
    }

    @Test
    void an_exception_to_a_refusal_leaves_open_what_it_names_and_nothing_else() {
        var said = read(Pcf.denying().provision("""
                {"type": "deny", "provision": [{"type": "permit", "class": [%s], "actor": [%s]}]}"""
                .formatted(S09, TO_D44)));

        assertThat(kinds(said)).containsExactly(FactKind.CONSENT, FactKind.OPPOSITION);
        assertThat(fields(said, 0)).containsEntry("for", "S09").containsEntry("recipients", "D44");
        assertThat(fields(said, 1).get("to")).contains("S07", "S14").doesNotContain("S09");
    }

    @Test
    void a_permission_of_normal_data_names_the_sections_that_never_hold_more() {
        var said = read(Pcf.permitting().provision("""
                {"type": "permit", "securityLabel": [
                  {"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "N"}]}"""));

        assertThat(fields(said, 0)).containsEntry("for", "S01 S03 S05 S06 S20");
    }

    @Test
    void a_consent_read_twice_states_the_same_facts() {
        assertThat(read(Pcf.permitting()).facts()).extracting(Fact::id)
                .isEqualTo(read(Pcf.permitting()).facts().stream().map(Fact::id).toList());
    }

    @Test
    void a_withdrawn_consent_says_what_it_said_and_when_it_ended() {
        var said = read(Pcf.permitting());

        var again = Consents.read(Consents.standing(said.consent(), Optional.of(LocalDate.of(2026, 11, 2))),
                RECORDING);

        assertThat(again.digest()).isEqualTo(said.digest());
        assertThat(again.withdrawnOn()).contains(LocalDate.of(2026, 11, 2));
        var ended = Consents.withdrawal(again, LocalDate.of(2026, 11, 2), RECORDING);
        assertThat(ended).extracting(Fact::kind).containsExactly(FactKind.OPPOSITION);
        assertThat(FactCodec.fields(ended.getFirst()).get("to")).isEqualTo(fields(said, 0).get("for"));
    }

    static Stream<Arguments> whatCannotBeHeld() {
        return Stream.of(
                arguments("provision.dataPeriod", Pcf.permitting().provision("""
                        {"type": "permit", "dataPeriod": {"start": "2020-01-01"}}""")),
                arguments("provision.data", Pcf.permitting().provision(
                        """
                                {"type": "permit", "data": [{"meaning": "instance", "reference": {"reference": "Observation/9"}}]}""")),
                arguments("provision.provision[0].data", Pcf.permitting().provision("""
                        {"type": "permit", "provision": [{"type": "deny", "data": [{"meaning": "authoredby"}]}]}""")),
                arguments("provision.provision[0].provision", Pcf.permitting().provision("""
                        {"type": "permit", "provision": [{"type": "deny", "provision": [{"type": "permit"}]}]}""")),
                arguments("provision.action", Pcf.permitting().provision("""
                        {"type": "permit", "action": [{"coding": [{"code": "use"}]}]}""")),
                arguments("provision.code", Pcf.permitting().provision("{\"type\": \"permit\", \"code\": [{}]}")),
                arguments("provision.actor[0].reference", Pcf.permitting().provision("""
                        {"type": "permit", "actor": [{"role": {"coding": [{
                          "system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "code": "IRCP"}]},
                          "reference": {"reference": "Practitioner/7"}}]}""")),
                arguments("provision.purpose[0]", Pcf.permitting().provision("""
                        {"type": "permit", "purpose": [{"system": "urn:autre", "code": "X"}]}""")),
                arguments("provision.securityLabel[0]", Pcf.permitting().provision(
                        "{\"type\": \"permit\", \"securityLabel\": [%s]}".formatted(PSYCHIATRY))),
                arguments("provision.period.end", Pcf.denying().provision("""
                        {"type": "deny", "period": {"end": "2027-01-31"}}""")),
                arguments("provision.provision[0]", Pcf.denying().provision("""
                        {"type": "deny", "provision": [{"type": "permit", "actor": [%s]}]}""".formatted(TO_D44))),
                arguments("provision", Pcf.permitting().provision(
                        "{\"type\": \"permit\", \"purpose\": [%s]}".formatted(PAYMENT))),
                arguments("provision.type", Pcf.permitting().provision("{}")),
                arguments("policy[0].uri", Pcf.permitting().with("policy", "[{\"uri\": \"https://autre.invalid\"}]")),
                arguments("policy[0].authority", Pcf.permitting().with("policy",
                        "[{\"uri\": \"" + Pcf.POLICY + "\", \"authority\": \"https://autre.invalid\"}]")),
                arguments("policyRule", Pcf.permitting().with("policyRule", "{\"text\": \"x\"}")),
                arguments("modifierExtension", Pcf.permitting().with("modifierExtension", "[{\"url\": \"urn:x\"}]")),
                arguments("implicitRules", Pcf.permitting().with("implicitRules", "\"urn:x\"")),
                arguments("extension", Pcf.permitting().with("extension", "[{\"url\": \"urn:x\"}]")),
                arguments("contained", Pcf.permitting().with("contained", "[]")),
                arguments("status", Pcf.permitting().with("status", "\"draft\"")),
                arguments("status", Pcf.permitting().with("status", "\"inactive\"")),
                arguments("scope.coding[0]",
                        Pcf.permitting().with("scope", "{\"coding\": [{\"code\": \"research\"}]}")),
                arguments("category[0].coding[0]",
                        Pcf.permitting().with("category", "[{\"coding\": [{\"code\": \"acd\"}]}]")),
                arguments("dateTime", Pcf.permitting().with("dateTime", "\"2026\"")),
                arguments("performer", Pcf.permitting().with("performer", "[{\"reference\": \"RelatedPerson/4\"}]")),
                arguments("source[x]", Pcf.permitting().without("sourceReference")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatCannotBeHeld")
    void what_cannot_be_held_is_refused_by_its_name(String element, Pcf consent) {
        var refused = catchThrowableOfType(ConsentRefused.class, () -> read(consent));

        assertThat(refused).isNotNull();
        assertThat(refused.faults()).anySatisfy(fault -> assertThat(fault).startsWith("`" + element + "`: "));
    }

    @Test
    void everything_that_cannot_be_held_is_said_at_once_and_nothing_that_was_written_is_repeated() {
        var refused = catchThrowableOfType(ConsentRefused.class, () -> read(Pcf.permitting()
                .with("Zzmarque", "\"ZZMARQUE\"").with("policyRule", "{\"text\": \"ZZMARQUE\"}").provision("""
                        {"type": "ZZMARQUE", "code": "ZZMARQUE", "dataPeriod": {"start": "ZZMARQUE"}}""")));

        assertThat(refused.faults()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(refused.getMessage()).doesNotContainIgnoringCase("zzmarque");
    }

    @Test
    void whose_word_a_relative_brings_is_said_with_the_import() {
        var said = Consents.read(Pcf.permitting().with("performer", "[{\"reference\": \"RelatedPerson/4\"}]").consent(),
                new Recording("d.lefevre", Instant.EPOCH, "api", Optional.of("parents"), Set.of(Pcf.POLICY)));

        assertThat(fields(said, 0)).containsEntry("by", "parents");
    }

    private static Said read(Pcf consent) {
        return Consents.read(consent.consent(), RECORDING);
    }

    private static Map<String, String> fields(Said said, int which) {
        return FactCodec.fields(said.facts().get(which));
    }

    private static List<FactKind> kinds(Said said) {
        return said.facts().stream().map(Fact::kind).toList();
    }
}
