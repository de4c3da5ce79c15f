package org.viaduc.cli.demo;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.cli.NodeClient;
import org.viaduc.model.Department;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;
import org.viaduc.trust.KeyRing;
import org.viaduc.trust.NamedAgent;
import org.viaduc.trust.PeerFile;

/**
 * Two departments on this machine, written below one folder: for each its node's configuration, keys and data, and the
 * settings of its local system. It is what a real pair would have, and nothing in it is shortened.
 */
public final class Federation {
    private static final Map<Mission, Role> RECIPIENTS = Map.of(Mission.PE, Role.CADRE_CRIP, Mission.RSA,
            Role.GEST_RSA);

    private final Path folder;
    private final Tokens tokens;
    private final Map<Department, Site> sites = new java.util.LinkedHashMap<>();

    private Federation(Path folder, Tokens tokens) {
        this.folder = folder;
        this.tokens = tokens;
    }

    /** One department: where its node's folder is and on which ports the node listens. */
    public record Site(Department department, Path folder, int api, int peers) {
        public URI address() {
            return URI.create("https://127.0.0.1:" + api);
        }

        URI peerAddress() {
            return URI.create("https://127.0.0.1:" + peers);
        }

        public Path certificate() {
            return folder.resolve("node.pem");
        }
    }

    /**
     * Writes what every node needs of itself and of the other: ports, keys, peer files, registers, the issuer's keys.
     *
     * @param folder made afresh; nothing of an earlier federation may stand in it
     */
    public static Federation write(Path folder, Department... departments) throws IOException {
        Files.createDirectories(folder);
        var federation = new Federation(folder.toAbsolutePath().normalize(), Tokens.generated());
        for (var department : departments) {
            var home = federation.folder.resolve(department.code().toLowerCase(java.util.Locale.ROOT));
            Files.createDirectories(home.resolve("peers"));
            var ports = freePorts();
            federation.sites.put(department, new Site(department, home, ports.get(0), ports.get(1)));
        }
        for (var site : federation.sites.values()) {
            var ring = KeyRing.open(site.folder().resolve("data/keys"), site.department(), Clock.systemUTC());
            var own = ring.ownPeer(site.peerAddress(), agents(site.department()));
            for (var other : federation.sites.values()) {
                if (!other.equals(site)) {
                    Files.writeString(other.folder().resolve("peers").resolve(site.department() + ".yaml"),
                            PeerFile.write(own));
                }
            }
            Files.writeString(site.certificate(), Pem.of(own.tlsCertificates().getFirst()));
            Files.writeString(site.folder().resolve("habilitations.yaml"), register(site.department()));
            Files.writeString(site.folder().resolve("issuer-keys.json"), federation.tokens.publicKeys());
        }
        return federation;
    }

    private static Map<Mission, List<NamedAgent>> agents(Department department) {
        var agents = new java.util.EnumMap<Mission, List<NamedAgent>>(Mission.class);
        RECIPIENTS.forEach((mission, role) -> agents.put(mission,
                List.of(new NamedAgent(agent(department, mission), role))));
        return agents;
    }

    private static String agent(Department department, Mission mission) {
        return department.code().toLowerCase(java.util.Locale.ROOT) + "-"
                + mission.name().toLowerCase(java.util.Locale.ROOT)
                + "-01";
    }

    private static String register(Department department) {
        var lines = new StringBuilder("# Agents individually designated and habilitated (CASF R221-8).\n");
        RECIPIENTS.forEach(
                (mission, role) -> lines.append("- { id: ").append(agent(department, mission)).append(", role: ")
                        .append(role.word()).append(", missions: [").append(mission.name()).append("] }\n"));
        return lines.toString();
    }

    /** Writes {@code node.yaml}. @param connectors the lines under {@code connectors:}, indented by two */
    public void configure(Department department, String connectors) throws IOException {
        var site = site(department);
        Files.writeString(site.folder().resolve("node.yaml"), """
                # The node of %1$s: who it is, where it listens, which local system it serves.
                department: %1$s
                zone: Europe/Paris
                listen: { host: 127.0.0.1, api: %2$d, peers: %3$d }
                database: embedded
                data: data
                issuer: { uri: "%4$s", audience: viaduc, keys: issuer-keys.json }
                login: demonstration-only
                tracks: { ase-ip: CADRE-CRIP, ase-administrative: CADRE-CRIP, ase-judicial: CADRE-CRIP, rsa: GEST-RSA }
                facts:
                  - { fact: rgs-attestation, on: 2026-01-10, by: %1$s }
                connectors:
                %5$s""".formatted(department, site.api(), site.peers(), Tokens.ISSUER, connectors.stripTrailing())
                + "\n",
                StandardCharsets.UTF_8);
    }

    public Site site(Department department) {
        return Optional.ofNullable(sites.get(department)).orElseThrow();
    }

    /** Starts a department's node in a process of its own. @param environment for tests of what survives */
    public Child startNode(Department department, Map<String, String> environment, List<String> jvm)
            throws IOException {
        var options = new ArrayList<>(
                List.of("-XX:+UseSerialGC", "-Xmx384m", "-Xss768k", "-XX:+IgnoreUnrecognizedVMOptions",
                        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        options.addAll(jvm);
        var site = site(department);
        return Child.start("node of " + department, site.folder().resolve("node.log"), options, environment,
                List.of("serve", "--config", site.folder().toString()));
    }

    /** Calls a department's node as a case worker who may also read the journal. */
    public NodeClient client(Department department) {
        var site = site(department);
        return new NodeClient(site.address(), Optional.of(site.certificate()),
                () -> tokens.token("d.lefevre", List.of("case-worker", "auditor")));
    }

    public Tokens tokens() {
        return tokens;
    }

    /** Two ports that nobody uses now. */
    static List<Integer> freePorts() throws IOException {
        try (var one = new ServerSocket(0); var two = new ServerSocket(0)) {
            return List.of(one.getLocalPort(), two.getLocalPort());
        }
    }
}
