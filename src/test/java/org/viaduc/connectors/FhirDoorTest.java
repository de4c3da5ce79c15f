package org.viaduc.connectors;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.node.DepartmentRefuses;
import org.viaduc.federation.Eventually;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.Deliverables;
import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.model.ExchangeId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The connector of D29 as it is packed, against a FHIR server. */
class FhirDoorTest {
    private static final String CONNECTOR = "d29-tddui";
    private static final String HOME = "d29-foyer";
    private static final Instant MONDAY = Instant.parse("2026-11-16T08:00:00Z");

    @TempDir
    private Path temporary;
    private PlayedFhirServer server;
    private RunningRoutes routes;

    @BeforeEach
    void start() throws Exception {
        server = new PlayedFhirServer(temporary.toString());
        routes = new RunningRoutes(temporary.resolve("data"), RunningRoutes.connector(CONNECTOR, "tddui",
                Map.of("base", server.base(), "every", "300", "token", PlayedFhirServer.TOKEN)),
                RunningRoutes.connector(HOME, "tddui", Map.of("base", server.base(), "client", "dui-foyer")));
    }

    @AfterEach
    void stop() throws Exception {
        routes.close();
        server.close();
    }

    @Test
    void every_file_on_every_page_is_read_once_and_later_only_what_changed() throws Exception {
        for (var number = 1; number <= 5; number++) {
            server.holds(patient(number), MONDAY.plusSeconds(number));
        }
        var condition = new Condition().setSubject(new Reference("Patient/2"));
        condition.setId("c1");
        condition.getCode().setText("Asthme");
        server.holds(condition, MONDAY);
        routes.start();

        Eventually.is("all five", () -> routes.node.ids().size() == 5);
        assertThat(routes.node.ids()).containsExactly("871", "872", "873", "874", "875");
        assertThat(routes.node.taken().get(1).rows()).hasSize(2);
        Eventually.is("the mark", () -> routes.node.mark(CONNECTOR).isPresent());
        var before = server.asked().size();

        var moved = patient(3);
        moved.addAddress().setCity("Quimper");
        server.holds(moved, MONDAY.plusSeconds(60));

        Eventually.is("the change", () -> routes.node.ids().size() == 6);
        assertThat(server.asked().subList(before, server.asked().size())).doesNotContain("1", "2", "4");
    }

    @Test
    void a_file_on_which_the_server_fails_holds_up_no_other_on_whatever_page() throws Exception {
        for (var number = 1; number <= 5; number++) {
            server.holds(patient(number), MONDAY.plusSeconds(number));
        }
        server.failsOn("1");
        server.cuts("4");
        routes.start();

        Eventually.is("the three others", () -> routes.node.ids().size() >= 3);
        assertThat(routes.node.ids().subList(0, 3)).containsExactly("872", "873", "875");
        assertThat(routes.node.mark(CONNECTOR)).isEmpty();
    }

    @Test
    void a_delivery_creates_each_resource_once_however_often_it_is_repeated() throws Exception {
        routes.start();
        var record = record();

        var first = routes.deliver(CONNECTOR, record);
        var created = server.all("Observation").size() + server.all("Patient").size();
        var again = routes.deliver(CONNECTOR, record);

        assertThat(first).startsWith("Patient/").isEqualTo(again);
        assertThat(server.all("Patient")).hasSize(1);
        assertThat(server.all("Observation").size() + server.all("Patient").size()).isEqualTo(created).isGreaterThan(1);
    }

    @Test
    void somebody_of_whom_the_server_is_certain_is_tied_to_and_not_overwritten() throws Exception {
        var known = new Patient();
        known.setId("77");
        known.addName().setFamily("Benali");
        known.setBirthDateElement(new DateType("1991-06-09"));
        server.holds(known, MONDAY);
        routes.start();

        routes.deliver(CONNECTOR, record());

        var arrived = server.all("Patient").stream().map(Patient.class::cast)
                .filter(each -> !each.getIdElement().getIdPart().equals("77")).findFirst().orElseThrow();
        assertThat(arrived.getLinkFirstRep().getOther().getReference()).isEqualTo("Patient/77");
        assertThat(known.getNameFirstRep().getGiven()).isEmpty();
    }

    @Test
    void a_record_is_delivered_as_one_document_in_which_every_reference_is_found() throws Exception {
        routes.start();
        var record = record();

        var first = routes.deliver(HOME, record);
        var again = routes.deliver(HOME, record);

        assertThat(first).startsWith("Bundle/").isEqualTo(again);
        assertThat(server.all("Bundle")).hasSize(1);
        var document = (Bundle) server.all("Bundle").getFirst();
        assertThat(document.getIdentifier().getValue()).isEqualTo(record.exchange().toString());
        var entries = document.getEntry().stream().map(Bundle.BundleEntryComponent::getFullUrl).toList();
        var composition = (Composition) document.getEntryFirstRep().getResource();
        assertThat(entries).contains(composition.getSubject().getReference()).doesNotHaveDuplicates();
        assertThat(composition.getSection().stream().flatMap(section -> section.getEntry().stream())
                .map(Reference::getReference)).containsExactlyInAnyOrderElementsOf(entries.subList(1, entries.size()));
        var read = RunningRoutes.BOOK.system("tddui");
        assertThat(LocalFormat.of(read).read(new ByteArrayInputStream(FhirContext.forR4Cached().newJsonParser()
                .encodeResourceToString(document).getBytes(StandardCharsets.UTF_8)), "delivered").faults())
                .as("a new person has no number there yet").allMatch(fault -> fault.reason().contains("no `numero`"));
    }

    @Test
    void a_server_that_refuses_is_a_department_that_refuses_and_no_broken_line() throws Exception {
        routes.start();
        server.refuses();

        assertThatThrownBy(() -> routes.deliver(CONNECTOR, record())).isInstanceOf(DepartmentRefuses.class)
                .hasMessageContaining("http-422");
    }

    private static DeliverableRecord record() {
        return Deliverables.of(
                Deliverables.example(RunningRoutes.BOOK, "applicant-born-abroad-with-contract-and-debt"),
                RunningRoutes.BOOK, "tddui", ExchangeId.next(Clock.systemUTC()));
    }

    private static Patient patient(int number) {
        var patient = new Patient();
        patient.setId(Integer.toString(number));
        patient.addIdentifier().setSystem("https://identifiant-medicosocial-localusager.esante.gouv.fr")
                .setValue("87" + number);
        patient.addName().setFamily("Kerbrat").addGiven("Yuna");
        return patient;
    }
}
