package org.viaduc.trust;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;

import org.viaduc.journal.CheckpointSigner;
import org.viaduc.model.Department;
import org.viaduc.policy.Mission;

/**
 * This node's own keys: to sign, to be sealed to, for TLS, to wrap what is kept, and to blind the person index.
 *
 * <p>
 * They lie in one file that only the node's account reads, made at the first start. {@link #rotate} adds new ones and
 * lets the old ones run out after an overlap, in which neighbours import the new peer file; until then the old ones
 * stay in use. Its {@code toString} says nothing.
 */
public final class KeyRing {
    /** How long a new key is valid. */
    public static final Duration LIFE = Duration.ofDays(730);

    private final KeyFile file;
    private final Department own;
    private final Clock clock;
    private volatile OwnKeys keys;

    private KeyRing(KeyFile file, Department own, Clock clock, OwnKeys keys) {
        this.file = file;
        this.own = own;
        this.clock = clock;
        this.keys = keys;
    }

    /**
     * The keys in that folder, generated now if there are none.
     *
     * @throws KeyFileFault when the file is not one of ours, belongs to another department, or others can read it
     */
    public static KeyRing open(Path folder, Department own, Clock clock) throws IOException {
        CryptoProvider.isFast();
        var file = new KeyFile(folder, own);
        return new KeyRing(file, own, clock, file.readOrCreate(clock.instant()));
    }

    public Department own() {
        return own;
    }

    /** Reads the file again, as after another process of this node rotated. */
    public void reload() throws IOException {
        keys = file.read();
    }

    /**
     * New keys to sign, to be sealed to, for TLS and to wrap with, valid from now; the old ones end after the overlap.
     * Zero is for a key that became known to others.
     *
     * @return the ids of the new public keys, for the journal
     */
    public synchronized List<String> rotate(Duration overlap) throws IOException {
        var now = clock.instant();
        keys = file.change(old -> KeyFile.rotated(old, own, now, now.plus(overlap)));
        return Stream.of(keys.signing(), keys.sealing(), keys.tls()).map(list -> list.getLast().id()).toList();
    }

    /** What neighbours may know: this node as its peers' directories will have it. */
    public Peer ownPeer(URI url, Map<Mission, List<NamedAgent>> recipients) {
        var now = clock.instant();
        var published = Stream.concat(
                keys.signing().stream().map(key -> key.publicHalf(PeerKey.Use.SIGNING)),
                keys.sealing().stream().map(key -> key.publicHalf(PeerKey.Use.SEALING)))
                .filter(key -> key.validTo().isAfter(now)).toList();
        return new Peer(own, url, published, keys.certificates(now), recipients);
    }

    /** The ids of our keys that are valid now, as neighbours see them: to sign, to be sealed to, and for TLS. */
    public List<String> publicKeyIds() {
        var now = clock.instant();
        return Stream.of(keys.signing(), keys.sealing(), keys.tls()).flatMap(List::stream)
                .filter(key -> key.isValidAt(now)).map(OwnKey::id).toList();
    }

    /** The key that blinds traits in the person index; the same for the life of the node. */
    public byte[] blindingKey() {
        return keys.blind().toByteArray();
    }

    /** Signs the journal's head with our signing key: ES256, detached (RFC 7515, appendix F). */
    public CheckpointSigner checkpointSigner() {
        return new CheckpointSigner() {
            @Override
            public String sign(byte[] body) {
                return CheckpointSeal.sign(body, signingKey());
            }

            @Override
            public boolean hasSigned(byte[] body, String signature) {
                return CheckpointKeys.of(publicKeys()).verifies(body, signature);
            }
        };
    }

    /** Signs a report with our signing key: see {@link ReportSeal}. */
    public String signReport(byte[] report) {
        return ReportSeal.sign(report, signingKey());
    }

    /** All our public signing keys, past ones too, as a JWK set (RFC 7517, section 5): what a reader of our journal needs. */
    public String publicKeys() {
        return new JWKSet(keys.signing().stream().<JWK>map(key -> key.jwk().toPublicJWK()).toList()).toString();
    }

    /** Our signing key of today for documents that others' programs verify: signs once or many times, as long as it is valid. */
    public OwnSigner documentSigner() {
        return new OwnSigner(signingKey());
    }

    OwnKey signingKey() {
        return keys.inUse(keys.signing(), own, clock.instant());
    }

    OwnKey tlsKey() {
        return keys.inUse(keys.tls(), own, clock.instant());
    }

    /** Ours by that id, valid or run out. */
    Optional<OwnKey> sealingKey(String id) {
        return keys.sealing().stream().filter(key -> key.id().equals(id)).findFirst();
    }

    OctetSequenceKey wrappingKey() {
        return keys.node().getLast();
    }

    Optional<OctetSequenceKey> wrappingKey(String id) {
        return keys.nodeKey(id);
    }

    Instant now() {
        return clock.instant();
    }

    @Override
    public String toString() {
        return "KeyRing";
    }
}
