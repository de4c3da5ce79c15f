package org.viaduc.connectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.exchange.node.DepartmentRefuses;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.federation.Eventually;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.Deliverables;
import org.viaduc.model.ExchangeId;

import static com.github.tomakehurst.wiremock.client.WireMock.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The connector of D33 as it is packed, against a service that WireMock plays. */
class RestRouteTest {
    private static final String CONNECTOR = "d33-estey";
    private static final String BOY = "33-2026-004512";

    @TempDir
    private Path folder;
    private final WireMockServer estey = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final WireMockServer elsewhere = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private RunningRoutes routes;
    private RestDoor door;

    @BeforeEach
    void open() throws IOException {
        estey.start();
        elsewhere.start();
        token(3600);
        list("{\"dossiers\":[]}");
        estey.stubFor(get("/api/dossiers/" + BOY).willReturn(okJson(Files.readString(
                Path.of("mappings/estey/examples/boy-placed-by-the-judge-with-an-alert.local.json")))));
        routes = new RunningRoutes(folder, RunningRoutes.connector(CONNECTOR, "estey",
                Map.of("address", estey.baseUrl() + "/api", "token", estey.baseUrl() + "/jetons", "client",
                        "viaduc:d33", "secret",
                        "très secret", "scope", "dossiers", "every", "300")));
        door = new RestDoor(routes.intake, routes.node, routes.settings, Clock.systemUTC(), Thread::sleep);
        routes.bind("restDoor", door);
        door.lines().forEach((name, line) -> routes.bind(RestLine.NAME + name, line));
    }

    @AfterEach
    void close() {
        routes.close();
        estey.stop();
        elsewhere.stop();
    }

    private void token(int seconds) {
        estey.stubFor(post("/jetons").willReturn(okJson(
                "{\"access_token\":\"jeton-1\",\"token_type\":\"Bearer\",\"expires_in\":" + seconds + "}")));
    }

    private void list(String json) {
        estey.stubFor(get(urlPathEqualTo("/api/dossiers")).willReturn(okJson(json)));
    }

    private static String listed(String id, String changed) {
        return "{\"id\":\"" + id + "\",\"modifieLe\":\"" + changed + "\"}";
    }

    @Test
    void changed_files_are_listed_and_read_with_one_token() throws Exception {
        list("{\"dossiers\":[" + listed(BOY, "2026-11-20T08:15:00+01:00") + "]}");
        routes.start();

        Eventually.is("marked", () -> routes.node.mark(CONNECTOR).isPresent());
        Eventually.is("a second look",
                () -> estey.findAll(getRequestedFor(urlPathEqualTo("/api/dossiers"))).size() > 1);

        assertThat(routes.node.ids()).containsExactly(BOY);
        assertThat(routes.node.mark(CONNECTOR)).contains("2026-11-20T08:15:00+01:00");
        estey.verify(1, postRequestedFor(urlEqualTo("/jetons")).withRequestBody(equalTo(
                "grant_type=client_credentials&scope=dossiers")).withBasicAuth(
                        new com.github.tomakehurst.wiremock.client.BasicCredentials("viaduc%3Ad33",
                                "tr%C3%A8s+secret")));
        estey.verify(getRequestedFor(urlEqualTo("/api/dossiers/" + BOY))
                .withHeader("Authorization", equalTo("Bearer jeton-1"))
                .withoutHeader("ViaducExchange").withoutHeader("Link"));
        // The second look goes back by the overlap of two minutes.
        estey.verify(getRequestedFor(urlPathEqualTo("/api/dossiers"))
                .withQueryParam("modifieDepuis", equalTo("2026-11-20T08:13+01:00")));
    }

    @Test
    void pages_are_followed_by_cursor_and_by_link() throws Exception {
        list("{\"dossiers\":[],\"suivant\":\"p 2\"}");
        estey.stubFor(get(urlPathEqualTo("/api/dossiers")).withQueryParam("curseur", equalTo("p 2")).willReturn(
                okJson("{\"dossiers\":[]}").withHeader("Link",
                        "</api/page3>; rel=\"next\", </api/page1>; rel=\"first\"")));
        estey.stubFor(get("/api/page3").willReturn(
                okJson("{\"dossiers\":[" + listed(BOY, "2026-11-20T08:15:00+01:00") + "]}")));
        routes.start();

        Eventually.is("read", () -> routes.node.ids().contains(BOY));
    }

    @Test
    void a_link_to_another_host_is_not_followed_and_no_token_goes_there() throws Exception {
        estey.stubFor(get(urlPathEqualTo("/api/dossiers")).willReturn(okJson("{\"dossiers\":["
                + listed(BOY, "2026-11-20T08:15:00+01:00") + "]}")
                .withHeader("Link", "<" + elsewhere.baseUrl() + "/x>; rel=next")));
        routes.start();

        Eventually.is("asked twice", () -> estey.findAll(getRequestedFor(urlPathEqualTo("/api/dossiers"))).size() > 1);

        assertThat(elsewhere.getAllServeEvents()).isEmpty();
        assertThat(routes.node.mark(CONNECTOR)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void a_redirect_is_not_followed_neither_with_the_token_nor_with_the_secret(int status) throws Exception {
        var away = aResponse().withStatus(status).withHeader("Location", elsewhere.baseUrl() + "/x");
        estey.stubFor(get(urlPathEqualTo("/api/dossiers")).willReturn(away));
        routes.start();
        Eventually.is("asked", () -> estey.findAll(getRequestedFor(urlPathEqualTo("/api/dossiers"))).size() > 1);
        estey.stubFor(post("/jetons").willReturn(away));
        estey.stubFor(get(urlPathEqualTo("/api/dossiers")).willReturn(aResponse().withStatus(401)));
        Eventually.is("token asked", () -> estey.findAll(postRequestedFor(urlEqualTo("/jetons"))).size() > 1);

        assertThat(elsewhere.getAllServeEvents()).isEmpty();
    }

    @Test
    void a_token_that_is_refused_is_renewed_once() throws Exception {
        estey.stubFor(get(urlPathEqualTo("/api/dossiers")).withHeader("Authorization", equalTo("Bearer jeton-1"))
                .willReturn(aResponse().withStatus(401)));
        estey.stubFor(post("/jetons").inScenario("jetons").willReturn(
                okJson("{\"access_token\":\"jeton-1\",\"token_type\":\"bearer\",\"expires_in\":3600}"))
                .willSetStateTo("2"));
        estey.stubFor(post("/jetons").inScenario("jetons").whenScenarioStateIs("2").willReturn(
                okJson("{\"access_token\":\"jeton-2\",\"token_type\":\"bearer\",\"expires_in\":3600}")));
        estey.stubFor(get(urlPathEqualTo("/api/dossiers")).withHeader("Authorization", equalTo("Bearer jeton-2"))
                .willReturn(okJson("{\"dossiers\":[" + listed(BOY, "2026-11-20T08:15:00+01:00") + "]}")));
        routes.start();

        Eventually.is("read", () -> routes.node.ids().contains(BOY));

        estey.verify(2, postRequestedFor(urlEqualTo("/jetons")));
    }

    @Test
    void a_service_that_asks_to_wait_is_asked_again_when_it_said() throws Exception {
        estey.stubFor(get("/api/dossiers/" + BOY).inScenario("débit").willReturn(
                aResponse().withStatus(429).withHeader("Retry-After", "1")).willSetStateTo("ouvert"));
        estey.stubFor(get("/api/dossiers/" + BOY).inScenario("débit").whenScenarioStateIs("ouvert").willReturn(okJson(
                Files.readString(
                        Path.of("mappings/estey/examples/boy-placed-by-the-judge-with-an-alert.local.json")))));
        list("{\"dossiers\":[" + listed(BOY, "2026-11-20T08:15:00+01:00") + "]}");
        routes.start();

        Eventually.is("read", () -> routes.node.ids().contains(BOY));

        var asked = estey.findAll(getRequestedFor(urlEqualTo("/api/dossiers/" + BOY))).stream()
                .map(each -> each.getLoggedDate().toInstant()).sorted().toList();
        assertThat(Duration.between(asked.get(0), asked.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(950));
    }

    @Test
    void a_file_on_which_the_service_fails_is_asked_for_again_and_the_others_are_read() throws Exception {
        estey.stubFor(get("/api/dossiers/33-1").inScenario("panne").willReturn(serverError()).willSetStateTo("réparé"));
        estey.stubFor(get("/api/dossiers/33-1").inScenario("panne").whenScenarioStateIs("réparé")
                .willReturn(okJson("{\"id\":\"33-1\",\"civil\":{\"nomNaissance\":\"Roy\"}}")));
        estey.stubFor(get("/api/dossiers/33-2").willReturn(notFound()));
        list("{\"dossiers\":[" + listed("33-1", "2026-11-20T08:00:00Z") + "," + listed("33-2", "2026-11-20T08:01:00Z")
                + ","
                + listed(BOY, "2026-11-20T08:15:00+01:00") + "]}");
        routes.start();

        Eventually.is("marked", () -> routes.node.mark(CONNECTOR).isPresent());

        assertThat(routes.node.ids()).containsExactly(BOY, "33-1");
        assertThat(routes.node.refused()).isEqualTo(2);
    }

    @Test
    void an_answer_about_somebody_else_is_refused() throws Exception {
        estey.stubFor(
                get("/api/dossiers/33-1").willReturn(okJson("{\"id\":\"33-9\",\"civil\":{\"nomNaissance\":\"Roy\"}}")));
        list("{\"dossiers\":[" + listed("33-1", "2026-11-20T08:00:00Z") + "]}");
        routes.start();

        Eventually.is("marked", () -> routes.node.mark(CONNECTOR).isPresent());

        assertThat(routes.node.ids()).isEmpty();
        assertThat(routes.node.refused()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"dossiers\":{}}", "{\"dossiers\":[{\"id\":null}]}",
            "{\"dossiers\":[],\"dossiers\":[]}",
            "{\"dossiers\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "{\"dossiers\":[{\"id\":\"\"}]}", "<html>"})
    void a_list_that_makes_no_sense_ends_the_look_and_nothing_is_marked(String answer) throws Exception {
        list(answer);
        routes.start();

        Eventually.is("asked twice", () -> estey.findAll(getRequestedFor(urlPathEqualTo("/api/dossiers"))).size() > 1);

        assertThat(routes.node.ids()).isEmpty();
        assertThat(routes.node.mark(CONNECTOR)).isEmpty();
    }

    @Test
    void an_id_is_never_more_than_a_part_of_a_path() throws Exception {
        list("{\"dossiers\":[" + listed("../../jetons?x=1#y z", "2026-11-20T08:00:00Z") + "]}");
        routes.start();

        Eventually.is("asked", () -> !estey.findAll(getRequestedFor(urlPathMatching("/api/dossiers/.+"))).isEmpty());

        estey.verify(getRequestedFor(urlEqualTo("/api/dossiers/..%2F..%2Fjetons%3Fx%3D1%23y%20z")));
    }

    @Test
    void a_delivery_bears_its_exchange_as_idempotency_key_and_brings_the_reference() throws Exception {
        estey.stubFor(post("/api/depots").willReturn(okJson("{\"numero\":\"33-2026-009001\"}").withStatus(201)));
        routes.start();
        var record = record();

        assertThat(routes.deliver(CONNECTOR, record)).isEqualTo("33-2026-009001");

        estey.verify(1, postRequestedFor(urlEqualTo("/api/depots"))
                .withHeader("Idempotency-Key", equalTo(record.exchange().toString()))
                .withHeader("Authorization", equalTo("Bearer jeton-1"))
                .withHeader("Content-Type", containing("application/json"))
                .withRequestBody(matchingJsonPath("$.civil.nomNaissance", equalTo("L'Hostis"))));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void what_the_service_does_not_take_goes_to_a_person(int status) throws Exception {
        estey.stubFor(
                post("/api/depots").willReturn(aResponse().withStatus(status).withBody("L'Hostis Éloïse refusée")));
        routes.start();

        assertThatThrownBy(() -> routes.deliver(CONNECTOR, record())).isInstanceOf(DepartmentRefuses.class)
                .hasMessageEndingWith("http-" + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 403, 404, 409, 500, 503})
    void whatever_else_goes_wrong_is_tried_again(int status) throws Exception {
        estey.stubFor(post("/api/depots").willReturn(aResponse().withStatus(status)));
        routes.start();

        assertThatThrownBy(() -> routes.deliver(CONNECTOR, record())).isInstanceOf(LineBroken.class);
    }

    @Test
    void a_service_that_asks_for_a_long_wait_is_left_alone_until_then() throws Exception {
        estey.stubFor(post("/api/depots").willReturn(aResponse().withStatus(429).withHeader("Retry-After", "3600")));
        routes.start();
        assertThatThrownBy(() -> routes.deliver(CONNECTOR, record())).isInstanceOf(LineBroken.class);

        assertThatThrownBy(() -> routes.deliver(CONNECTOR, record())).isInstanceOf(LineBroken.class);

        estey.verify(1, postRequestedFor(urlEqualTo("/api/depots")));
        assertThat(door.begin(CONNECTOR, "/dossiers", "PT2M", 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "", "{\"access_token\":\"a b\",\"token_type\":\"bearer\"}",
            "{\"access_token\":\"jeton\",\"token_type\":\"mac\"}", "{\"access_token\":7,\"token_type\":\"bearer\"}"})
    void an_issuer_that_gives_no_token_lets_nothing_be_asked(String answer) throws Exception {
        estey.stubFor(post("/jetons").willReturn(okJson(answer)));
        routes.start();

        assertThatThrownBy(() -> routes.deliver(CONNECTOR, record())).isInstanceOf(LineBroken.class)
                .hasRootCauseInstanceOf(RestToken.NoToken.class);

        estey.verify(0, postRequestedFor(urlEqualTo("/api/depots")));
    }

    @Test
    void an_answer_without_end_is_cut_off() throws Exception {
        var endless = new ResponseDefinitionBuilder().withStatus(200).withBody(" ".repeat(BoundedAnswer.LIMIT + 1));
        estey.stubFor(post("/jetons").willReturn(endless));
        routes.start();

        assertThatThrownBy(() -> routes.deliver(CONNECTOR, record())).isInstanceOf(LineBroken.class)
                .hasRootCauseInstanceOf(BoundedAnswer.TooLong.class);
    }

    @Test
    void a_connector_without_its_login_is_a_fault_before_anything_starts() {
        var bare = new RunningRoutes(folder, RunningRoutes.connector(CONNECTOR, "estey",
                Map.of("address", "https://estey.example/api", "every", "1000")));

        assertThat(RouteBook.load(Path.of("none")).faults(bare.settings)).contains(
                "routes/d33-estey-collect.yaml:1: node.yaml gives no value for `{{d33-estey.token}}`",
                "routes/d33-estey-deliver.yaml:1: node.yaml gives no value for `{{d33-estey.secret}}`");
    }

    @Test
    void an_address_without_encryption_is_for_this_machine_alone() {
        for (var address : List.of("http://estey.example/api", "ftp://localhost/", "https://user@estey.example/",
                "estey")) {
            assertThatThrownBy(() -> RestHost.of(address, "address")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(RestHost.of("https://estey.example/api", "address").at("/x"))
                .isEqualTo("https://estey.example/api/x");
    }

    private static DeliverableRecord record() {
        return Deliverables.of(Deliverables.example(RunningRoutes.BOOK, "alert-about-a-girl-born-in-corsica"),
                RunningRoutes.BOOK, "estey", ExchangeId.next(Clock.systemUTC()));
    }
}
