package org.viaduc.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.viaduc.federation.NodeProgram;
import org.viaduc.model.Department;
import org.viaduc.trust.PeerDirectory;

import static org.assertj.core.api.Assertions.assertThat;

/** The image's start script does outside of a container what it does inside one: the layout of folders is the same. */
class DockerStartIT {
    private static final List<Process> STARTED = new ArrayList<>();
    private static Path root;
    private static int api;
    private static String sftp;

    @BeforeAll
    static void mount() throws IOException {
        root = Files.createTempDirectory(Files.createDirectories(Path.of("target", "pages")), "docker-")
                .toAbsolutePath();
        api = freePort();
        KeycloakServer.makeSecrets(root.resolve("secrets"));
        Files.createDirectories(root.resolve("peers"));
        sftp = ready(start("d35", "local", "solidor", "--folder", root.resolve("d35/local").toString(), "--host",
                "127.0.0.1")).replaceFirst("(?s).*port=([0-9]+).*", "$1");
        config("d35", api, sftp);
        config("d44", freePort(), sftp);
    }

    @AfterAll
    static void stop() {
        STARTED.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        });
    }

    /** The folder of {@code docker/}, with the ports and the database of a test. */
    private static void config(String node, int api, String sftp) throws IOException {
        var config = Files.createDirectories(root.resolve(node).resolve("config"));
        for (var file : List.of("node.yaml", "habilitations.yaml")) {
            Files.writeString(config.resolve(file), Files.readString(Path.of("docker/node-" + node, file))
                    .replace("/run/secrets", root.resolve("secrets").toString())
                    .replaceAll("(?m)^database:.*$", "database: embedded")
                    .replaceAll("(?m)^listen:.*$", "listen: { api: " + api + ", peers: " + freePort() + " }")
                    .replace("host: local-d35", "host: 127.0.0.1").replace("port: 2222", "port: " + sftp));
        }
    }

    @Test
    void two_nodes_are_introduced_and_one_of_them_serves_and_is_healthy() throws Exception {
        Files.createDirectories(root.resolve("d44/local"));
        Files.writeString(root.resolve("d44/local/credentials.properties"), "user=viaduc\npassword=of-ardoise\n");

        done(start("d35", "introduce", "https://d35:9035", "[127.0.0.1]:" + sftp));
        done(start("d44", "introduce", "https://d44:9044"));
        var node = start("d35", "serve");
        assertThat(ready(node)).contains("READY node=D35 api=https://0.0.0.0:" + api);

        assertThat(PeerDirectory.load(root.resolve("d35/node/peers")).peers())
                .extracting(peer -> peer.department().code()).containsExactly("D44");
        assertThat(PeerDirectory.load(root.resolve("d35/node/peers")).peer(new Department("D44")).orElseThrow().url())
                .isEqualTo(URI.create("https://d44:9044"));
        assertThat(root.resolve("d35/node/known_hosts")).content().startsWith("[127.0.0.1]:" + sftp + " ecdsa-");
        assertThat(root.resolve("d44/node/local-password")).hasContent("of-ardoise");
        assertThat(Files.getPosixFilePermissions(root.resolve("d44/node/local-password"))).hasSize(2);
        assertThat(root.resolve("peers/D35.pem")).content().startsWith("-----BEGIN CERTIFICATE-----")
                .endsWith("-----END CERTIFICATE-----\n");
        done(start("d35", "healthy"));
        var page = new Browser().get(URI.create("https://127.0.0.1:" + api + "/"));
        assertThat(page.status()).as("the login service is not there").isEqualTo(503);
        assertThat(page.text()).contains("Le service de connexion ne répond pas");
        stop(node);
        assertThat(start("d35", "healthy").waitFor()).isNotZero();
    }

    @Test
    void without_its_settings_a_container_says_so_and_ends() throws Exception {
        var process = start("d29", "serve");

        assertThat(process.waitFor()).isEqualTo(78);
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("node.yaml` is missing");
    }

    private static void stop(Process process) {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void done(Process process) throws Exception {
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static Process start(String node, String... words) throws IOException {
        var line = new ArrayList<>(List.of(Path.of("docker/start").toAbsolutePath().toString()));
        line.addAll(List.of(words));
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        var environment = builder.environment();
        environment.put("VIADUC_CONFIG", root.resolve(node).resolve("config").toString());
        environment.put("VIADUC_NODE", root.resolve(node).resolve("node").toString());
        environment.put("VIADUC_LOCAL", root.resolve(node).resolve("local").toString());
        environment.put("VIADUC_PEERS", root.resolve("peers").toString());
        environment.put("VIADUC_RUN", Path.of(System.getProperty("java.home"), "bin", "java")
                + " -XX:+UseSerialGC -Xmx384m --enable-native-access=ALL-UNNAMED " + program() + " org.viaduc.App");
        var process = builder.start();
        STARTED.add(process);
        return process;
    }

    private static String program() {
        var jvm = NodeProgram.jvm();
        return String.join(" ", jvm)
                + (jvm.contains("-cp") ? "" : " -cp " + System.getProperty("java.class.path"));
    }

    /** The line in which a program says that it is ready. */
    private static String ready(Process process) throws IOException {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("READY")) {
                Thread.ofVirtual().start(() -> out.lines().forEach(each -> {
                }));
                return line;
            }
        }
        throw new AssertionError("it never got ready:\n" + said);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
