package org.viaduc.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.viaduc.cli.demo.Federation;
import org.viaduc.model.Department;

/**
 * A node of D35 in this process and the real login service in front of it; started once, ended with the JVM. Whoever changes a
 * user, a client or a key puts it back.
 */
final class NodeWithLogin {
    private static final Department D35 = new Department("D35");
    private static final Department D44 = new Department("D44");

    final KeycloakServer keycloak;
    /** Of all invented users. */
    final String password;
    private final URI address;

    private NodeWithLogin(KeycloakServer keycloak, String password, URI address) {
        this.keycloak = keycloak;
        this.password = password;
        this.address = address;
    }

    private static final class Started {
        private static final NodeWithLogin ONE = start();
    }

    static NodeWithLogin running() {
        return Started.ONE;
    }

    URI at(String path) {
        return URI.create(address + path);
    }

    private static NodeWithLogin start() {
        try {
            var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "pages")), "login-")
                    .toAbsolutePath();
            var federation = Federation.write(folder, D35, D44);
            var site = federation.site(D35);
            var secrets = folder.resolve("secrets");
            KeycloakServer.makeSecrets(secrets);
            var ports = KeycloakServer.freePorts();
            Files.writeString(site.folder().resolve("node.yaml"), """
                    department: D35
                    listen: { host: 127.0.0.1, api: %d, peers: %d }
                    issuer: { uri: "https://localhost:%d/realms/viaduc", audience: viaduc-d35, authority: %s }
                    login: { client: console-d35, secret: "${file:%s}", address: "%s" }
                    """.formatted(site.api(), site.peers(), ports.getFirst(),
                    secrets.resolve("login-certificate.pem"), secrets.resolve("console-secret-d35"), site.address()));
            Files.writeString(site.folder().resolve("habilitations.yaml"),
                    "- { id: d35-rsa-07, role: GEST-RSA, missions: [RSA], login: g.le-meur }\n");
            serve(site.folder());
            return new NodeWithLogin(KeycloakServer.start(secrets, ports.getFirst(), ports.getLast(),
                    Map.of("D35", site.address(), "D44", federation.site(D44).address()),
                    List.of(site.certificate())), Files.readString(secrets.resolve("invented-users-password")),
                    site.address());
        } catch (IOException e) {
            throw new UncheckedIOException("the node or its login service does not start", e);
        }
    }

    private static void serve(Path folder) throws IOException {
        var faults = new ArrayList<String>();
        var assembled = ServeCommand.assembled(folder, Clock.systemUTC(), faults);
        if (!faults.isEmpty()) {
            throw new IllegalStateException(String.join("\n", faults));
        }
        assembled.orElseThrow().start();
    }
}
