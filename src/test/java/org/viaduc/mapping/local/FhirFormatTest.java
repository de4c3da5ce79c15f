package org.viaduc.mapping.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.mapping.Deliverables;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.Translator;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Kind;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Bundles of others become records of which nothing is lost, and records Bundles that have their effect once. */
class FhirFormatTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MappingBook BOOK = MappingBook.load(Path.of("mappings"));
    private static final FhirFormat FORMAT = new FhirFormat(BOOK.system("tddui"));
    private static final String PATIENT = """
            {"fullUrl": "https://dui.exemple.fr/Patient/1", "resource": {"resourceType": "Patient", "id": "1",
             "identifier": [{"system": "https://identifiant-medicosocial-localusager.esante.gouv.fr", "value": "871"}]%s}}""";

    @Test
    void each_resource_is_a_row_and_what_no_path_names_is_kept_in_its_rest() throws IOException {
        var record = example().records().getFirst();

        assertThat(record.localId()).isEqualTo("3290012345/871");
        assertThat(record.rows()).extracting(LocalRow::type).containsExactly("Usager", "Autre", "Proche", "Evaluation",
                "Projet", "Autre", "Decision", "Sante", "Accord", "Document", "Autre");
        assertThat(rows(record, "Usager").getFirst().fields().get("reste")).contains("place-a-table", "chambre 12")
                .doesNotContain("Dœuff", "lastUpdated");
        assertThat(rows(record, "Autre").get(1).fields().get("reste")).contains("Chanter à la chorale");
        assertThat(record.attachments()).singleElement()
                .matches(document -> document.mediaType().equals("application/pdf"));
    }

    @Test
    void what_nobody_here_knows_is_kept_in_pieces_that_leave_on_no_road() throws IOException {
        var pieces = new Translator(BOOK).translate(example().records().getFirst()).record();

        var kept = pieces.of(Kind.OTHER_DOCUMENT).map(piece -> piece.resource().toString() + piece.resource().copy())
                .toList();

        assertThat(kept).anyMatch(text -> text.contains("place-a-table")).anyMatch(text -> text.contains("mixé"))
                .anyMatch(text -> text.contains("G30.1"));
        assertThat(pieces.pieces().stream().filter(piece -> piece.kind() != Kind.OTHER_DOCUMENT)
                .map(piece -> piece.resource().copy().toString())).noneMatch(text -> text.contains("chambre 12"));
    }

    @Test
    void the_same_file_in_xml_and_in_json_is_the_same_record() throws IOException {
        var json = Files.readString(Path.of("mappings/tddui/examples/resident-whose-file-is-transferred.local.json"));
        var fhir = FhirContext.forR4Cached();
        var xml = fhir.newXmlParser().setOverrideResourceIdWithBundleEntryFullUrl(false)
                .encodeResourceToString(fhir.newJsonParser().parseResource(json));

        var records = read(xml).records();

        assertThat(records).hasSize(1);
        assertThat(new Translator(BOOK).translate(records.getFirst()).record().of(Kind.GIR).count()).isOne();
        assertThat(records.getFirst().rows()).extracting(LocalRow::type)
                .isEqualTo(example().records().getFirst().rows().stream().map(LocalRow::type).toList());
    }

    @Test
    void a_new_version_number_alone_is_no_change_of_the_file() throws IOException {
        var json = Files.readString(Path.of("mappings/tddui/examples/resident-whose-file-is-transferred.local.json"));

        var later = read(
                json.replace("\"versionId\": \"4\"", "\"versionId\": \"5\"").replace("2026-11-18", "2026-11-19"));

        assertThat(later.records().getFirst().digest()).isEqualTo(example().records().getFirst().digest());
    }

    @Test
    void a_resource_about_somebody_else_holds_the_whole_bundle_back() throws IOException {
        var batch = read(bundle(PATIENT.formatted(""),
                """
                        {"resource": {"resourceType": "Condition", "code": {"text": "x"}, "subject": {"reference": "Patient/2"}}}"""));

        assertThat(batch.records()).isEmpty();
        assertThat(batch.faults()).containsExactly(
                new Fault("posted:entry[1]", "the resource is about a person who is not in this Bundle"));
    }

    @Test
    void of_several_persons_each_gets_what_is_about_them() throws IOException {
        var other = PATIENT.formatted("").replace("Patient/1", "Patient/2").replace("\"1\"", "\"2\"").replace("871",
                "872");

        var batch = read(bundle(PATIENT.formatted(""), other,
                """
                        {"resource": {"resourceType": "Condition", "code": {"text": "x"}, "subject": {"reference": "Patient/2"}}}""",
                """
                        {"fullUrl": "urn:uuid:d", "resource": {"resourceType": "ServiceRequest", "id": "d", "status": "active",
                         "subject": {"reference": "https://dui.exemple.fr/Patient/1"}}}""",
                """
                        {"resource": {"resourceType": "Basic", "subject": {"reference": "urn:uuid:d"}}}"""));

        assertThat(batch.faults()).isEmpty();
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("871", "872");
        assertThat(batch.records().getFirst().rows()).extracting(LocalRow::type).containsExactly("Usager",
                "Orientation",
                "Autre");
        assertThat(batch.records().getLast().rows()).extracting(LocalRow::type).containsExactly("Usager", "Sante");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "42", "\"text\"", "{}", "{\"resourceType\": \"Bundle\"}",
            "{\"resourceType\": \"Bundle\", \"type\": \"transaction\"}", "{\"resourceType\": \"Observation\"}",
            "{\"resourceType\": \"Bundle\", \"type\": \"transaction-response\", \"entry\": []}",
            "{\"resourceType\": \"Patient\", \"resourceType\": \"Bundle\"}", "{\"resourceType\": \"Patient\"", "{]",
            "{\"resourceType\": \"Patient\"} trailing", "\u0000", "{\"resourceType\": \"Patient\", \"name\": 01}",
            "{\"resourceType\": \"Patient\", \"active\": NaN}", "{\"resourceType\": \"Patient\"}", "{'a': 1}",
            "{\"resourceType\": {\"a\": 1}}",
            "{\"resourceType\": \"Bundle\", \"type\": \"transaction\", \"entry\": [{\"resource\": \"x\"}]}",
            "{\"resourceType\": \"Bundle\", \"type\": \"transaction\", \"entry\": [{\"request\": {\"method\": \"DELETE\", \"url\": \"Patient/1\"}}]}",
            "<Patient", "<Patient xmlns=\"http://hl7.org/fhir\"><surnom value=\"x\"/></Patient>",
            "<Patient xmlns=\"http://hl7.org/fhir\"/>", "<html><body/></html>", "<Bundle xmlns=\"urn:other\"/>",
            "<!DOCTYPE Patient [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><Patient xmlns=\"http://hl7.org/fhir\"><id value=\"&b;\"/></Patient>"})
    void what_cannot_be_read_is_said_with_its_place_and_nothing_breaks(String text) throws IOException {
        var batch = read(text);

        assertThat(batch.records()).isEmpty();
        assertThat(batch.faults()).isNotEmpty().allMatch(fault -> fault.place().startsWith("posted:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {", \"name\": null", ", \"name\": \"x\"", ", \"name\": [[[]]]", ", \"name\": [null, {}, 1]",
            ", \"birthDate\": {\"a\": []}", ", \"gender\": [\"male\", \"female\"]", ", \"active\": 1e999999999",
            ", \"multipleBirthInteger\": 123456789012345678901234567890", ", \"address\": [{\"line\": {\"a\": 1}}]",
            ", \"meta\": \"x\"", ", \"text\": {\"div\": \"<div>&nbsp;<script>x</script></div>\"}",
            ", \"extension\": [{\"url\": \"urn:x\", \"extension\": [{\"url\": \"urn:x\"}]}]", ", \"_birthDate\": [1]",
            ", \"managingOrganization\": {\"reference\": \"#o\"}, \"contained\": [{\"resourceType\": \"Organization\"}]",
            ", \"inconnu\": {\"d\\u00e9j\\u00e0\": \"\\ud800\"}"})
    void elements_of_the_wrong_shape_are_kept_and_break_nothing(String elements) throws IOException {
        var record = read(bundle(PATIENT.formatted(elements))).records().getFirst();

        var translation = new Translator(BOOK).translate(record);
        var back = new Translator(BOOK).back(translation.record(), "tddui");

        assertThat(record.localId()).isEqualTo("871");
        assertThat(JSON.readTree(FORMAT.write(back)).path("entry")).isNotEmpty();
        for (var system : BOOK.systems()) {
            assertThat(
                    LocalFormat.of(BOOK.system(system)).write(new Translator(BOOK).back(translation.record(), system)))
                    .isNotNull();
        }
    }

    @Test
    void nesting_without_end_is_refused() throws IOException {
        var deep = "{\"resourceType\": \"Patient\", \"x\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        var xml = "<Patient xmlns=\"http://hl7.org/fhir\">" + "<extension url=\"a\">".repeat(50_000);

        assertThat(read(deep).faults()).hasSize(1);
        assertThat(read(xml).faults()).hasSize(1);
    }

    @Test
    void nothing_that_a_bundle_points_to_is_fetched() throws IOException {
        try (var elsewhere = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var address = "http://127.0.0.1:" + elsewhere.getLocalPort();
            elsewhere.setSoTimeout(300);
            var json = bundle(PATIENT.formatted(", \"meta\": {\"profile\": [\"" + address
                    + "/profile\"]}, \"managingOrganization\": {\"reference\": \"" + address
                    + "/Organization/1\"}, \"photo\": [{\"url\": \""
                    + address + "/photo\"}], \"maritalStatus\": {\"coding\": [{\"system\": \"" + address
                    + "/codes\", \"code\": \"M\"}]}"));
            var xml = "<?xml version=\"1.0\"?><?xml-stylesheet href=\"" + address
                    + "/x.xsl\"?><Patient xmlns=\"http://hl7.org/fhir\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://hl7.org/fhir "
                    + address + "/fhir.xsd\"><id value=\"1\"/><managingOrganization><reference value=\"" + address
                    + "/Organization/1\"/></managingOrganization></Patient>";

            assertThat(read(json).records()).hasSize(1);
            assertThat(read(xml).records()).hasSize(1);

            assertThatThrownBy(elsewhere::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void a_delivery_is_a_transaction_that_any_fhir_server_reads_and_that_bears_the_exchange() throws IOException {
        var exchange = ExchangeId.next(Clock.systemUTC());
        var record = Deliverables.of(Deliverables.example(BOOK, "resident-whose-file-is-transferred"), BOOK, "tddui",
                exchange);

        var bytes = FORMAT.write(record);

        var bundle = FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler())
                .parseResource(Bundle.class, new String(bytes, StandardCharsets.UTF_8));
        assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.TRANSACTION);
        assertThat(bundle.getEntry()).filteredOn(entry -> entry.getRequest().getMethod() == Bundle.HTTPVerb.POST)
                .allMatch(entry -> entry.getRequest().getIfNoneExist()
                        .startsWith("identifier=urn:viaduc:exchange|" + exchange + "."));
        assertThat(FORMAT.write(record)).isEqualTo(bytes);
        var person = JSON.readTree(bytes).at("/entry/0/fullUrl").asText();
        assertThat(references(JSON.readTree(bytes))).contains(person);
    }

    private static List<String> references(JsonNode bundle) {
        return bundle.findValues("subject").stream().map(each -> each.path("reference").asText()).distinct().toList();
    }

    private static LocalBatch example() throws IOException {
        return read(Files
                .readString(Path.of("mappings/tddui/examples/resident-whose-file-is-transferred.local.json")));
    }

    private static LocalBatch read(String text) throws IOException {
        return FORMAT.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "posted");
    }

    private static String bundle(String... entries) {
        return "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [" + String.join(",", entries)
                + "]}";
    }

    private static List<LocalRow> rows(LocalRecord record, String type) {
        return record.rows().stream().filter(row -> row.type().equals(type)).toList();
    }
}
