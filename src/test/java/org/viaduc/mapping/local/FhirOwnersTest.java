package org.viaduc.mapping.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.mapping.MappingBook;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

import static org.assertj.core.api.Assertions.assertThat;

/** What a Bundle says about one person never comes into the file of another. */
class FhirOwnersTest {
    private static final FhirFormat FORMAT = new FhirFormat(MappingBook.load(Path.of("mappings")).system("tddui"));
    private static final String YUNA = patient("871", "urn:uuid:11111111-1111-4111-8111-111111111111");
    private static final String MAEL = patient("872", "urn:uuid:22222222-2222-4222-8222-222222222222");

    @ParameterizedTest
    @ValueSource(strings = {
            "\"subject\": {\"reference\": \"Patient/9\"}",
            "\"subject\": {\"reference\": \"https://ailleurs.exemple.fr/fhir/Patient/9/_history/2\"}",
            "\"subject\": {\"reference\": \"urn:uuid:99999999-9999-4999-8999-999999999999\"}",
            "\"subject\": {\"identifier\": {\"system\": \"https://identifiant-medicosocial-localusager.esante.gouv.fr\", \"value\": \"999\"}}",
            "\"subject\": {\"type\": \"Patient\", \"reference\": \"https://ailleurs.exemple.fr/9\"}",
            "\"subject\": {\"reference\": \"#p\"}, \"contained\": [{\"resourceType\": \"Patient\", \"id\": \"p\", \"name\": [{\"family\": \"Autre\"}]}]",
            "\"performer\": [{\"reference\": \"Patient/9\"}]"})
    void what_is_about_somebody_who_is_not_there_holds_the_bundle_back(String about) throws IOException {
        var batch = read(YUNA, observation(about));

        assertThat(batch.records()).isEmpty();
        assertThat(batch.faults()).singleElement()
                .matches(fault -> fault.place().equals("posted:entry[1]")
                        && fault.reason().contains("not in this Bundle"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "\"subject\": {\"reference\": \"urn:uuid:22222222-2222-4222-8222-222222222222\"}",
            "\"subject\": {\"identifier\": {\"system\": \"https://identifiant-medicosocial-localusager.esante.gouv.fr\", \"value\": \"872\"}}",
            "\"subject\": {\"reference\": \"#p\"}, \"contained\": [{\"resourceType\": \"Patient\", \"id\": \"p\", \"identifier\": [{\"system\": \"https://identifiant-medicosocial-localusager.esante.gouv.fr\", \"value\": \"872\"}]}]",
            "\"performer\": [{\"reference\": \"urn:uuid:22222222-2222-4222-8222-222222222222\"}]"})
    void of_two_persons_the_one_who_is_meant_gets_it(String about) throws IOException {
        var batch = read(YUNA, MAEL, observation(about));

        assertThat(batch.faults()).isEmpty();
        assertThat(types(batch.records().getFirst())).containsExactly("Usager");
        assertThat(types(batch.records().getLast())).containsExactly("Usager", "Autre");
    }

    @Test
    void what_is_about_a_place_is_kept_and_nothing_is_read_out_of_it() throws IOException {
        var income = "{\"resource\": {\"resourceType\": \"Observation\", \"status\": \"final\", \"code\": {\"coding\": [{\"system\": "
                + "\"https://viaduc.org/fhir/CodeSystem/income\", \"code\": \"aah\"}]}, \"valueQuantity\": {\"value\": 1033.32}%s}}";

        var own = read(YUNA, income.formatted(""));
        var other = read(YUNA, income.formatted(", \"subject\": {\"reference\": \"Location/chambre-12\"}"));

        assertThat(types(own.records().getFirst())).containsExactly("Usager", "Ressource");
        assertThat(types(other.records().getFirst())).containsExactly("Usager", "Autre");
        assertThat(rest(other.records().getFirst(), 1)).contains("1033.32", "Location/chambre-12");
    }

    @Test
    void whoever_is_referred_to_is_in_the_file_of_those_who_refer() throws IOException {
        var batch = read(YUNA, MAEL,
                "{\"fullUrl\": \"urn:uuid:33333333-3333-4333-8333-333333333333\", \"resource\": {\"resourceType\": \"Schedule\", \"actor\": [{\"reference\": \"urn:uuid:22222222-2222-4222-8222-222222222222\"}]}}",
                "{\"resource\": {\"resourceType\": \"Slot\", \"schedule\": {\"reference\": \"urn:uuid:33333333-3333-4333-8333-333333333333\"}}}",
                "{\"fullUrl\": \"urn:uuid:44444444-4444-4444-8444-444444444444\", \"resource\": {\"resourceType\": \"Device\", \"deviceName\": [{\"name\": \"Fauteuil roulant\"}]}}",
                observation(
                        "\"subject\": {\"reference\": \"urn:uuid:11111111-1111-4111-8111-111111111111\"}, \"device\": {\"reference\": \"urn:uuid:44444444-4444-4444-8444-444444444444\"}"),
                "{\"resource\": {\"resourceType\": \"Organization\", \"name\": \"SAVS de Quimper\"}}");

        assertThat(batch.faults()).isEmpty();
        assertThat(kinds(batch.records().getFirst())).containsExactly("Device", "Observation", "Organization");
        assertThat(kinds(batch.records().getLast())).containsExactly("Schedule", "Slot", "Organization");
    }

    @Test
    void of_several_persons_what_belongs_to_nobody_in_particular_holds_all_back() throws IOException {
        assertThat(read(YUNA, MAEL, observation("\"note\": [{\"text\": \"x\"}]")).faults()).singleElement()
                .matches(fault -> fault.reason().contains("several Patients"));
    }

    @Test
    void two_patients_under_one_number_are_not_taken_for_one() throws IOException {
        var batch = read(YUNA, YUNA.replace("11111111-", "55555555-"));

        assertThat(batch.records()).isEmpty();
        assertThat(batch.faults()).singleElement().matches(fault -> fault.reason().contains("the same number"));
    }

    @Test
    void an_id_that_others_refer_to_is_kept_and_one_that_nobody_needs_is_not() throws IOException {
        var entry = "{\"fullUrl\": \"urn:uuid:66666666-6666-4666-8666-666666666666\", \"resource\": {\"resourceType\": \"Condition\", \"code\": {\"text\": \"Asthme\"}}}";
        var refers = observation("\"focus\": [{\"reference\": \"urn:uuid:66666666-6666-4666-8666-666666666666\"}]");

        assertThat(rest(read(YUNA, entry, refers).records().getFirst(), 1))
                .contains("66666666-6666-4666-8666-666666666666");
        assertThat(rest(read(YUNA, entry).records().getFirst(), 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "\"verificationStatus\": {\"coding\": [{\"code\": \"refuted\"}]}",
            "\"verificationStatus\": {\"coding\": [{\"code\": \"entered-in-error\"}]}",
            "\"implicitRules\": \"https://editeur.exemple.fr/regles\"",
            "\"modifierExtension\": [{\"url\": \"https://editeur.exemple.fr/negation\", \"valueBoolean\": true}]",
            "\"stage\": [{\"modifierExtension\": [{\"url\": \"https://editeur.exemple.fr/x\", \"valueBoolean\": true}]}]"})
    void what_may_mean_the_contrary_is_kept_whole_and_not_read(String modifier) throws IOException {
        var record = read(YUNA,
                "{\"resource\": {\"resourceType\": \"Condition\", \"code\": {\"text\": \"Schizophrénie\"}, " + modifier
                        + "}}")
                .records().getFirst();

        assertThat(types(record)).containsExactly("Usager", "Autre");
        assertThat(rest(record, 1)).contains("Schizophrénie");
    }

    @Test
    void a_patient_with_an_unknown_modifier_is_not_taken_for_the_person() throws IOException {
        var batch = read(
                YUNA.replace("\"identifier\"", "\"modifierExtension\": [{\"url\": \"urn:x\"}], \"identifier\""));

        assertThat(batch.records()).isEmpty();
        assertThat(batch.faults()).singleElement().matches(fault -> fault.reason().contains("modifier"));
    }

    @Test
    void the_content_of_a_document_is_found_in_the_bundle_and_nowhere_else() throws IOException {
        var document = "{\"resource\": {\"resourceType\": \"DocumentReference\", \"status\": \"current\", \"content\": [{\"attachment\": {\"url\": \"%s\"}}]}}";
        var binary = "{\"fullUrl\": \"urn:uuid:77777777-7777-4777-8777-777777777777\", \"resource\": {\"resourceType\": \"Binary\", \"contentType\": \"application/pdf\", \"data\": \"JVBERi0=\"}}";

        var inside = read(YUNA, document.formatted("urn:uuid:77777777-7777-4777-8777-777777777777"), binary)
                .records().getFirst();
        var outside = read(YUNA, document.formatted("https://ged.exemple.fr/documents/12")).records().getFirst();

        assertThat(types(inside)).containsExactly("Usager", "Document");
        assertThat(inside.attachments()).singleElement()
                .matches(each -> each.mediaType().equals("application/pdf") && each.length() == 5);
        assertThat(outside.attachments()).isEmpty();
        assertThat(rest(outside, 1)).contains("https://ged.exemple.fr/documents/12");
    }

    @Test
    void what_a_document_says_of_itself_is_kept_its_signature_too() throws IOException {
        var text = "{\"resourceType\": \"Bundle\", \"type\": \"document\", \"identifier\": {\"system\": \"urn:ietf:rfc:3986\", \"value\": \"urn:uuid:d\"}, "
                + "\"timestamp\": \"2026-11-12T08:00:00+01:00\", \"signature\": {\"data\": \"c2lnbsOp\"}, \"entry\": ["
                + YUNA
                + "]}";

        var record = FORMAT.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "posted").records()
                .getFirst();

        assertThat(kinds(record)).containsExactly("Bundle");
        assertThat(rest(record, 1)).contains("urn:uuid:d", "c2lnbsOp", "2026-11-12T08:00:00+01:00");
    }

    private static String patient(String number, String url) {
        return """
                {"fullUrl": "%s", "resource": {"resourceType": "Patient",
                 "identifier": [{"system": "https://identifiant-medicosocial-localusager.esante.gouv.fr", "value": "%s"}]}}"""
                .formatted(url, number);
    }

    private static String observation(String elements) {
        return "{\"resource\": {\"resourceType\": \"Observation\", \"status\": \"final\", " + elements + "}}";
    }

    private static LocalBatch read(String... entries) throws IOException {
        return FORMAT
                .read(new ByteArrayInputStream(("{\"resourceType\": \"Bundle\", \"type\": \"transaction\", \"entry\": ["
                        + String.join(",", entries) + "]}").getBytes(StandardCharsets.UTF_8)), "posted");
    }

    private static List<String> types(LocalRecord record) {
        return record.rows().stream().map(LocalRow::type).toList();
    }

    private static List<String> kinds(LocalRecord record) {
        return record.rows().stream().filter(row -> row.type().equals("Autre")).map(row -> row.fields().get("sorte"))
                .toList();
    }

    private static String rest(LocalRecord record, int row) {
        return record.rows().get(row).fields().getOrDefault("reste", "");
    }
}
