package org.viaduc.person;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed digests (HMAC-SHA256, RFC 2104, cut to 128 bits) of what must not stand in the database. For one thread. */
final class Blinding {
    static final int LENGTH = 16;
    private final Mac mac;

    Blinding(byte[] key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Of several texts in order, each with its length, so that no two lists share a digest. */
    byte[] of(String... texts) {
        var length = ByteBuffer.allocate(4);
        for (var text : texts) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            mac.update(length.clear().putInt(bytes.length).flip());
            mac.update(bytes);
        }
        return Arrays.copyOf(mac.doFinal(), LENGTH);
    }
}
