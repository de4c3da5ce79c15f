package org.viaduc.federation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.viaduc.cli.demo.Tokens;
import org.viaduc.federation.Https.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may call what, and how little is said to those who may not. */
class ApiIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOME_ID = "0195f3c2-0000-7000-8000-0000000000aa";
    private static final Set<String> CHANGING = Set.of("post", "put", "patch", "delete");
    /** What says how to ask, and nothing else. */
    private static final Set<String> OPEN = Set.of("/fhir/metadata");
    private static final Neighbourhood NEIGHBOURHOOD = Neighbourhood.running();
    private static final Tokens TOKENS = NEIGHBOURHOOD.pair.federation().tokens();
    private static final Https HTTPS = new Https(NEIGHBOURHOOD.vannes.tls(Pair.D44));
    private static final URI API = NEIGHBOURHOOD.pair.federation().site(Pair.D44).address();

    /** Every endpoint that the description lists and that is not open to all, as method and path. */
    static Stream<String[]> endpoints() throws IOException {
        return described().path("paths").properties().stream().filter(path -> !OPEN.contains(path.getKey()))
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> new String[]{method.getKey(), path.getKey().replace("{id}", SOME_ID)
                                .replace("{person}", SOME_ID).replace("{name}", "document-1.pdf")
                                .replace("{connector}", "d44-ardoise")}));
    }

    @Test
    void the_description_is_served_and_lists_every_endpoint() throws Exception {
        assertThat(endpoints().map(each -> each[0] + " " + each[1])).contains("get /api/exchanges",
                "post /api/exchanges",
                "get /api/exchanges/" + SOME_ID, "post /api/requests", "post /api/facts", "get /api/tray",
                "post /api/tray/" + SOME_ID + "/resolution", "post /api/tray/" + SOME_ID + "/retry",
                "get /api/journal/export");
        assertThat(described().path("openapi").asText()).startsWith("3.");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void nobody_enters_without_a_token(String method, String path) throws Exception {
        assertDenied(call(method, path, ""), 401);
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void a_token_that_cannot_be_believed_opens_nothing(String what, String token) throws Exception {
        for (var endpoint : endpoints().toList()) {
            assertDenied(call(endpoint[0], endpoint[1], token), 401);
        }
    }

    static Stream<String[]> badTokens() {
        var roles = List.of("case-worker", "auditor");
        var soon = Instant.now().plusSeconds(300);
        var good = TOKENS.token("d.lefevre", roles);
        var parts = good.split("\\.", -1);
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return Stream.of(
                new String[]{"expired",
                        TOKENS.token("d.lefevre", roles, Tokens.ISSUER, "viaduc", soon.minusSeconds(900))},
                new String[]{"for another audience", TOKENS.token("d.lefevre", roles, Tokens.ISSUER, "other", soon)},
                new String[]{"of another issuer",
                        TOKENS.token("d.lefevre", roles, "https://elsewhere.invalid", "viaduc", soon)},
                new String[]{"that names nobody", TOKENS.token("  ", roles, Tokens.ISSUER, "viaduc", soon)},
                new String[]{"without a signature", encoded("{\"alg\":\"none\"}") + "." + parts[1] + "."},
                new String[]{"signed with nothing", encoded("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]},
                new String[]{"with more roles than were signed",
                        parts[0] + "." + encoded(claims.replace("auditor", "admin")) + "." + parts[2]},
                new String[]{"cut short", good.substring(0, good.length() - 12)},
                new String[]{"no token at all", Family.MARK});
    }

    @Test
    void a_role_opens_only_what_is_its_own() throws Exception {
        var nobody = TOKENS.token("d.lefevre", List.of());
        var worker = TOKENS.token("d.lefevre", List.of("case-worker"));
        var auditor = TOKENS.token("d.lefevre", List.of("auditor"));
        for (var endpoint : endpoints().toList()) {
            assertDenied(call(endpoint[0], endpoint[1], nobody), 403);
            if (CHANGING.contains(endpoint[0]) && !isAuditors(endpoint[1])) {
                assertDenied(call(endpoint[0], endpoint[1], auditor), 403);
            }
        }
        assertDenied(call("get", "/api/journal/export", worker), 403);
        assertDenied(call("get", "/api/access/" + SOME_ID + "/page", auditor), 403);
        assertThat(call("get", "/api/tray", worker).status()).isEqualTo(200);
        assertThat(call("get", "/api/tray", auditor).status()).isEqualTo(200);
    }

    /** Annotations, samples and reports; and a search that is posted, so that no address names what is sought. */
    private static boolean isAuditors(String path) {
        return path.startsWith("/api/journal/") || path.startsWith("/fhir/AuditEvent/");
    }

    @Test
    void a_problem_says_what_is_wrong_and_repeats_nothing() throws Exception {
        var worker = TOKENS.token("d.lefevre", List.of("case-worker", "auditor"));
        var mark = Family.MARK;
        for (var answer : List.of(
                call("get", "/api/exchanges/" + mark, worker),
                call("get", "/api/exchanges?limit=" + mark, worker),
                call("get", "/api/" + mark, worker),
                call("get", "/" + mark, worker),
                call("delete", "/api/exchanges/" + mark, worker),
                call("get", "/api/tray/..;/" + mark, worker),
                send("post", "/api/exchanges", worker, "application/json", "{\"" + mark + "\":\"" + mark + "\"}"),
                send("post", "/api/exchanges", worker, "application/json",
                        "{\"connector\":\"" + mark + "\",\"localId\":\""
                                + mark + "\",\"track\":\"rsa\",\"to\":\"D35\",\"role\":\"GEST-RSA\"}"),
                send("post", "/api/exchanges", worker, "application/json",
                        "{\"connector\":\"depot-44\",\"localId\":\"" + mark
                                + "\",\"track\":\"" + mark + "\",\"to\":\"" + mark + "\",\"role\":\"" + mark + "\"}"),
                send("post", "/api/exchanges", worker, "application/json", "{ torn " + mark),
                send("post", "/api/exchanges", worker, "application/json", "[\"" + mark + "\"]"),
                send("post", "/api/exchanges", worker, "text/" + mark, mark),
                send("post", "/api/requests", worker, "application/json", "{\"of\":\"D35\",\"track\":\"rsa\","
                        + "\"role\":\"GEST-RSA\",\"birthName\":\"" + mark + "\",\"givenNames\":\"" + mark
                        + "\",\"sex\":\"" + mark + "\",\"birthDate\":\"" + mark + "\",\"birthPlace\":\"" + mark
                        + "\"}"),
                send("post", "/api/requests", worker, "application/json", "{\"of\":\"D35\",\"track\":\"rsa\","
                        + "\"role\":\"GEST-RSA\",\"birthName\":\"" + mark + "\",\"givenNames\":\"" + mark
                        + "\",\"sex\":\"female\",\"birthDate\":\"1987-05-14\",\"birthPlace\":\"" + mark + "\"}"),
                send("post", "/api/facts", worker, "application/json", "{\"exchange\":\"" + SOME_ID
                        + "\",\"fact\":\"written-agreement\",\"on\":\"2026-11-21\",\"fields\":{\"" + mark + "\":\""
                        + mark + "\"}}"),
                send("post", "/api/facts", worker, "application/json", "{\"exchange\":\"" + SOME_ID
                        + "\",\"fact\":\"written-agreement\",\"on\":\"" + mark + "\"}"),
                send("post", "/api/facts", worker, "application/json",
                        "{\"connector\":\"depot-44\",\"localId\":\"" + mark
                                + "\",\"fact\":\"person-informed\",\"on\":\"2026-11-21\"}"),
                send("post", "/api/tray/" + SOME_ID + "/resolution", worker, "application/json",
                        "{\"person\":\"" + mark + "\"}"),
                send("post", "/api/tray/" + mark + "/retry", worker, "application/json", ""))) {
            assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
            assertThat(answer.type()).as(answer.toString()).startsWith("application/problem+json");
            assertThat(answer.text()).doesNotContain(mark);
        }
    }

    @Test
    void several_faults_are_said_at_once() throws Exception {
        var worker = TOKENS.token("d.lefevre", List.of("case-worker"));

        var answer = send("post", "/api/exchanges", worker, "application/json", "{\"track\":\"nonsense\",\"extra\":1}");

        assertThat(JSON.readTree(answer.bytes()).path("faults")).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void the_port_of_the_peers_and_the_port_of_the_clients_keep_to_themselves() throws Exception {
        var worker = TOKENS.token("d.lefevre", List.of("case-worker", "auditor"));
        var peers = NEIGHBOURHOOD.messages(Pair.D44).resolve("/");
        for (var endpoint : endpoints().toList()) {
            assertDenied(send(peers, endpoint[0], endpoint[1], worker, "application/json", "{}"), 403);
        }
        assertDenied(send(peers, "get", "/v3/api-docs", "", "application/json", ""), 403);
        assertDenied(send(peers, "get", "/peer/messages", "", "application/json", ""), 403);
        assertDenied(send("post", "/peer/messages", "", "application/jose", "x"), 401);
        assertDenied(send("post", "/peer/messages", worker, "application/jose", "x"), 403);
    }

    @Test
    void health_is_open_and_says_nothing_else() throws Exception {
        var answer = call("get", "/actuator/health", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("UP").doesNotContain("postgres", "diskSpace");
        assertDenied(call("get", "/actuator/env", ""), 401);
        assertDenied(call("get", "/actuator/env", TOKENS.token("d.lefevre", List.of("case-worker"))), 403);
    }

    private static JsonNode described() throws IOException {
        var answer = call("get", "/v3/api-docs", "");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return JSON.readTree(answer.bytes());
    }

    private static void assertDenied(Answer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.text()).doesNotContain(Family.MARK);
    }

    private static Answer call(String method, String path, String token) throws IOException {
        return send(method, path, token, "application/json", method.equals("get") ? "" : "{}");
    }

    private static Answer send(String method, String path, String token, String type, String body) throws IOException {
        return send(API, method, path, token, type, body);
    }

    private static Answer send(URI at, String method, String path, String token, String type, String body)
            throws IOException {
        return HTTPS.call(URI.create(at.toString().replaceAll("/$", "") + path), request -> {
            var whole = request.header("Content-Type", type).method(method.toUpperCase(java.util.Locale.ROOT),
                    body.isEmpty()
                            ? HttpRequest.BodyPublishers.noBody()
                            : HttpRequest.BodyPublishers.ofString(body));
            return token.isEmpty() ? whole : whole.header("Authorization", "Bearer " + token);
        });
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
