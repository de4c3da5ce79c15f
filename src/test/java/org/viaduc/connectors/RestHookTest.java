package org.viaduc.connectors;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Signed hints over HTTP: they make the door look, and nothing that they say is used. */
class RestHookTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String CONNECTOR = "d33-estey";
    private static final String BODY = "{\"id\":\"33-2026-004512\",\"nom\":\"Etcheverry\"}";

    @TempDir
    private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private PlayedPort port;
    private RunningRoutes routes;
    private RestDoor door;

    @BeforeEach
    void open() throws Exception {
        port = new PlayedPort();
        routes = new RunningRoutes(folder, RunningRoutes.connector(CONNECTOR, "estey", Map.of("address",
                "https://estey.example/api", "token", "https://estey.example/jetons", "client", "viaduc", "secret", "s",
                "hook-secret", SECRET, "every", "3600000")));
        door = new RestDoor(routes.intake, routes.node, routes.settings, Clock.systemUTC(), Thread::sleep);
        routes.bind("restDoor", door);
        routes.bind("platform-http-engine", port);
        var packed = new java.util.LinkedHashMap<String, String>();
        packed.put("d33-estey-hook", java.nio.file.Files.readString(Path.of("routes/d33-estey-hook.yaml")));
        routes.start(packed);
    }

    @AfterEach
    void close() {
        routes.close();
        port.close();
    }

    @Test
    void a_signed_hint_makes_the_door_look_at_once_and_once() throws Exception {
        assertThat(begin()).isNotEmpty();
        assertThat(begin()).isEmpty();

        assertThat(hint(BODY, "sha256=" + sign(BODY))).isEqualTo(202);
        assertThat(hint(BODY, "sha256=" + sign(BODY))).isEqualTo(202);

        assertThat(begin()).startsWith("https://estey.example/api/dossiers?depuis=").doesNotContain("33-2026-004512");
        assertThat(begin()).isEmpty();
    }

    @Test
    void a_hint_that_is_not_signed_or_too_long_does_nothing() throws Exception {
        assertThat(begin()).isNotEmpty();
        var endless = "x".repeat(64 * 1024 + 1);

        assertThat(hint(BODY, "")).isEqualTo(401);
        assertThat(hint(BODY, "sha256=" + sign(BODY + " "))).isEqualTo(401);
        assertThat(hint(endless, "sha256=" + sign(endless))).isEqualTo(401);

        assertThat(begin()).isEmpty();
    }

    @Test
    void a_connector_that_takes_hints_needs_the_route_for_them() {
        assertThat(RouteBook.load(Path.of("none")).toLoad(routes.settings)).extracting(RouteFile::stem)
                .contains("d33-estey-hook");
    }

    private String begin() {
        return door.begin(CONNECTOR, "/dossiers?depuis={since}", "PT2M", 3_600_000);
    }

    private int hint(String body, String signature) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port.getServerPort() + "/hooks/" + CONNECTOR))
                .header("X-Estey-Signature", signature).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), BodyHandlers.discarding()).statusCode();
    }

    private static String sign(String body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    }
}
