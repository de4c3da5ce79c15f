package org.viaduc.trust;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;

import org.viaduc.model.Department;

/** The one file of a node's keys: a JWK set (RFC 7517) with private halves, replaced whole. */
final class KeyFile {
    private static final String DEPARTMENT = "department";
    private static final int AES_BITS = 256;

    private final Path folder;
    private final Path file;
    private final Department own;

    KeyFile(Path folder, Department own) throws IOException {
        this.folder = OwnerOnly.folder(folder);
        this.file = folder.resolve("keyring.json");
        this.own = own;
    }

    OwnKeys readOrCreate(Instant now) throws IOException {
        var keys = Files.exists(file) ? read() : locked(() -> Files.exists(file) ? read() : write(generate(now)));
        return keys.isCertified() ? keys : change(old -> old.certified(own));
    }

    OwnKeys change(UnaryOperator<OwnKeys> how) throws IOException {
        return locked(() -> write(how.apply(read())));
    }

    private interface Work {
        OwnKeys run() throws IOException;
    }

    /** Two processes of one node may start at the same moment. */
    private OwnKeys locked(Work work) throws IOException {
        var lock = folder.resolve("lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = channel.lock()) {
            return held.isValid() ? work.run() : read();
        }
    }

    private OwnKeys generate(Instant now) {
        var end = now.plus(KeyRing.LIFE);
        return new OwnKeys(List.of(SelfSigned.signingKey(own, now, end)),
                List.of(OwnKey.generate(OwnKeys.SEAL, now, end)), List.of(SelfSigned.tlsKey(own, now, end)),
                List.of(aes(OwnKeys.WRAP)), aes(OwnKeys.BLIND));
    }

    static OwnKeys rotated(OwnKeys old, Department own, Instant now, Instant end) {
        var life = now.plus(KeyRing.LIFE);
        var forget = now.minus(Opener.OLDEST);
        var node = new ArrayList<>(old.node());
        node.add(aes(OwnKeys.WRAP));
        return new OwnKeys(
                OwnKeys.rotatedSigning(old.signing(), SelfSigned.signingKey(own, now, life), end, forget),
                OwnKeys.rotated(old.sealing(), OwnKey.generate(OwnKeys.SEAL, now, life), end, forget),
                OwnKeys.rotated(old.tls(), SelfSigned.tlsKey(own, now, life), end, forget), node, old.blind());
    }

    private static OctetSequenceKey aes(String use) {
        try {
            return new OctetSequenceKeyGenerator(AES_BITS).keyUse(new KeyUse(use)).keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new BrokenCrypto("generate a symmetric key", e);
        }
    }

    private OwnKeys write(OwnKeys keys) throws IOException {
        var set = new JWKSet(keys.all().toList(), Map.of(DEPARTMENT, own.code()));
        OwnerOnly.replace(file, set.toString(false).getBytes(StandardCharsets.UTF_8));
        return keys;
    }

    OwnKeys read() throws IOException {
        if (OwnerOnly.isExposed(file)) {
            throw new KeyFileFault(file, "others than its owner may read it: `chmod 600` it and rotate the keys");
        }
        JWKSet set;
        try {
            set = JWKSet.parse(Files.readString(file));
        } catch (ParseException e) {
            throw new KeyFileFault(file, "is no JWK set; restore it from the node's backup");
        }
        if (!own.code().equals(set.getAdditionalMembers().get(DEPARTMENT))) {
            throw new KeyFileFault(file, "these are not the keys of " + own);
        }
        return sorted(set);
    }

    private OwnKeys sorted(JWKSet set) {
        var pairs = set.getKeys().stream().filter(ECKey.class::isInstance).map(key -> new OwnKey(key.toECKey()))
                .toList();
        var secrets = set.getKeys().stream().filter(OctetSequenceKey.class::isInstance)
                .map(key -> (OctetSequenceKey) key).toList();
        var keys = new OwnKeys(pairs(pairs, OwnKeys.SIGN), pairs(pairs, OwnKeys.SEAL), pairs(pairs, OwnKeys.TLS),
                secrets(secrets, OwnKeys.WRAP), secrets(secrets, OwnKeys.BLIND).getFirst());
        return keys;
    }

    private List<OwnKey> pairs(List<OwnKey> all, String use) {
        return present(all.stream().filter(key -> key.use().equals(use)).toList(), use);
    }

    private List<OctetSequenceKey> secrets(List<OctetSequenceKey> all, String use) {
        return present(all.stream().filter(key -> key.getKeyUse().getValue().equals(use)).toList(), use);
    }

    private <T> List<T> present(List<T> found, String use) {
        if (found.isEmpty()) {
            throw new KeyFileFault(file, "has no key of use `" + use + "`; restore it from the node's backup");
        }
        return found;
    }
}
