package org.viaduc.trust;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The signature that a department's service puts on a hint, with a secret that both know: HMAC-SHA256 of the body (RFC 2104),
 * in hexadecimal, with or without {@code sha256=} in front. It says who hints; what a hint says is not believed. A node signs what
 * it tells a program in the same way.
 */
public final class HintSignature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";

    private final SecretKeySpec key;

    /** @throws IllegalArgumentException when the secret is shorter than 32 characters: it could be guessed */
    public HintSignature(String secret) {
        if (secret.length() < 32) {
            throw new IllegalArgumentException("the secret of hints has 32 characters or more");
        }
        key = new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
    }

    /** Whether that is the signature of this body; takes as long whatever is shown. */
    public boolean fits(byte[] body, String shown) {
        var hex = shown.startsWith(PREFIX) ? shown.substring(PREFIX.length()) : shown;
        return MessageDigest.isEqual(HexFormat.of().formatHex(sign(body)).getBytes(UTF_8), hex.getBytes(UTF_8));
    }

    /** The signature of this body, as it is shown. */
    public String of(byte[] body) {
        return PREFIX + HexFormat.of().formatHex(sign(body));
    }

    private byte[] sign(byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new BrokenCrypto("compute " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "HintSignature";
    }
}
