package org.viaduc.cli.demo.ardoise;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.cli.demo.local.Calls;
import org.viaduc.cli.demo.local.LocalSettings;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArdoiseServiceTest {
    private static final String NEWCOMER = "<dossier><usager><nomNaissance>Kervadec</nomNaissance>"
            + "<dateNaissance>1988-04-13</dateNaissance></usager></dossier>";

    private Path folder;
    private Ardoise ardoise;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        ardoise = Ardoise.start(Calls.populated(folder));
    }

    @AfterAll
    void stop() throws Exception {
        ardoise.close();
    }

    @Test
    void the_wsdl_is_served_with_the_address_it_listens_at() throws Exception {
        var answer = Calls.send(HttpRequest.newBuilder(address("?wsdl")).GET().build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("urn:ardoise:dossier:v1", "DeposerDossier", address("").toString());
    }

    @Test
    void nobody_calls_without_credentials_or_with_wrong_ones() throws Exception {
        assertThat(Calls.send(request(Calls.envelope("<ListerDossiersModifies/>")).build()).statusCode())
                .isEqualTo(401);
        var wrong = Calls.send(request(Calls.envelope("<ListerDossiersModifies/>"))
                .header("Authorization", Calls.basic("viaduc", "guess")).build());
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(
                value -> assertThat(value).startsWith("Basic"));
    }

    @Test
    void files_are_listed_page_by_page_and_none_is_missed() throws Exception {
        var all = call("<ListerDossiersModifies/>").body();
        var first = call("<ListerDossiersModifies><max>2</max></ListerDossiersModifies>").body();
        var since = Pattern.compile("<modifieLe>([^<]+)").matcher(first).results().toList().getLast().group(1);
        var rest = call("<ListerDossiersModifies><depuis>" + since + "</depuis></ListerDossiersModifies>").body();

        assertThat(numbers(first)).isEqualTo(2);
        assertThat(numbers(first) + numbers(rest)).isEqualTo(numbers(all)).isGreaterThan(100);
    }

    @Test
    void a_file_is_read_with_its_rubrics_and_its_pdf() throws Exception {
        var body = call("<LireDossier><numeroDossier>A44-000802</numeroDossier></LireDossier>").body();

        assertThat(body).contains("<dossier numero=\"A44-000802\" modifieLe=\"2026-11-21T", "<lien>MERE</lien>",
                "<type>RAPPORT_EVALUATION</type>", "<format>application/pdf</format>",
                "<code>DEMENAGEMENT</code>", "<valeur>35</valeur>", "<concerne>false</concerne>");
        var pdf = Pattern.compile("<contenuBase64>([^<]+)").matcher(body).results().findFirst().orElseThrow().group(1);
        assertThat(new String(Base64.getDecoder().decode(pdf), StandardCharsets.ISO_8859_1)).startsWith("%PDF-1.4");
    }

    @Test
    void a_file_that_is_not_there_is_a_fault_of_its_own() throws Exception {
        var answer = call("<LireDossier><numeroDossier>A44-1</numeroDossier></LireDossier>");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("DossierInconnu", "<numeroDossier>A44-1</numeroDossier>");
    }

    @Test
    void a_deposit_opens_a_file_and_its_repeat_stores_nothing() throws Exception {
        var exchange = "01936f00-0000-7000-8000-000000000001";
        var first = deposit(exchange, NEWCOMER).body();
        var again = deposit(exchange, NEWCOMER.replace("Kervadec", "Tréhorel")).body();

        assertThat(first).contains("<numeroDossier>A44-90000", "<dejaRecu>false</dejaRecu>");
        assertThat(again).isEqualTo(first.replace("<dejaRecu>false", "<dejaRecu>true"));
        var number = Pattern.compile("<numeroDossier>([^<]+)").matcher(first).results().findFirst().orElseThrow()
                .group(1);
        assertThat(call("<LireDossier><numeroDossier>" + number + "</numeroDossier></LireDossier>").body())
                .containsOnlyOnce("<usager>").contains("Kervadec").doesNotContain("Tréhorel");
        assertThat(Calls.received(ardoise.controlPort()).at("/exchanges").findValuesAsText("exchange"))
                .containsOnlyOnce(exchange);
        assertThat(call("<ListerDossiersModifies/>").body()).doesNotContain(number);
    }

    @Test
    void a_deposit_that_the_schema_does_not_know_is_refused_with_code_and_place_but_no_content() throws Exception {
        var exchange = "01936f00-0000-7000-8000-00000000000a";
        assertThat(deposit("first", NEWCOMER).body()).contains("DossierRefuse", "<code>ECHANGE_ILLISIBLE</code>");
        assertThat(deposit(exchange, "<dossier/>").body()).contains("<code>USAGER_ABSENT</code>");
        assertThat(deposit(exchange, NEWCOMER.replace("usager>", "secret>")).body())
                .contains("<code>RUBRIQUE_INCONNUE</code>");
        assertThat(deposit(exchange, NEWCOMER.replace("dateNaissance>", "age>")).body())
                .contains("<code>CHAMP_INCONNU</code>");
        var unreadable = deposit(exchange, NEWCOMER.replace("1988-04-13", "13/04/1988"));
        assertThat(unreadable.statusCode()).isEqualTo(500);
        assertThat(unreadable.body()).contains("<code>VALEUR_ILLISIBLE</code>", "usager.dateNaissance")
                .doesNotContain("13/04/1988", "Kervadec");
        assertThat(deposit(exchange, NEWCOMER.replace("<dossier>", "<dossier numero=\"A44-0\">")).body())
                .contains("DossierInconnu");
    }

    @Test
    void an_event_puts_the_file_at_the_end_of_the_list() throws Exception {
        Calls.post(ardoise.controlPort(), "/event", """
                {"person": "A44-000701", "code": "PERSONNE_INFORMEE", "author": "GESTIONNAIRE_RSA"}
                """);

        var list = call("<ListerDossiersModifies/>").body();
        assertThat(list.lastIndexOf("A44-")).isEqualTo(list.indexOf("A44-000701"));
        assertThat(call("<LireDossier><numeroDossier>A44-000701</numeroDossier></LireDossier>").body())
                .contains("<code>PERSONNE_INFORMEE</code><date>2026-11-21</date>");
    }

    @Test
    void a_document_type_declaration_is_refused() throws Exception {
        var bomb = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                + Calls.envelope("<LireDossier>&e;</LireDossier>");
        var answer = Calls
                .send(request(bomb).header("Authorization", Calls.basic("viaduc", Calls.password(folder))).build());

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(answer.body()).doesNotContain("DossierInconnu");
    }

    @Test
    void for_load_tests_a_deposit_is_acknowledged_and_nothing_of_it_is_kept(@TempDir Path other) throws Exception {
        var settings = new LocalSettings(other, 0, 0, false, 0, true, Calls.NOON);
        try (var acknowledging = Ardoise.start(settings)) {
            var deposit = "<DeposerDossier><idEchange>01936f00-0000-7000-8000-000000000003</idEchange>" + NEWCOMER
                    + "</DeposerDossier>";

            assertThat(Calls.soap(acknowledging.port(), other, deposit).body()).contains("<dejaRecu>false");
            assertThat(Calls.soap(acknowledging.port(), other, deposit).body()).contains("<dejaRecu>true");
            assertThat(Calls.received(acknowledging.controlPort()).get("count").asInt()).isEqualTo(1);
            assertThat(Calls.soap(acknowledging.port(), other, "<ListerDossiersModifies/>").body())
                    .doesNotContain("numeroDossier");
        }
    }

    @Test
    void an_operation_that_the_wsdl_does_not_have_is_a_fault() throws Exception {
        assertThat(call("<SupprimerDossier/>").body()).contains("Fault");
    }

    private HttpResponse<String> deposit(String exchange, String file) throws Exception {
        return call("<DeposerDossier><idEchange>" + exchange + "</idEchange>" + file + "</DeposerDossier>");
    }

    private HttpResponse<String> call(String payload) throws IOException, InterruptedException {
        return Calls.soap(ardoise.port(), folder, payload);
    }

    private HttpRequest.Builder request(String body) {
        return HttpRequest.newBuilder(address("")).header("Content-Type", "text/xml; charset=UTF-8")
                .POST(BodyPublishers.ofString(body));
    }

    private URI address(String query) {
        return URI.create("http://127.0.0.1:" + ardoise.port() + "/ardoise" + query);
    }

    private static long numbers(String body) {
        return Pattern.compile("<numeroDossier>").matcher(body).results().count();
    }
}
