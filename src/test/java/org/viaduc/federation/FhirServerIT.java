package org.viaduc.federation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.net.ssl.SSLContext;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.apache.ApacheRestfulClientFactory;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.impl.client.HttpClients;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.trust.Neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two services' own systems hand their files over to D35 with HAPI's client, each with its own token. */
class FhirServerIT {
    private static final FhirContext R4 = FhirContext.forR4();
    private static final String EXAMPLES = "mappings/tddui/examples/";
    private static Pair pair;
    private static URI fhir;
    private static SSLContext tls;

    @BeforeAll
    static void start() throws IOException {
        pair = Pair.write(Neighbourhood.D56);
        var connectors = new StringBuilder(Pair.depot(Pair.D35, true));
        for (var service : List.of("foyer", "ime")) {
            pair.route(Pair.D35, service + "-35-collect", """
                    # A service of a test and the node of D35.
                    # Questions: nobody.
                    - templatedRoute:
                        routeTemplateRef: fhir-post-collect
                        routeId: NAME-35-collect
                        parameters:
                          - { name: connector, value: NAME-35 }
                    """.replace("NAME", service));
            connectors.append("""
                      NAME-35:
                        system: tddui
                        deliver: false
                        client: dui-NAME
                        numbers: "NUMBERS/"
                    """.replace("NAME", service).replace("NUMBERS",
                    service.equals("foyer") ? "3290012345" : "3350098765"));
        }
        pair.configure(Pair.D35, connectors.toString());
        pair.startBoth();
        fhir = URI.create(pair.federation().site(Pair.D35).address() + "/fhir");
        tls = Neighbour.of(Neighbourhood.D56, pair.folder(Neighbourhood.D56), java.time.Clock.systemUTC())
                .tls(Pair.D35);
    }

    @Test
    void a_transaction_is_taken_whole_and_its_repeat_has_no_effect() throws Exception {
        var bundle = example(number());

        var first = client("dui-foyer").transaction().withBundle(bundle).execute();
        var again = client("dui-foyer").transaction().withBundle(bundle).execute();

        assertThat(first.getType()).isEqualTo(Bundle.BundleType.TRANSACTIONRESPONSE);
        assertThat(first.getEntry()).hasSameSizeAs(bundle.getEntry())
                .allMatch(entry -> entry.getResponse().getStatus().equals("201 Created"));
        assertThat(first.getEntryFirstRep().getResponse().getLocation()).startsWith("Patient/");
        assertThat(((OperationOutcome) first.getEntryFirstRep().getResponse().getOutcome()).getIssueFirstRep()
                .getDiagnostics()).contains("Pris.", "kept as they are");
        assertThat(again.getEntry()).allMatch(entry -> entry.getResponse().getStatus().equals("200 OK"));
    }

    @Test
    void a_file_that_a_service_posted_reaches_another_departments_system() throws Exception {
        var number = number();
        var family = "Le Dœuff-" + number.substring(11, 15);
        var text = text(number).replace("Le Dœuff", family);
        var early = asked(number);
        assertThat(post("", token("dui-foyer"), "application/fhir+json", text).status()).isEqualTo(200);
        Eventually.is("withheld: nobody said that she moved", () -> pair.state(Pair.D35, early).equals("withheld"));
        pair.client(Pair.D35).post("/api/facts", Map.of("exchange", early, "fact", "family-moved", "on", "2026-11-04",
                "fields", Map.of("to", "D44", "address", "known")));
        var id = asked(number);
        assertThat(post("", token("dui-foyer"), "application/fhir+json", text.replace("chambre 12", "chambre 14"))
                .status()).isEqualTo(200);

        Eventually.is("delivered at both", () -> pair.state(Pair.D35, id).equals("delivered")
                && pair.state(Pair.D44, id).equals("delivered"));
        assertThat(pair.exchange(Pair.D35, id).path("decision").path("decision").asText()).isEqualTo("release");
    }

    private static String asked(String number) throws IOException {
        return pair.client(Pair.D35).post("/api/exchanges", Map.of("connector", "foyer-35", "localId", number, "track",
                "rsa", "to", "D44", "role", "GEST-RSA")).path("id").asText();
    }

    @Test
    void what_another_service_numbers_is_not_taken_from_this_one() {
        assertThatThrownBy(() -> client("dui-ime").transaction().withBundle(example(number())).execute())
                .isInstanceOfSatisfying(UnprocessableEntityException.class, refusal -> {
                    var issue = ((OperationOutcome) refusal.getOperationOutcome()).getIssueFirstRep();
                    assertThat(issue.getExpression().getFirst().getValue()).isEqualTo("Bundle.entry[0]");
                    assertThat(issue.getDiagnostics()).startsWith("le numéro du Patient").contains(" / ");
                });
    }

    @Test
    void a_bundle_with_one_fault_is_refused_whole_with_the_place() throws Exception {
        var number = number();
        var text = text(number).replaceFirst("\"subject\": \\{ \"reference\": \"[^\"]+\"",
                "\"subject\": { \"reference\": \"Patient/quelqu-un-d-autre\"");

        var answer = post("", token("dui-foyer"), "application/fhir+json", text);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.text()).contains("Bundle.entry[", "pas dans ce Bundle", "not in this Bundle")
                .doesNotContain("quelqu-un-d-autre");
        assertThat(match("dui-foyer", patient(number, born(number)), false).getEntry()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "[]",
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Bundle xmlns=\"http://hl7.org/fhir\"/>"})
    void what_is_no_fhir_is_a_bad_request_in_plain_words(String body) throws Exception {
        var answer = post("", token("dui-foyer"), "application/fhir+json", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("OperationOutcome", " / ");
    }

    @Test
    void nobody_hands_over_but_a_connectors_own_system() throws Exception {
        var tokens = pair.federation().tokens();
        for (var path : List.of("", "/", "/Bundle", "/Patient/$match")) {
            assertThat(post(path, "", "application/fhir+json", "{}").status()).isEqualTo(401);
            assertThat(post(path, tokens.token("d.lefevre", List.of("case-worker", "auditor")), "application/fhir+json",
                    "{}").status()).isEqualTo(403);
            assertThat(post(path, tokens.ofProgram("dui-inconnu"), "application/fhir+json", "{}").status())
                    .isEqualTo(403);
        }
        assertThat(call("/AuditEvent", token("dui-foyer")).status()).isEqualTo(403);
    }

    @Test
    void a_document_in_xml_is_kept_and_its_identifier_never_stands_for_another() throws Exception {
        var number = "3350098765/" + UUID.randomUUID();
        var xml = Files.readString(Path.of(EXAMPLES + "pupil-of-an-institute-as-a-document-in-xml.local.xml"))
                .replace("3350098765/14", number).replace("<type value=\"document\"/>",
                        "<identifier><system value=\"urn:ietf:rfc:3986\"/><value value=\"urn:uuid:" + UUID.randomUUID()
                                + "\"/></identifier><type value=\"document\"/>");

        var first = post("/Bundle", token("dui-ime"), "application/fhir+xml", xml);
        var again = post("", token("dui-ime"), "application/fhir+xml", xml);
        var other = post("/Bundle", token("dui-ime"), "application/fhir+xml", xml.replace("149.26", "151.20"));

        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(first.type()).contains("fhir+xml");
        assertThat(again.status()).as(again.toString()).isEqualTo(200);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text()).contains("Bundle.identifier");
    }

    @Test
    void a_service_finds_its_own_files_and_learns_of_no_other() throws Exception {
        var number = number();
        client("dui-foyer").transaction().withBundle(example(number)).execute();

        var certain = match("dui-foyer", patient(number, born(number)), true);
        var traitsAlone = match("dui-foyer", patient("", born(number)), false);
        var traitsCertain = match("dui-foyer", patient("", born(number)), true);
        var elsewhere = matched("dui-ime", patient("", born(number)));
        var nobody = matched("dui-ime", patient("", "1940-02-29"));

        assertThat(certain.getEntry()).singleElement().satisfies(entry -> {
            assertThat(((Patient) entry.getResource()).getIdentifierFirstRep().getValue()).isEqualTo(number);
            assertThat(((Patient) entry.getResource()).hasName()).isFalse();
            assertThat(entry.getSearch().getExtensionFirstRep().getValue().primitiveValue()).isEqualTo("certain");
        });
        assertThat(traitsAlone.getEntry()).isNotEmpty().allMatch(
                entry -> !entry.getSearch().getExtensionFirstRep().getValue().primitiveValue().equals("certain"));
        assertThat(traitsCertain.getEntry()).isEmpty();
        assertThat(elsewhere.text()).isEqualTo(nobody.text());
    }

    @Test
    void a_body_beyond_measure_is_refused_and_a_long_one_is_not() throws Exception {
        var long_ = text(number()).replace("Mme Kerbrat, chambre 12", "a".repeat(1 << 20));

        assertThat(post("", token("dui-foyer"), "application/fhir+json", long_).status()).isEqualTo(200);
        assertThat(post("", token("dui-foyer"), "application/fhir+json", " ".repeat((32 << 20) + 1)).status())
                .isEqualTo(413);
    }

    @Test
    void what_the_server_can_is_said_to_everybody() {
        var statement = client("").capabilities().ofType(CapabilityStatement.class).execute();

        assertThat(statement.getRestFirstRep().getInteractionFirstRep().getCode().toCode()).isEqualTo("transaction");
        assertThat(statement.getRestFirstRep().getResource()).anyMatch(resource -> resource.getOperation().stream()
                .anyMatch(operation -> operation.getName().equals("match")));
    }

    private static String number() {
        return "3290012345/" + UUID.randomUUID();
    }

    /** A birthday that no other resident of these tests has. */
    private static String born(String number) {
        return java.time.LocalDate.of(1901, 1, 1).plusDays(Math.floorMod(number.hashCode(), 20_000)).toString();
    }

    private static String text(String number) throws IOException {
        return Files.readString(Path.of(EXAMPLES + "resident-whose-file-is-transferred.local.json"))
                .replace("3290012345/871\"", number + "\"").replace("241032901905127", "")
                .replace("1941-03-17", born(number));
    }

    private static Bundle example(String number) throws IOException {
        return R4.newJsonParser().parseResource(Bundle.class, text(number).replace(", \"value\": \"\"", ""));
    }

    private static Patient patient(String number, String born) {
        var patient = new Patient();
        if (!number.isEmpty()) {
            patient.addIdentifier().setSystem("https://identifiant-medicosocial-localusager.esante.gouv.fr")
                    .setValue(number);
        }
        patient.addName().setUse(org.hl7.fhir.r4.model.HumanName.NameUse.OFFICIAL).setFamily("LE DOEUFF")
                .addGiven("Marie-Josèphe").addExtension(
                        "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-patient-birth-list-given-name",
                        new org.hl7.fhir.r4.model.StringType("Marie-Josèphe Anne Yvonne"));
        patient.setGender(AdministrativeGender.FEMALE);
        patient.setBirthDateElement(new org.hl7.fhir.r4.model.DateType(born));
        var place = new org.hl7.fhir.r4.model.Address();
        place.addExtension("https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-address-insee-code",
                new org.hl7.fhir.r4.model.Coding().setCode("29019"));
        patient.addExtension("http://hl7.org/fhir/StructureDefinition/patient-birthPlace", place);
        return patient;
    }

    private static Bundle match(String client, Patient patient, boolean isCertainOnly) {
        return client(client).operation().onType(Patient.class).named("$match")
                .withParameter(Parameters.class, "resource", patient)
                .andParameter("onlyCertainMatches", new BooleanType(isCertainOnly)).returnResourceType(Bundle.class)
                .execute();
    }

    private static Https.Answer matched(String client, Patient patient) throws IOException {
        var parameters = new Parameters();
        parameters.addParameter().setName("resource").setResource(patient);
        return post("/Patient/$match", token(client), "application/fhir+json",
                R4.newJsonParser().encodeResourceToString(parameters));
    }

    private static String token(String client) {
        return pair.federation().tokens().ofProgram(client);
    }

    private static Https.Answer post(String path, String token, String type, String body) throws IOException {
        return new Https(tls).call(URI.create(fhir + path), request -> (token.isEmpty()
                ? request
                : request.header("Authorization", "Bearer " + token)).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8))));
    }

    private static Https.Answer call(String path, String token) throws IOException {
        return new Https(tls).call(URI.create(fhir + path),
                request -> request.header("Authorization", "Bearer " + token).GET());
    }

    /** HAPI's own client. @param program nothing for somebody without a token */
    private static IGenericClient client(String program) {
        var factory = new ApacheRestfulClientFactory(R4);
        factory.setServerValidationMode(ServerValidationModeEnum.NEVER);
        factory.setHttpClient(HttpClients.custom().setSSLContext(tls)
                .setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE).build());
        R4.setRestfulClientFactory(factory);
        var client = factory.newGenericClient(fhir.toString());
        if (!program.isEmpty()) {
            client.registerInterceptor(new BearerTokenAuthInterceptor(token(program)));
        }
        return client;
    }
}
