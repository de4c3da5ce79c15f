package org.viaduc.mapping.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.mapping.Fixture;
import org.viaduc.mapping.Forms;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Department;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;
import org.viaduc.model.Piece;
import org.viaduc.model.fhir.DocumentBundle;
import org.viaduc.model.fhir.DocumentHead;
import org.viaduc.model.fhir.SocialDocument;

import static org.assertj.core.api.Assertions.assertThat;

class FhirFormatTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PDF = Base64.getEncoder().encodeToString("%PDF-1.4 inventé".getBytes(StandardCharsets.UTF_8));
    private static final String BUNDLE = """
            {"resourceType": "Bundle", "type": "transaction", "entry": [
              {"fullUrl": "urn:uuid:2", "resource": {"resourceType": "Observation", "id": "o", "status": "final",
                "category": [{"coding": [{"system": "urn:x", "code": "income"}]}], "code": {"text": "salaire"},
                "subject": {"reference": "urn:uuid:1"}, "valueQuantity": {"value": 1200.50, "unit": "EUR"}}},
              {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Patient", "id": "p", "active": true,
                "meta": {"profile": ["https://interop.esante.gouv.fr/ig/fhir/tddui/StructureDefinition/tddui-patient"]},
                "identifier": [{"system": "urn:dui:usager", "value": "U7"},
                               {"system": "urn:oid:1.2.250.1.213.1.4.10", "value": "185053528800142"}],
                "name": [{"use": "official", "family": "Bâ", "given": ["Marie Anne", "Awa"]}], "birthDate": "1985-05-13",
                "gender": "female", "photo": [{"url": "http://127.0.0.1:9/photo"}],
                "address": [{"line": ["3, rue des Lilas"], "city": "Dol"}], "telecom": [{"system": "phone", "value": "0299"}]}},
              {"fullUrl": "urn:uuid:3", "resource": {"resourceType": "DocumentReference", "status": "current",
                "content": [{"attachment": {"contentType": "application/pdf", "data": "%s"}}],
                "context": {"related": [{"reference": "Observation/o"}]}}},
              {"resource": {"resourceType": "Spaceship", "name": "inconnu", "crew": {"reference": "urn:uuid:1"}}},
              {"resource": {"resourceType": "Communication", "note": [{"text": "personne ne lit ceci"}]}}]}
            """.formatted(PDF);

    @Test
    void each_resource_of_a_bundle_is_a_row_and_types_that_nobody_described_are_kept() {
        var batch = Forms.read("dui", BUNDLE);

        assertThat(batch.faults()).isEmpty();
        var record = batch.records().getFirst();
        assertThat(record.localId()).isEqualTo("U7");
        assertThat(record.rows()).extracting(LocalRow::type).containsExactly("Patient", "Observation", "DocumentReference", "*");
    }

    @Test
    void one_patient_becomes_pieces_of_several_sections_with_every_element_in_one_of_them() {
        var translation = Forms.TRANSLATOR.translate(record());

        assertThat(translation.record().pieces()).extracting(Piece::kind).containsExactly(Kind.IDENTITY, Kind.NIR,
                Kind.ADDRESS, Kind.CONTACT, Kind.OTHER_DOCUMENT, Kind.INCOME, Kind.DOCUMENT, Kind.OTHER_DOCUMENT);
        assertThat(text(translation.record(), Kind.NIR, "identifier.value")).isEqualTo("185053528800142");
        assertThat(text(translation.record(), Kind.IDENTITY, "identifier.value")).isEqualTo("U7");
        assertThat(translation.ledger().total()).isEqualTo(Fixture.filled(record()));
        assertThat(translation.ledger().count(Outcome.DROPPED)).isEqualTo(1);
        assertThat(translation.record().pieces()).noneMatch(piece -> piece.resource().has("photo"));
    }

    @Test
    void what_fhir_does_not_have_travels_as_text_so_that_a_strict_reader_can_read_the_document() {
        var common = Forms.TRANSLATOR.translate(record()).record();

        var document = DocumentBundle.read(DocumentBundle.write(SocialDocument.of(
                DocumentHead.of(new Department("D35"), "dui", Fixture.CLOCK), common)));

        assertThat(document.record().pieces()).hasSameSizeAs(common.pieces());
        assertThat(common.pieces().getLast().resource().type()).isEqualTo("Basic");
        assertThat(Forms.TRANSLATOR.translate(record()).ledger().lines()).anyMatch(
                line -> line.field().equals("crew.reference") && line.outcome() == Outcome.KEPT_AS_TEXT);
        assertThat(new String(Forms.thereAndBack(record()), StandardCharsets.UTF_8)).contains("Spaceship");
    }

    @Test
    void references_lead_to_the_pieces_and_back_to_the_resources() throws IOException {
        var common = Forms.TRANSLATOR.translate(record()).record();
        assertThat(text(common, Kind.INCOME, "subject.reference")).isEqualTo("Patient/patient-1");
        assertThat(text(common, Kind.DOCUMENT, "context.related.reference")).isEqualTo("Observation/observation-1");

        var written = JSON.readTree(Forms.thereAndBack(record()));

        var patient = written.path("entry").valueStream().filter(
                entry -> entry.path("resource").path("resourceType").asText().equals("Patient")).toList();
        assertThat(patient).hasSize(1);
        assertThat(written.toString()).contains("{\"reference\":" + patient.getFirst().path("fullUrl") + "}");
        assertThat(written.toString()).doesNotContain("row:");
    }

    @Test
    void a_bundle_comes_back_with_the_same_elements_and_documents() {
        var record = record();

        var again = Forms.read("dui", Forms.thereAndBack(record)).records().getFirst();

        assertThat(again.attachments()).extracting(each -> each.digest()).containsExactly(record.attachments().getFirst().digest());
        var first = Forms.TRANSLATOR.translate(record);
        var second = Forms.TRANSLATOR.translate(again);
        assertThat(second.record().pieces()).extracting(Piece::resource)
                .containsExactlyInAnyOrderElementsOf(first.record().pieces().stream().map(Piece::resource).toList());
        assertThat(new String(Forms.thereAndBack(record), StandardCharsets.UTF_8)).contains("1200.50");
        assertThat(Forms.TRANSLATOR.back(first.record(), "dui").ledger().count(Outcome.DROPPED)).isZero();
    }

    @Test
    void the_pieces_of_a_system_without_fhir_become_one_patient_and_what_else_there_is() throws IOException {
        var common = Fixture.TRANSLATOR.translate(Fixture.record(Fixture.home(), Fixture.person(),
                Fixture.row("C", "num", "9", "ref", "C1", "signe", "01/02/2026"))).record();

        var back = Forms.TRANSLATOR.back(common, "dui");

        assertThat(back.rows()).extracting(LocalRow::type).contains("Patient").filteredOn("Patient"::equals).hasSize(1);
        var patient = JSON.readTree(back.rows().getFirst().fields().get("*"));
        assertThat(patient.path("name").path(0).path("family").asText()).isEqualTo("Le Goff");
        assertThat(patient.path("address").path(0).path("city").asText()).isEqualTo("Saint-Malo");
        assertThat(back.ledger().total()).isEqualTo(Fixture.leaves(common));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"resourceType\": \"Bundle\"}", "{\"resourceType\": \"Patient\"}",
            "{\"resourceType\": \"Bundle\", \"entry\": [{\"resource\": {\"resourceType\": 7}}]}", "{\"a\":", "\u0000",
            "{\"resourceType\": \"Patient\", \"resourceType\": \"Patient\"}",
            "{\"resourceType\": \"Patient\", \"identifier\": [{\"system\": \"urn:dui:usager\", \"value\": \"\\ud800\"}]}"})
    void what_is_no_bundle_about_one_person_is_a_fault_and_never_a_crash(String text) {
        var batch = Forms.read("dui", text);

        assertThat(batch.records()).isEmpty();
        assertThat(batch.faults()).hasSize(1);
    }

    private static LocalRecord record() {
        return Forms.read("dui", BUNDLE).records().getFirst();
    }

    private static String text(CommonRecord record, Kind kind, String path) {
        return record.of(kind).findFirst().flatMap(piece -> piece.resource().text(FieldPath.of(path))).orElse("");
    }
}
