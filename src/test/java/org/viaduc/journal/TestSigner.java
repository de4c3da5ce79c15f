package org.viaduc.journal;

import org.viaduc.model.Digest;

/** Signs with a keyed digest: enough to tell a forged signature, without the room of keys. */
final class TestSigner implements CheckpointSigner, CheckpointVerifier {
    private final String secret;

    TestSigner(String secret) {
        this.secret = secret;
    }

    @Override
    public String sign(byte[] body) {
        return Digest.of(java.util.List.of(secret, new String(body, java.nio.charset.StandardCharsets.UTF_8))).hex();
    }

    @Override
    public boolean verifies(byte[] body, String signature) {
        return sign(body).equals(signature);
    }
}
