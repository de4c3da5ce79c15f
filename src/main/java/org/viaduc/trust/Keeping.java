package org.viaduc.trust;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;

import org.viaduc.model.ExchangeId;

/** Envelope encryption of what waits here: AES-256-GCM twice, once for the content, once for its key (Tink). */
final class Keeping {
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 16;

    private final KeyRing ring;

    Keeping(KeyRing ring) {
        this.ring = ring;
    }

    Kept keep(ExchangeId exchange, byte[] content) {
        var dataKey = Random.randBytes(KEY_BYTES);
        var node = ring.wrappingKey();
        try {
            var wrapped = new ByteArrayOutputStream();
            wrapped.writeBytes(bytes(UUID.fromString(node.getKeyID())));
            wrapped.writeBytes(new AesGcmJce(node.toByteArray()).encrypt(dataKey, bound("key", exchange)));
            return new Kept(wrapped.toByteArray(), new AesGcmJce(dataKey).encrypt(content, bound("content", exchange)));
        } catch (GeneralSecurityException e) {
            throw new BrokenCrypto("keep content", e);
        }
    }

    byte[] unkeep(ExchangeId exchange, Kept kept) {
        var wrapped = ByteBuffer.wrap(kept.wrappedKey());
        if (wrapped.remaining() <= ID_BYTES) {
            throw new ShreddedContent("what was kept for exchange " + exchange + " has been shredded");
        }
        var id = new UUID(wrapped.getLong(), wrapped.getLong()).toString();
        var node = ring.wrappingKey(id).orElseThrow(() -> new ShreddedContent(
                "the node's key " + id + " that opens exchange " + exchange + " is not in the key ring; restore it"));
        var key = new byte[wrapped.remaining()];
        wrapped.get(key);
        try {
            var dataKey = new AesGcmJce(node.toByteArray()).decrypt(key, bound("key", exchange));
            return new AesGcmJce(dataKey).decrypt(kept.content(), bound("content", exchange));
        } catch (GeneralSecurityException e) {
            throw new ShreddedContent("what is stored for exchange " + exchange + " is not what was kept for it");
        }
    }

    private static byte[] bound(String what, ExchangeId exchange) {
        return ("viaduc kept " + what + " " + exchange).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(ID_BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits())
                .array();
    }
}
