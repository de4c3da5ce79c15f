package org.viaduc.cli;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A real Keycloak on this machine: the distribution that the build unpacks, started by the script of {@code docker/keycloak}
 * with the realm and the secrets that the compose file would give it, and a hand on its administration.
 */
final class KeycloakServer implements AutoCloseable {
    private static final Path HOME = Path.of("target/keycloak/keycloak-26.7.3").toAbsolutePath();
    private static final Path DOCKER = Path.of("docker").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    final Path secrets;
    private final URI address;
    private final Process process;
    private final Browser http = new Browser();

    private KeycloakServer(Path secrets, URI address, Process process) {
        this.secrets = secrets;
        this.address = address;
        this.process = process;
    }

    /** Makes the secrets of a folder, as a user of {@code docker} would. */
    static void makeSecrets(Path folder) throws IOException {
        run(new ProcessBuilder(DOCKER.resolve("make-secrets").toString(), folder.toString(), "localhost"));
    }

    /** Two ports that nobody uses now: held open together, so that they are not the same. */
    static List<Integer> freePorts() throws IOException {
        try (var one = new ServerSocket(0); var two = new ServerSocket(0)) {
            return List.of(one.getLocalPort(), two.getLocalPort());
        }
    }

    /**
     * @param secrets made by {@link #makeSecrets}
     * @param nodes   by department, where browsers and the back channel reach them
     * @param trusted the certificates that the nodes show (PEM)
     */
    static KeycloakServer start(Path secrets, int port, int health, Map<String, URI> nodes, List<Path> trusted)
            throws IOException {
        if (Files.notExists(HOME)) {
            throw new IllegalStateException("`" + HOME + "` is missing: the build unpacks it before the integration "
                    + "tests; by itself: mvn dependency:unpack@keycloak");
        }
        build();
        var imported = Files.createDirectories(HOME.resolve("data/import"));
        for (var file : List.of("viaduc-realm.json", "viaduc-users-0.json")) {
            Files.copy(DOCKER.resolve("keycloak").resolve(file), imported.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        var line = new ArrayList<>(List.of(DOCKER.resolve("keycloak/start").toString(), "--http-host=127.0.0.1",
                "--https-port=" + port, "--http-management-port=" + health, "--hostname=https://localhost:" + port,
                "--https-certificate-file=" + secrets.resolve("login-certificate.pem"),
                "--https-certificate-key-file=" + secrets.resolve("login-key.pem"),
                "--truststore-paths=" + String.join(",",
                        trusted.stream().map(Path::toString).toList())));
        var builder = environment(new ProcessBuilder(line));
        builder.environment().put("VIADUC_SECRETS", secrets.toString());
        nodes.forEach((department, node) -> {
            builder.environment().put("NODE_" + department + "_ADDRESS", node.toString());
            builder.environment().put("NODE_" + department + "_BACK_CHANNEL", node.toString());
        });
        var log = Files.createDirectories(Path.of("target/pages")).resolve("keycloak.log").toFile();
        var server = new KeycloakServer(secrets, URI.create("https://localhost:" + port),
                builder.redirectErrorStream(true).redirectOutput(log).start());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "end Keycloak"));
        server.awaitReady(URI.create("https://localhost:" + health + "/health/ready"));
        return server;
    }

    /** What an image does when it is built; once for each unpacked distribution. */
    private static void build() throws IOException {
        var built = HOME.resolve("data/built-for-tests");
        if (Files.notExists(built)) {
            run(environment(new ProcessBuilder(HOME.resolve("bin/kc.sh").toString(), "build", "--db=dev-mem",
                    "--cache=local", "--health-enabled=true")));
            Files.createDirectories(built);
        }
    }

    private static ProcessBuilder environment(ProcessBuilder builder) {
        builder.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "KEYCLOAK_HOME",
                HOME.toString(), "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx384m"));
        return builder;
    }

    private static void run(ProcessBuilder builder) throws IOException {
        var process = builder.redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(builder.command() + " failed:\n" + said);
        }
    }

    private void awaitReady(URI health) throws IOException {
        var until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until) && process.isAlive()) {
            try {
                if (http.get(health).status() == 200) {
                    return;
                }
            } catch (AssertionError e) {
                // not listening yet
            }
            try {
                if (process.waitFor(500, TimeUnit.MILLISECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        close();
        throw new IllegalStateException("Keycloak does not start; see target/pages/keycloak.log");
    }

    URI issuer() {
        return address.resolve("/realms/viaduc");
    }

    String secret(String name) throws IOException {
        return Files.readString(secrets.resolve(name));
    }

    /** A program's token, by client credentials. */
    String programToken(String department) throws IOException {
        return token(issuer(), Map.of("grant_type", "client_credentials", "client_id", "program-" + department,
                "client_secret", secret("program-secret-" + department)));
    }

    private String token(URI realm, Map<String, String> grant) throws IOException {
        var answer = http.post(URI.create(realm + "/protocol/openid-connect/token"), grant);
        if (answer.status() != 200) {
            throw new AssertionError("no token: " + answer);
        }
        return JSON.readTree(answer.text()).path("access_token").asText();
    }

    /** Calls the administration of the realm. @return what it answers, when it answers anything */
    JsonNode admin(String method, String path, Object body) throws IOException {
        var token = token(address.resolve("/realms/master"), Map.of("grant_type", "password", "client_id", "admin-cli",
                "username", "admin", "password", secret("login-admin-password")));
        var answer = http.send(HttpRequest.newBuilder(address.resolve("/admin/realms/viaduc" + path))
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
        if (answer.status() / 100 != 2) {
            throw new AssertionError(method + " " + path + ": " + answer);
        }
        return JSON.readTree(answer.text().isEmpty() ? "null" : answer.text());
    }

    /** The id of an invented user, whose password is from now on the one of the secrets and need not be changed. */
    String readyUser(String login) throws IOException {
        var user = admin("GET", "/users?exact=true&username=" + login, Map.of()).get(0);
        admin("PUT", "/users/" + user.path("id").asText(), Map.of("requiredActions", List.of(), "username", login,
                "firstName", user.path("firstName").asText(), "lastName", user.path("lastName").asText(), "email",
                user.path("email").asText(), "enabled", true));
        return user.path("id").asText();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).exceptionally(late -> process.destroyForcibly()).join();
    }
}
