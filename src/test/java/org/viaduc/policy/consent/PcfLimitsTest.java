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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.Purpose;
import org.viaduc.model.Section;
import org.viaduc.policy.FactCodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The limits of another system's consent: by code, by recipient, by day; and how each fault of form is told. */
class PcfLimitsTest {
    private static final String REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    private static final String ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String CONF = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    private static final String OURS = "https://viaduc.org/fhir/CodeSystem/";
    private static final String RECIPIENT = """
            "role": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "code": "IRCP"}]}""";
    private static final String S07 = "{\"system\": \"" + OURS + "section\", \"code\": \"S07\"}";
    private static final String S14 = "{\"system\": \"" + OURS + "section\", \"code\": \"S14\"}";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"TREAT,ACCOMPAGNEMENT SUIVI_PMI,ACCOMPAGNEMENT CONTINUITE_ASE EVAL_IP SUIVI_PMI",
            "CAREMGT,ACCOMPAGNEMENT,ACCOMPAGNEMENT CONTINUITE_ASE EVAL_IP SUIVI_PMI",
            "COC,CONTINUITE_ASE,ACCOMPAGNEMENT CONTINUITE_ASE EVAL_IP SUIVI_PMI", "ETREAT,URGENCE,URGENCE",
            "BTG,URGENCE,URGENCE", "PATRQT,ACCES_PERSONNE,ACCES_PERSONNE"})
    void a_purpose_is_read_narrow_when_it_permits_and_wide_when_it_refuses(String code, String permitted,
            String refused) {
        assertThat(words(PcfCodes.purposes(REASON, code, true))).isEqualTo(permitted);
        assertThat(words(PcfCodes.purposes(REASON, code, false))).isEqualTo(refused);
    }

    @Test
    void purposes_of_our_own_are_taken_by_word_and_others_are_unknown() {
        assertThat(PcfCodes.purposes(OURS + "purpose", "INSTR_RSA", true)).contains(Set.of(Purpose.INSTR_RSA));
        assertThat(PcfCodes.purposes(OURS + "purpose", "INSTR", true)).isEmpty();
        assertThat(PcfCodes.purposes("urn:autre", "INSTR_RSA", true)).isEmpty();
        assertThat(PcfCodes.purposes(REASON, "HMARKT", true)).contains(Set.of());
        assertThat(PcfCodes.purposes(REASON, "XYZ", false)).isEmpty();
    }

    @Test
    void a_label_stands_for_sections_or_for_nothing_that_can_be_held() {
        var social = Section.S10.label();
        assertThat(PcfCodes.labelled(OURS + "sensibilite-sociale", social, true)).contains(Set.of(Section.S10));
        assertThat(PcfCodes.labelled(ACT, social, false)).contains(Set.of(Section.S10));
        assertThat(PcfCodes.labelled("urn:autre", social, true)).isEmpty();
        assertThat(PcfCodes.labelled(CONF, "V", true)).contains(Rule.ALL);
        assertThat(PcfCodes.labelled(CONF, "R", true)).isEmpty();
        assertThat(PcfCodes.labelled(CONF, "R", false)).contains(Rule.ALL);
        assertThat(PcfCodes.labelled(CONF, "Q", false)).isEmpty();
        assertThat(PcfCodes.labelled(ACT, "HIV", false).orElseThrow()).contains(Section.S07, Section.S16)
                .doesNotContain(Section.S05);
        assertThat(PcfCodes.labelled(ACT, "HIV", true)).isEmpty();
        assertThat(PcfCodes.labelled(ACT, "NOTHING", false)).isEmpty();
        assertThat(PcfCodes.section(OURS + "section", "S09")).contains(Section.S09);
        assertThat(PcfCodes.section(OURS + "section", "S99")).isEmpty();
        assertThat(PcfCodes.section("urn:autre", "S09")).isEmpty();
    }

    static Stream<Arguments> recipients() {
        return Stream.of(
                arguments("Organization", "{\"reference\": \"Organization/D44\", \"type\": \"Organization\"}", "D44"),
                arguments("identifier", """
                        {"identifier": {"system": "https://viaduc.org/fhir/NamingSystem/department", "value": "D29"},
                         "display": "Finistère"}""", "D29"),
                arguments("another identifier", """
                        {"identifier": {"system": "urn:autre", "value": "D29"}}""", ""),
                arguments("unknown", "{\"reference\": \"Organization/unknown\"}", ""),
                arguments("no code", "{\"reference\": \"Organization/chez nous\"}", ""),
                arguments("a person", "{\"reference\": \"Practitioner/D44\"}", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipients")
    void a_recipient_is_a_department_by_reference_or_identifier(String what, String reference, String code) {
        var consent = Pcf.permitting().provision("""
                {"type": "permit", "actor": [{%s, "reference": %s}]}""".formatted(RECIPIENT, reference));

        if (code.isEmpty()) {
            assertThat(faults(consent)).anySatisfy(
                    fault -> assertThat(fault).startsWith("`provision.actor[0].reference`: le destinataire"));
        } else {
            assertThat(fields(consent, 0)).containsEntry("recipients", code);
        }
    }

    @Test
    void an_exception_is_held_within_the_whole_that_it_belongs_to() {
        var consent = Pcf.permitting().provision("""
                {"type": "permit", "class": [%s], "purpose": [{"system": "%s", "code": "TREAT"}],
                 "period": {"start": "2026-10-10", "end": "2027-01-31"},
                 "actor": [{%s, "reference": {"reference": "Organization/D44"}}],
                 "provision": [{"type": "permit", "class": [%s], "period": {"end": "2027-12-31"}}]}"""
                .formatted(S07, REASON, RECIPIENT, S14));

        assertThat(fields(consent, 0)).containsEntry("for", "S07").containsEntry("until", "2027-01-31");
        assertThat(fields(consent, 1)).containsEntry("for", "S14").containsEntry("until", "2027-01-31")
                .containsEntry("recipients", "D44").containsEntry("purposes", "ACCOMPAGNEMENT SUIVI_PMI");
        assertThat(read(consent).facts().get(1).on()).isEqualTo(LocalDate.of(2026, 10, 10));
    }

    @Test
    void the_earlier_of_two_last_days_holds_and_what_the_exception_says_itself_comes_first() {
        var whole = rule(true, Set.of(Section.S07), Set.of(Purpose.SUIVI_PMI), Set.of(new Department("D44")),
                "2026-01-01", "2026-06-30");
        var own = rule(true, Set.of(Section.S14), Set.of(Purpose.ACCOMPAGNEMENT), Set.of(new Department("D29")),
                "2026-02-01", "2026-03-31");

        assertThat(own.within(whole)).isEqualTo(own);
        assertThat(rule(true, Set.of(Section.S14), null, Set.of(), null, null).within(whole))
                .isEqualTo(rule(true, Set.of(Section.S14), Set.of(Purpose.SUIVI_PMI), Set.of(new Department("D44")),
                        "2026-01-01", "2026-06-30"));
        assertThat(rule(true, null, null, Set.of(), null, "2027-01-31").within(whole).until())
                .contains(LocalDate.of(2026, 6, 30));
        assertThat(own.within(rule(true, null, null, Set.of(), null, null)).until())
                .contains(LocalDate.of(2026, 3, 31));
    }

    @Test
    void each_of_the_four_limits_makes_a_rule_limited() {
        assertThat(rule(true, null, null, Set.of(), null, null).isLimited()).isFalse();
        assertThat(rule(true, null, Set.of(), Set.of(), null, null).isLimited()).isTrue();
        assertThat(rule(true, null, null, Set.of(new Department("D44")), null, null).isLimited()).isTrue();
        assertThat(rule(true, null, null, Set.of(), "2026-01-01", null).isLimited()).isTrue();
        assertThat(rule(true, null, null, Set.of(), null, "2026-01-01").isLimited()).isTrue();
        assertThat(rule(true, null, Set.of(), Set.of(), null, null).isIdle()).isTrue();
        assertThat(rule(true, null, null, Set.of(), null, null).isIdle()).isFalse();
    }

    static Stream<Arguments> limitedExceptions() {
        var d44 = "\"actor\": [{" + RECIPIENT + ", \"reference\": {\"reference\": \"Organization/D44\"}}]";
        return Stream.of(arguments("S07 to one department", S07, d44, true),
                arguments("S14 to one department", S14, d44, false),
                arguments("S14 without a limit", S14, "\"class\": [" + S14 + "]", true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limitedExceptions")
    void an_exception_to_a_refusal_may_be_limited_only_where_nothing_opens_without_consent(String what, String section,
            String limit, boolean isHeld) {
        var consent = Pcf.denying().provision("""
                {"type": "deny", "provision": [{"type": "permit", "class": [%s], %s}]}"""
                .formatted(section, limit.contains("class") ? "\"period\": {}" : limit));

        if (isHeld) {
            assertThat(fields(consent, 0)).containsKey("for");
            assertThat(fields(consent, 1).get("to")).doesNotContain(fields(consent, 0).get("for"));
        } else {
            assertThat(faults(consent)).anySatisfy(fault -> assertThat(fault).startsWith("`provision.provision[0]`: "));
        }
    }

    @Test
    void a_refusal_with_a_refusal_inside_states_both() {
        var said = read(Pcf.denying().provision("""
                {"type": "deny", "provision": [{"type": "deny", "class": [%s]}]}""".formatted(S07)));

        assertThat(said.facts()).hasSize(2);
        assertThat(FactCodec.fields(said.facts().getFirst())).containsEntry("to", "S07");
        assertThat(FactCodec.fields(said.facts().get(1)).get("to")).contains("S07", "S14");
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource({"permit,minor,person", "deny,minor,minor", "permit,person,person", "deny,person,person"})
    void a_minor_consents_as_the_person_and_opposes_as_a_minor(String type, String by, String word) {
        var said = Consents.read(Pcf.permitting().provision("{\"type\": \"" + type + "\"}").consent(),
                recording(by, Pcf.POLICY));

        assertThat(FactCodec.fields(said.facts().getFirst())).containsEntry("by", word);
    }

    @Test
    void whose_word_it_is_must_be_certain() {
        var two = Pcf.permitting().with("performer",
                "[{\"reference\": \"Patient/p-1\"}, {\"reference\": \"RelatedPerson/4\"}]");
        var contrary = recording("parents", Pcf.POLICY);

        assertThat(faults(two)).anyMatch(each -> each.startsWith("`performer`: "));
        assertThatThrownBy(() -> Consents.read(two.consent(), contrary)).isInstanceOf(ConsentRefused.class);
        assertThatThrownBy(() -> Consents.read(Pcf.permitting().consent(), contrary))
                .isInstanceOf(ConsentRefused.class).hasMessageContaining("`performer`");
        var opposed = Consents.read(Pcf.denying().with("performer", "[{\"reference\": \"RelatedPerson/4\"}]")
                .consent(), recording("representative", Pcf.POLICY));
        assertThat(FactCodec.fields(opposed.facts().getFirst())).doesNotContainKey("by");
        var typed = Pcf.permitting().with("performer",
                "[{\"type\": \"Patient\", \"identifier\": {\"value\": \"1\"}, \"display\": \"x\"}]");
        assertThat(fields(typed, 0)).containsEntry("by", "person");
    }

    static Stream<Arguments> faultsOfForm() {
        return Stream.of(arguments("`category`: manque", Pcf.permitting().without("category")),
                arguments("`category[0]`: manque", Pcf.permitting().with("category", "[{\"text\": \"x\"}]")),
                arguments("`scope`: manque", Pcf.permitting().without("scope")),
                arguments("`scope`: un élément est attendu", Pcf.permitting().with("scope", "\"x\"")),
                arguments("`category`: une liste est attendue", Pcf.permitting().with("category", "{}")),
                arguments("`status`: une seule valeur est attendue", Pcf.permitting().with("status", "[]")),
                arguments("`provision.period.start`: le jour n'est pas entier", Pcf.permitting().provision(
                        "{\"type\": \"permit\", \"period\": {\"start\": \"2026-10\"}}")),
                arguments("`provision.period.end`: le jour n'est pas entier", Pcf.permitting().provision(
                        "{\"type\": \"permit\", \"period\": {\"end\": \"2026-13-45\"}}")),
                arguments("`provision.class[0]`: n'est pas une rubrique", Pcf.permitting().provision(
                        "{\"type\": \"permit\", \"class\": [{\"system\": \"urn:x\", \"code\": \"S09\"}]}")),
                arguments("`provision.purpose[0].userSelected`: ne peut être honoré", Pcf.permitting().provision(
                        "{\"type\": \"permit\", \"purpose\": [{\"system\": \"" + REASON
                                + "\", \"code\": \"TREAT\", \"userSelected\": true}]}")),
                arguments("`provision.actor[0].role.coding[0]`: code inconnu", Pcf.permitting().provision("""
                        {"type": "permit", "actor": [{"role": {"coding": [{"code": "AUT",
                          "system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"}]},
                          "reference": {"reference": "Organization/D44"}}]}""")),
                arguments("`policy[0]`: un élément est attendu", Pcf.denying().with("policy", "[\"x\"]")),
                arguments("`provision.type`: permit ou deny", Pcf.permitting().without("provision")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfForm")
    void each_fault_of_form_is_told_with_its_place(String fault, Pcf consent) {
        assertThat(faults(consent)).anySatisfy(each -> assertThat(each).startsWith(fault));
    }

    @Test
    void what_is_shown_beside_a_code_or_kept_as_proof_stands_in_nobodys_way() {
        var consent = Pcf.permitting().with("scope", """
                {"text": "confidentialité", "coding": [{"display": "x", "code": "patient-privacy",
                  "system": "http://terminology.hl7.org/CodeSystem/consentscope"}]}""").with("language", "\"fr\"")
                .provision("""
                        {"type": "permit", "class": [{"system": "%ssection", "code": "S07", "display": "santé"}],
                         "securityLabel": [{"system": "%s", "code": "N", "display": "normal"}],
                         "purpose": [{"system": "%s", "code": "TREAT", "display": "soin"}]}"""
                        .formatted(OURS, CONF, REASON));

        assertThat(fields(consent, 0)).containsEntry("for", "S01 S03 S05 S06 S07 S20");
    }

    @Test
    void a_permission_that_began_before_it_was_given_counts_from_the_day_it_was_given() {
        var said = read(Pcf.permitting().provision("{\"type\": \"permit\", \"period\": {\"start\": \"2026-09-01\"}}"));

        assertThat(said.facts().getFirst().on()).isEqualTo(LocalDate.of(2026, 10, 5));
    }

    @Test
    void a_consent_without_an_id_is_known_by_its_text() {
        var once = read(Pcf.permitting().without("id"));
        var again = read(Pcf.permitting().without("id"));
        var other = read(Pcf.permitting().without("id").with("dateTime", "\"2026-10-06\""));

        assertThat(again.facts().getFirst().id()).isEqualTo(once.facts().getFirst().id());
        assertThat(other.facts().getFirst().id()).isNotEqualTo(once.facts().getFirst().id());
    }

    @Test
    void evidence_is_written_and_read_back_with_its_digest_and_a_crooked_one_is_refused() {
        var digest = Digest.of(List.of("accord signé"));
        var tree = new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode();
        new Evidence("GED-2026-118", Optional.of(digest)).writeTo(tree);

        assertThat(tree.at("/sourceReference/type").asText()).isEqualTo("DocumentReference");
        var read = Evidence.readFrom(Element.root(tree).child("sourceReference")).orElseThrow();
        assertThat(read.reference()).isEqualTo("GED-2026-118");
        assertThat(read.digest()).contains(digest);
        ((com.fasterxml.jackson.databind.node.ObjectNode) tree.at("/sourceReference/extension/0")).put("url", "urn:x");
        assertThat(Evidence.readFrom(Element.root(tree).child("sourceReference")).orElseThrow().digest()).isEmpty();
        ((com.fasterxml.jackson.databind.node.ObjectNode) tree.at("/sourceReference/identifier")).put("value", "a b");
        var root = Element.root(tree);
        assertThat(Evidence.readFrom(root.child("sourceReference"))).isEmpty();
        assertThat(root.isRefused()).isTrue();
        assertThatThrownBy(root::speak).isInstanceOf(ConsentRefused.class).hasMessageContaining("`sourceReference`");
        assertThat(Element.root(tree).isRefused()).isFalse();
        assertThat(Evidence.readFrom(Element.root(tree).child("nothing"))).isEmpty();
    }

    private static Rule rule(boolean permits, Set<Section> sections, Set<Purpose> purposes, Set<Department> recipients,
            String from, String until) {
        return new Rule("provision", permits, Optional.ofNullable(sections), Optional.ofNullable(purposes), recipients,
                Optional.ofNullable(from).map(LocalDate::parse), Optional.ofNullable(until).map(LocalDate::parse));
    }

    private static String words(Optional<Set<Purpose>> purposes) {
        return String.join(" ", purposes.orElseThrow().stream().map(Purpose::word).sorted().toList());
    }

    private static Recording recording(String by, String policy) {
        return new Recording("d.lefevre", Instant.parse("2026-11-21T08:00:00Z"), "api", Optional.of(by),
                Set.of(policy));
    }

    private static Said read(Pcf consent) {
        return Consents.read(consent.consent(), new Recording("d.lefevre", Instant.parse("2026-11-21T08:00:00Z"), "api",
                Optional.empty(), Set.of(Pcf.POLICY)));
    }

    private static List<String> faults(Pcf consent) {
        var refused = catchThrowableOfType(ConsentRefused.class, () -> read(consent));
        assertThat(refused).isNotNull();
        return refused.faults();
    }

    private static Map<String, String> fields(Pcf consent, int which) {
        return FactCodec.fields(read(consent).facts().get(which));
    }
}
