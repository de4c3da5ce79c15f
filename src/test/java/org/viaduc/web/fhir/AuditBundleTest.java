package org.viaduc.web.fhir;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.exchange.audit.Answers.Event;
import org.viaduc.exchange.audit.Answers.Part;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal.Placed;
import org.viaduc.journal.Search;
import org.viaduc.journal.Step;
import org.viaduc.journal.answers.Course;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.web.fhir.AuditSearch.Handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The journal as a FHIR client reads it. */
class AuditBundleTest {
    private static final Department RENNES = new Department("D35");
    private static final Instant MORNING = Instant.parse("2026-11-22T08:00:00.123456Z");
    private static final String PERSON = "0193aa00-0000-4000-8000-00000000000a";
    private static final ExchangeId ID = new ExchangeId(UUID.fromString("0193aa00-0000-7000-8000-000000000001"));
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private final List<Entry> entries = new ArrayList<>();

    @Test
    void what_leaves_is_a_disclosure_at_its_source_as_ihe_describes_it() {
        sent();

        var event = event(Step.SENDING);

        assertThat(event.getMeta().getProfile().getFirst().getValue()).endsWith("PrivacyDisclosure.Source");
        assertThat(event.getType().getCode()).isEqualTo("110106");
        assertThat(event.getSubtype()).extracting(each -> each.getCode()).contains("disclose", "sending");
        assertThat(event.getAction()).isEqualTo(AuditEvent.AuditEventAction.R);
        assertThat(event.getAgent()).extracting(each -> each.getType().getCodingFirstRep().getCode())
                .containsExactly("110153", "110152");
        assertThat(event.getAgent()).allMatch(each -> each.hasNetwork() && each.getWho().hasIdentifier());
        assertThat(event.getAgent().getFirst().getWho().getIdentifier().getValue()).isEqualTo(
                event.getSource().getObserver().getIdentifier().getValue());
        assertThat(event.getAgent().getLast().getPolicy().getFirst().getValue()).isEqualTo("urn:viaduc:rule:R-RSA");
        assertThat(event.getEntity()).hasSize(2);
        assertThat(event.getEntity().getFirst().getWhat().getReference()).isEqualTo("Patient/" + PERSON);
        assertThat(event.getEntity().getLast().getDetail().getFirst().getValueStringType().getValue())
                .isEqualTo("S12.decision");
    }

    @Test
    void what_arrives_is_a_disclosure_at_its_recipient() {
        say(Step.VERIFIED, entry -> entry.with(Detail.PEER, "D44"));
        matched().decided("release", "").say(Step.RELEASED, entry -> entry.with(Detail.RELEASED, "S12.decision"))
                .say(Step.DELIVERED, entry -> entry);

        var event = event(Step.DELIVERED);

        assertThat(event.getMeta().getProfile().getFirst().getValue()).endsWith("PrivacyDisclosure.Recipient");
        assertThat(event.getType().getCode()).isEqualTo("110107");
        assertThat(event.getAction()).isEqualTo(AuditEvent.AuditEventAction.C);
        assertThat(event.getAgent().getLast().getWho().getIdentifier().getValue()).isEqualTo("D35");
    }

    @Test
    void a_decision_on_facts_is_an_authorization_with_the_facts_as_its_consents() {
        matched().decided("withhold", "7d9f0c1e2b3a4958879605142433f2e1");

        var event = event(Step.DECIDED);

        assertThat(event.getMeta().getProfile().getFirst().getValue()).endsWith("AuthZconsent");
        assertThat(event.getType().getCode()).isEqualTo("110113");
        assertThat(event.getOutcome()).isEqualTo(AuditEventOutcome._8);
        assertThat(event.getOutcomeDesc()).isEqualTo("withhold");
        assertThat(event.getAgent()).extracting(each -> each.getType().getCodingFirstRep().getCode())
                .containsExactlyInAnyOrder("authserver", "110150", "IRCP", "PROV");
        assertThat(event.getEntity()).extracting(each -> each.getType().getCode()).containsExactly("1", "Consent");
    }

    @Test
    void a_release_names_the_provenance_that_went_with_it() {
        var decision = "ab".repeat(32);
        say(Step.RELEASED, entry -> entry.with(Detail.DECISION, decision));

        assertThat(event(Step.RELEASED).getEntity()).filteredOn(each -> each.getType().getCode().equals("Provenance"))
                .singleElement().satisfies(each -> {
                    assertThat(each.getWhat().getIdentifier().getSystem()).isEqualTo("urn:viaduc:decision");
                    assertThat(each.getWhat().getIdentifier().getValue()).isEqualTo(decision);
                });
    }

    /** BALP 1.1.3, IHE.BasicAudit.PrivacyDisclosure.Source and .Recipient: every value and number that they fix. */
    @Test
    void a_disclosure_keeps_to_all_that_its_profile_fixes() {
        sent();
        disclosed(event(Step.SENDING), "110106", AuditEvent.AuditEventAction.R, "110153");
        entries.clear();
        say(Step.VERIFIED, entry -> entry.with(Detail.PEER, "D44"));
        matched().decided("release", "").say(Step.RELEASED, entry -> entry.with(Detail.RELEASED, "S12.decision"))
                .say(Step.DELIVERED, entry -> entry);
        disclosed(event(Step.DELIVERED), "110107", AuditEvent.AuditEventAction.C, "110152");
    }

    private static void disclosed(AuditEvent event, String type, AuditEvent.AuditEventAction action, String itself) {
        assertThat(event.getType().getSystem()).isEqualTo("http://dicom.nema.org/resources/ontology/DCM");
        assertThat(event.getType().getCode()).isEqualTo(type);
        assertThat(event.getAction()).isEqualTo(action);
        assertThat(event.getSubtype()).filteredOn(each -> each.getCode().equals("disclose")).singleElement()
                .satisfies(each -> assertThat(each.getSystem())
                        .isEqualTo("http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle"));
        assertThat(event.hasOutcome() && !event.hasModifierExtension()).isTrue();
        for (var role : List.of("110153", "110152")) {
            assertThat(event.getAgent()).filteredOn(each -> is(each, role)).singleElement()
                    .satisfies(each -> assertThat(each.hasWho() && each.hasNetwork()).isTrue());
        }
        assertThat(event.getAgent()).filteredOn(each -> is(each, itself)).singleElement().satisfies(
                each -> assertThat(each.getWho().equalsDeep(event.getSource().getObserver())).isTrue());
        assertThat(event.getEntity()).hasSizeGreaterThanOrEqualTo(2);
        patient(event);
    }

    private static boolean is(AuditEvent.AuditEventAgentComponent agent, String role) {
        return agent.getType().getCoding().stream().anyMatch(each -> each.getCode().equals(role));
    }

    private static void patient(AuditEvent event) {
        assertThat(event.getEntity()).filteredOn(each -> each.getType().getCode().equals("1")).singleElement()
                .satisfies(each -> {
                    assertThat(each.getType().getSystem())
                            .isEqualTo("http://terminology.hl7.org/CodeSystem/audit-entity-type");
                    assertThat(each.getRole().getSystem())
                            .isEqualTo("http://terminology.hl7.org/CodeSystem/object-role");
                    assertThat(each.getRole().getCode()).isEqualTo("1");
                    assertThat(each.getWhat().getReference()).startsWith("Patient/");
                });
    }

    /** BALP 1.1.3, IHE.BasicAudit.AuthZconsent: its subtypes are its own, its entities closed. */
    @Test
    void an_authorization_keeps_to_all_that_its_profile_fixes() {
        matched().say(Step.DECIDED, entry -> entry.with(Detail.TO_ROLE, "GEST-RSA").with(Detail.OUTCOME, "release")
                .with(Detail.RULES, "R-RSA").with(Detail.DECISION, "ab".repeat(32))
                .with(Detail.FACTS, List.of("7d9f0c1e2b3a4958879605142433f2e1")));

        var event = event(Step.DECIDED);

        assertThat(event.getMeta().getProfile().getFirst().getValue()).endsWith("AuthZconsent");
        assertThat(event.getAction()).isEqualTo(AuditEvent.AuditEventAction.E);
        assertThat(event.getSubtype()).isNotEmpty().allMatch(each -> List.of("AuthZ-Consent", "AuthZ-Role")
                .contains(each.getCode()) && each.getSystem().endsWith("/BALP/CodeSystem/AuthZsubType"));
        for (var role : List.of("110150", "IRCP", "PROV", "authserver")) {
            assertThat(event.getAgent()).filteredOn(each -> is(each, role)).singleElement().satisfies(each -> {
                assertThat(each.hasWho()).isTrue();
                assertThat(each.hasNetwork()).isEqualTo(role.equals("110150"));
                assertThat(each.hasAltId() || each.hasLocation() || each.hasMedia()).isFalse();
                assertThat(each.hasRole()).isEqualTo(role.equals("IRCP"));
                assertThat(each.getRequestor()).isEqualTo(role.equals("IRCP"));
            });
        }
        assertThat(event.getAgent()).filteredOn(each -> is(each, "authserver")).singleElement().satisfies(
                each -> assertThat(each.getWho().equalsDeep(event.getSource().getObserver())).isTrue());
        patient(event);
        assertThat(event.getEntity()).extracting(each -> each.getType().getCode()).containsOnly("1", "Consent");
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void every_event_has_all_that_fhir_r4_requires_of_one_at_every_depth(Step step) {
        matched().say(step, entry -> entry.with(Detail.PEER, "D44"));

        var missing = new ArrayList<String>();
        bundle(Optional.empty(), Map.of()).getEntry()
                .forEach(each -> missing(each.getResource(), "AuditEvent", missing));

        assertThat(missing).isEmpty();
    }

    private static void missing(org.hl7.fhir.r4.model.Base element, String path, List<String> missing) {
        for (var child : element.children()) {
            if (child.getMinCardinality() > child.getValues().size()) {
                missing.add(path + "." + child.getName());
            }
            child.getValues().forEach(value -> missing(value, path + "." + child.getName(), missing));
        }
    }

    @Test
    void a_decision_on_roles_alone_claims_no_consent() {
        matched().decided("release", "");

        assertThat(event(Step.DECIDED).getMeta().getProfile()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void every_entry_is_an_event_that_a_strict_reader_takes(Step step) {
        say(step, entry -> entry.with(Detail.PEER, "D44"));

        var event = event(step);

        assertThat(event.hasType() && event.hasRecorded() && event.hasOutcome() && event.hasAction()).isTrue();
        assertThat(event.getAgent()).isNotEmpty().allMatch(AuditEvent.AuditEventAgentComponent::hasRequestor);
        assertThat(event.getSource().hasObserver()).isTrue();
        assertThat(event.getRecordedElement().getValueAsString()).startsWith("2026-11-22T08:00:00.123");
    }

    @Test
    void a_page_says_where_the_next_begins_and_repeats_what_was_asked() {
        sent();
        var mark = new Search.Mark(MORNING, 17);

        var bundle = bundle(Optional.of(mark), Map.of("patient", List.of("Patient/" + PERSON)));

        assertThat(bundle.getLink("self").getUrl()).isEqualTo("https://d35:8035/fhir/AuditEvent?patient=Patient%2F"
                + PERSON);
        assertThat(bundle.getLink("next").getUrl()).contains("page=" + mark).contains("patient=Patient%2F" + PERSON);
        assertThat(Search.Mark.of(mark.toString())).isEqualTo(mark);
        assertThat(bundle.getEntry()).allMatch(each -> each.getSearch().getMode() == Bundle.SearchEntryMode.MATCH);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22,2026-11-21T23:00:00Z,2026-11-22T23:00:00Z", "ge2026-11,2026-10-31T23:00:00Z,",
            "lt2026,,2025-12-31T23:00:00Z", "le2026-11-22T08:00:00Z,,2026-11-22T08:00:01Z",
            "gt2026-11-22,2026-11-22T23:00:00Z,"})
    void dates_are_read_as_fhir_means_them(String date, Instant from, Instant to) {
        var search = AuditSearch.of(Map.of("date", List.of(date)), PARIS, Handling.STRICT).search();

        assertThat(search.from()).isEqualTo(Optional.ofNullable(from));
        assertThat(search.to()).isEqualTo(Optional.ofNullable(to));
    }

    @Test
    void two_dates_are_a_period() {
        var search = AuditSearch.of(Map.of("date", List.of("ge2026-11-01", "lt2026-12-01")), PARIS, Handling.STRICT)
                .search();

        assertThat(search.from()).contains(Instant.parse("2026-10-31T23:00:00Z"));
        assertThat(search.to()).contains(Instant.parse("2026-11-30T23:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"date=hier", "patient=Dupont", "entity=12", "_count=0", "_count=x", "page=x", "foo=bar",
            "_format=xml"})
    void what_makes_no_sense_is_refused_without_repeating_it(String asked) {
        var parts = asked.split("=");

        assertThatThrownBy(() -> AuditSearch.of(Map.of(parts[0], List.of(parts[1])), PARIS, Handling.STRICT))
                .isInstanceOfSatisfying(FhirFault.class, fault -> {
                    assertThat(parsed(OperationOutcome.class, fault.outcome()).getIssue()).hasSize(1);
                    assertThat(fault.outcome()).doesNotContain("Dupont", "hier");
                });
    }

    @Test
    void who_asks_leniently_has_unknown_parameters_passed_over_and_is_told_so() {
        sent();
        var asked = Map.of("patient", List.of(PERSON), "name", List.of("Dupont"));

        var bundle = bundle(Optional.empty(), asked);

        assertThat(bundle.getLink("self").getUrl()).endsWith("/AuditEvent?patient=" + PERSON);
        assertThat(bundle.getEntry()).last().satisfies(each -> {
            assertThat(each.getSearch().getMode()).isEqualTo(Bundle.SearchEntryMode.OUTCOME);
            assertThat(((OperationOutcome) each.getResource()).getIssueFirstRep().getDiagnostics())
                    .contains("passed over").doesNotContain("Dupont");
        });
        assertThatThrownBy(() -> AuditSearch.of(asked, PARIS, Handling.of(Optional.of("return=minimal"))))
                .isInstanceOf(FhirFault.class);
        assertThatThrownBy(() -> AuditSearch.of(Map.of("date", List.of("hier")), PARIS,
                Handling.of(Optional.of("handling=lenient")))).isInstanceOf(FhirFault.class);
    }

    @Test
    void the_capability_statement_says_that_audit_events_can_be_searched_and_nothing_more_of_them() {
        var statement = parsed(CapabilityStatement.class,
                Capability.statement(java.time.LocalDate.of(2026, 11, 22), "https://d35:8035/fhir"));

        assertThat(statement.getRestFirstRep().getResource()).filteredOn(
                resource -> resource.getType().equals("AuditEvent")).singleElement().satisfies(resource -> {
                    assertThat(resource.getInteraction()).singleElement()
                            .satisfies(each -> assertThat(each.getCode().toCode()).isEqualTo("search-type"));
                });
    }

    private AuditBundleTest sent() {
        matched().decided("release", "").say(Step.RELEASED, entry -> entry.with(Detail.RELEASED, "S12.decision"));
        return say(Step.SENDING, entry -> entry.with(Detail.TO, "D44"));
    }

    private AuditBundleTest matched() {
        return say(Step.MATCHED, entry -> entry.with(Detail.PSEUDONYM, PERSON));
    }

    private AuditBundleTest decided(String outcome, String facts) {
        return say(Step.DECIDED, entry -> {
            var decided = entry.with(Detail.TRACK, "rsa").with(Detail.TO_ROLE, "GEST-RSA")
                    .with(Detail.PURPOSE, "INSTR_RSA").with(Detail.OUTCOME, outcome).with(Detail.RULES, "R-RSA");
            return facts.isEmpty() ? decided : decided.with(Detail.FACTS, List.of(facts));
        });
    }

    private AuditBundleTest say(Step step, UnaryOperator<Entry> details) {
        entries.add(details.apply(Entry.of(ID, Actor.node(RENNES), step, MORNING.plusSeconds(entries.size()))));
        return this;
    }

    private AuditEvent event(Step step) {
        return bundle(Optional.empty(), Map.of()).getEntry().stream().map(each -> (AuditEvent) each.getResource())
                .filter(each -> each.getSubtype().stream().anyMatch(type -> type.getCode().equals(step.word())
                        || step == Step.DECIDED && type.getCode().equals("AuthZ-Consent")))
                .findFirst().orElseThrow();
    }

    private Bundle bundle(Optional<Search.Mark> next, Map<String, List<String>> asked) {
        var course = Optional.of(Course.of(RENNES,
                entries.stream().map(entry -> new Placed(Optional.empty(), entry)).toList()));
        var events = new ArrayList<Event>();
        entries.forEach(entry -> events.add(new Event(events.size(), entry, course)));
        return parsed(Bundle.class, new AuditBundle(RENNES, "https://d35:8035/fhir").of(new Part<>(events, next),
                AuditSearch.of(asked, PARIS, Handling.LENIENT), MORNING));
    }

    private static <T extends org.hl7.fhir.r4.model.Resource> T parsed(Class<T> type, String text) {
        return FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler())
                .parseResource(type, text);
    }
}
