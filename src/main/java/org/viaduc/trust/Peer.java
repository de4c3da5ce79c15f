package org.viaduc.trust;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;

import org.viaduc.journal.CheckpointVerifier;
import org.viaduc.model.Department;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;

/**
 * Another node, as its department published it.
 *
 * @param url             where messages go
 * @param keys            for signing and sealing, those of today and, during a rotation, those of before and after
 * @param tlsCertificates the only certificates accepted from it, byte for byte; more than one during a rotation
 * @param recipients      the named agents of each mission, each of another role; the first is the one for whom nobody asks by role
 * @param onCall          the telephone of its service on call, day and night
 */
public record Peer(Department department, URI url, List<PeerKey> keys, List<X509Certificate> tlsCertificates,
        Map<Mission, List<NamedAgent>> recipients, Optional<String> onCall) {
    /** One that publishes no service on call. */
    public Peer(Department department, URI url, List<PeerKey> keys, List<X509Certificate> tlsCertificates,
            Map<Mission, List<NamedAgent>> recipients) {
        this(department, url, keys, tlsCertificates, recipients, Optional.empty());
    }

    public Peer {
        if (!"https".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("a peer's url begins with https:// and has a host");
        }
        keys = List.copyOf(keys);
        tlsCertificates = List.copyOf(tlsCertificates);
        recipients = recipients.entrySet().stream().filter(each -> !each.getValue().isEmpty()).collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> distinct(each.getValue())));
        if (onCall.isPresent() && !onCall.get().matches("\\+?[0-9 ]{2,20}")) {
            throw new IllegalArgumentException("a service on call has a telephone number, as +33 2 99 00 00 00");
        }
    }

    private static List<NamedAgent> distinct(List<NamedAgent> agents) {
        if (agents.stream().map(NamedAgent::role).distinct().count() < agents.size()) {
            throw new IllegalArgumentException("of a role, one agent is named for a mission");
        }
        return List.copyOf(agents);
    }

    /** The first agent named for the mission. */
    public Optional<NamedAgent> recipient(Mission mission) {
        return recipients.getOrDefault(mission, List.of()).stream().findFirst();
    }

    /** The agent of that role named for the mission. */
    public Optional<NamedAgent> recipient(Mission mission, Role role) {
        return recipients.getOrDefault(mission, List.of()).stream().filter(agent -> agent.role() == role).findFirst();
    }

    /** The peer's signing key of that id, valid or not. */
    public Optional<PeerKey> signingKey(String id) {
        return keys.stream().filter(key -> key.use() == PeerKey.Use.SIGNING && key.id().equals(id)).findFirst();
    }

    /** The newest key that seals to this peer at that instant. */
    public Optional<PeerKey> sealingKey(Instant at) {
        return keys.stream().filter(key -> key.use() == PeerKey.Use.SEALING && key.isValidAt(at))
                .max(Comparator.comparing(PeerKey::validFrom));
    }

    /** Tells whether this peer signed a checkpoint, with any key that it published. */
    public CheckpointVerifier checkpointVerifier() {
        return (body, signature) -> CheckpointSeal.verifies(body, signature, this);
    }

    /** All signing keys that it published, as a JWK set (RFC 7517, section 5). */
    public String publicKeys() {
        return new JWKSet(keys.stream().filter(key -> key.use() == PeerKey.Use.SIGNING).<JWK>map(PeerKey::jwk).toList())
                .toString();
    }

    @Override
    public String toString() {
        return "Peer[" + department + "]";
    }
}
