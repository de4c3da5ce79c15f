package org.viaduc.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;

import org.viaduc.model.Department;

/**
 * All of a node's keys at one moment, as its key file has them. The oldest key that is valid is the one in use, so that
 * a neighbour who has not yet read the newest peer file understands us until the overlap ends.
 *
 * @param tls   key pairs with their self-signed certificates
 * @param node  wrap the data keys of what is kept; the last one wraps, all of them unwrap
 * @param blind blinds traits in the person index; never changes
 */
record OwnKeys(List<OwnKey> signing, List<OwnKey> sealing, List<OwnKey> tls, List<OctetSequenceKey> node,
        OctetSequenceKey blind) {
    static final String SIGN = "sig";
    static final String SEAL = "enc";
    static final String TLS = "tls";
    static final String WRAP = "wrap";
    static final String BLIND = "blind";

    OwnKeys {
        signing = List.copyOf(signing);
        sealing = List.copyOf(sealing);
        tls = List.copyOf(tls);
        node = List.copyOf(node);
    }

    OwnKey inUse(List<OwnKey> keys, Department own, Instant now) {
        return keys.stream().filter(key -> key.isValidAt(now)).min(Comparator.comparing(OwnKey::validFrom))
                .orElseThrow(() -> new NoValidKey(own, keys.isEmpty() ? "TLS" : use(keys.getFirst()), now));
    }

    private static String use(OwnKey key) {
        return switch (key.use()) {
            case SIGN -> "signing";
            case SEAL -> "sealing";
            default -> "TLS";
        };
    }

    Optional<OctetSequenceKey> nodeKey(String id) {
        return node.stream().filter(key -> key.getKeyID().equals(id)).findFirst();
    }

    /** Of the keys that are valid, or will be. */
    List<X509Certificate> certificates(Instant now) {
        return tls.stream().filter(key -> key.validTo().isAfter(now)).map(OwnKeys::certificate).toList();
    }

    static X509Certificate certificate(OwnKey key) {
        return key.jwk().getParsedX509CertChain().getFirst();
    }

    /** What must still be known: keys that ended longer ago than a message may be old are dropped. */
    static List<OwnKey> rotated(List<OwnKey> old, OwnKey fresh, Instant end, Instant forget) {
        var all = new ArrayList<OwnKey>();
        old.stream().map(key -> key.endingBy(end))
                .filter(key -> key.validTo().isAfter(forget) && key.validTo().isAfter(key.validFrom()))
                .forEach(all::add);
        all.add(fresh);
        return all;
    }

    /** The same for signing keys, whose public halves stay for ever: what they signed is verified for years. */
    static List<OwnKey> rotatedSigning(List<OwnKey> old, OwnKey fresh, Instant end, Instant forget) {
        var known = rotated(old, fresh, end, forget);
        var ids = known.stream().map(OwnKey::id).toList();
        return Stream.concat(old.stream().filter(key -> !ids.contains(key.id())).map(key -> key.endingBy(end).past()),
                known.stream()).toList();
    }

    /** Whether every signing key has its certificate. */
    boolean isCertified() {
        return signing.stream().noneMatch(OwnKeys::lacksCertificate);
    }

    /** The same keys, each signing key with a certificate. */
    OwnKeys certified(Department own) {
        return new OwnKeys(signing.stream().map(key -> lacksCertificate(key) ? SelfSigned.certified(key, own) : key)
                .toList(), sealing, tls, node, blind);
    }

    private static boolean lacksCertificate(OwnKey key) {
        return key.jwk().isPrivate() && key.jwk().getX509CertChain() == null;
    }

    Stream<JWK> all() {
        return Stream.of(signing.stream().map(OwnKey::jwk), sealing.stream().map(OwnKey::jwk),
                tls.stream().map(OwnKey::jwk), node.stream(), Stream.of(blind)).flatMap(each -> each);
    }

    @Override
    public String toString() {
        return "OwnKeys";
    }
}
