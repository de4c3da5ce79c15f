package org.viaduc.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.nimbusds.jose.jwk.ECKey;

import org.viaduc.model.Department;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;

/** The file that a department publishes of its node and its neighbours import: read strictly, written plainly. */
public final class PeerFile {
    private static final Set<String> MISSIONS = Arrays.stream(Mission.values()).map(Mission::name)
            .collect(Collectors.toUnmodifiableSet());

    private PeerFile() {
    }

    /** The peer of a file, unless it has faults, which are added to the list. */
    static Optional<Peer> read(Path file, List<String> faults) throws IOException {
        var before = faults.size();
        var place = file.getParent().getFileName() + "/" + file.getFileName();
        var root = YamlMap.read(place, Files.readString(file), faults);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        var yaml = root.get();
        yaml.only(Set.of("department", "url", "keys", "tlsCertificates", "recipients", "onCall"));
        var department = yaml.text("department", Department::new);
        department.filter(each -> !file.getFileName().toString().equals(each.code() + ".yaml"))
                .ifPresent(each -> yaml.fault("department", "the file of " + each + " is named " + each + ".yaml"));
        var url = yaml.text("url", URI::create);
        var keys = keys(yaml);
        var certificates = yaml.texts("tlsCertificates", PeerFile::certificate);
        var recipients = recipients(yaml);
        var onCall = yaml.keys().contains("onCall")
                ? yaml.text("onCall", text -> text)
                : Optional.<String>empty();
        if (faults.size() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Peer(department.orElseThrow(), url.orElseThrow(), keys, certificates, recipients,
                    onCall));
        } catch (IllegalArgumentException e) {
            yaml.fault("url", e.getMessage());
            return Optional.empty();
        }
    }

    private static List<PeerKey> keys(YamlMap yaml) {
        var keys = new ArrayList<PeerKey>();
        for (var each : yaml.maps("keys")) {
            each.only(Set.of("validFrom", "validTo", "jwk"));
            var from = each.text("validFrom", PeerFile::instant);
            var to = each.text("validTo", PeerFile::instant);
            var jwk = each.map("jwk").flatMap(PeerFile::jwk);
            if (from.isPresent() && to.isPresent() && jwk.isPresent()) {
                each.checked("jwk", () -> new PeerKey(use(jwk.get()), jwk.get(), from.get(), to.get()))
                        .ifPresent(keys::add);
            }
        }
        for (var use : PeerKey.Use.values()) {
            if (keys.stream().noneMatch(key -> key.use() == use)) {
                yaml.fault("keys", "there is no key with `use: " + use.word() + "`");
            }
        }
        return keys;
    }

    private static Optional<ECKey> jwk(YamlMap yaml) {
        yaml.only(Set.of("kty", "crv", "use", "kid", "x", "y"));
        return yaml.checked("kty", () -> {
            try {
                return ECKey.parse(Map.<String, Object>copyOf(yaml.texts()));
            } catch (ParseException e) {
                throw new IllegalArgumentException("is no EC public key as a JWK (RFC 7517)", e);
            }
        });
    }

    private static PeerKey.Use use(ECKey key) {
        return key.getKeyUse() != null && key.getKeyUse().getValue().equals(PeerKey.Use.SEALING.word())
                ? PeerKey.Use.SEALING
                : PeerKey.Use.SIGNING;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("write an instant in UTC, as 2026-11-21T00:00:00Z", e);
        }
    }

    private static X509Certificate certificate(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("is no X.509 certificate in PEM", e);
        }
    }

    private static Map<Mission, List<NamedAgent>> recipients(YamlMap yaml) {
        var recipients = new EnumMap<Mission, List<NamedAgent>>(Mission.class);
        yaml.map("recipients").ifPresent(missions -> {
            missions.only(MISSIONS);
            for (var mission : missions.keys()) {
                if (!MISSIONS.contains(mission)) {
                    continue;
                }
                var agents = missions.mapOrMaps(mission).stream().map(PeerFile::agent).flatMap(Optional::stream)
                        .toList();
                if (agents.stream().map(NamedAgent::role).distinct().count() < agents.size()) {
                    missions.fault(mission, "names two agents of one role");
                }
                recipients.put(Mission.of(mission), agents);
            }
        });
        return recipients;
    }

    private static Optional<NamedAgent> agent(YamlMap yaml) {
        yaml.only(Set.of("agent", "role"));
        var id = yaml.text("agent", text -> text);
        var role = yaml.text("role", Role::of);
        return id.isPresent() && role.isPresent()
                ? yaml.checked("agent", () -> new NamedAgent(id.get(), role.get()))
                : Optional.empty();
    }

    /** The file's text, public halves only. Reading it gives the same peer. */
    public static String write(Peer peer) {
        var yaml = new StringBuilder(1000);
        yaml.append("# The node of ").append(peer.department())
                .append(": where it is, its public keys, its named recipients.\n");
        yaml.append("# Questions: the node's operator in ").append(peer.department()).append(".\n");
        yaml.append("department: ").append(peer.department()).append("\nurl: ").append(peer.url()).append("\nkeys:\n");
        for (var key : peer.keys()) {
            yaml.append("  - validFrom: \"").append(key.validFrom()).append("\"\n    validTo: \"").append(key.validTo())
                    .append("\"\n    jwk: ").append(key.jwk().toJSONString()).append('\n');
        }
        yaml.append("tlsCertificates:\n");
        for (var certificate : peer.tlsCertificates()) {
            yaml.append("  - |\n");
            pem(certificate).lines().forEach(line -> yaml.append("    ").append(line).append('\n'));
        }
        peer.onCall().ifPresent(number -> yaml.append("onCall: \"").append(number).append("\"\n"));
        yaml.append(peer.recipients().isEmpty() ? "recipients: {}\n" : "recipients:\n");
        new TreeMap<>(peer.recipients()).forEach((mission, agents) -> yaml.append("  ").append(mission).append(": ")
                .append(agents.size() == 1 ? agent(agents.getFirst()) : agents.stream().map(PeerFile::agent).toList())
                .append('\n'));
        return yaml.toString();
    }

    private static String agent(NamedAgent agent) {
        return "{agent: " + agent.id() + ", role: " + agent.role() + "}";
    }

    /** A certificate as text (RFC 7468). */
    public static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new BrokenCrypto("write a certificate", e);
        }
    }
}
