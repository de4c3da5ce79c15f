package org.viaduc.trust;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.Random;

/** The key of one attachment: Tink's AES256_GCM_HKDF_1MB, which is authenticated segment by segment and in order. */
public final class AttachmentKey {
    private static final int BYTES = 32;
    private static final int SEGMENT = 1 << 20;

    private final byte[] bytes;

    private AttachmentKey(byte[] bytes) {
        this.bytes = bytes;
    }

    static AttachmentKey random() {
        return new AttachmentKey(Random.randBytes(BYTES));
    }

    static AttachmentKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("an attachment's key has " + BYTES + " bytes, not " + bytes.length);
        }
        return new AttachmentKey(bytes.clone());
    }

    byte[] bytes() {
        return bytes.clone();
    }

    StreamingAead cipher() {
        try {
            return new AesGcmHkdfStreaming(bytes, "HmacSha256", BYTES, SEGMENT, 0);
        } catch (GeneralSecurityException e) {
            throw new BrokenCrypto("prepare an attachment's cipher", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AttachmentKey key && MessageDigest.isEqual(key.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "AttachmentKey";
    }
}
