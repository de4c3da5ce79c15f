package org.viaduc.journal;

/** Signs the journal's head with the node's signing key. The journal needs it, the room of keys does it. */
public interface CheckpointSigner {
    /**
     * Signs exactly these bytes (see {@link Checkpoint#body()}).
     *
     * @return an ES256 JWS in compact form with detached payload (RFC 7515, appendix F): {@code header..signature}, its
     *         header naming the key as {@code kid}
     */
    String sign(byte[] checkpointBody);

    /** Whether a key of this node, of today or a past one, made that signature. One that cannot tell says no. */
    default boolean hasSigned(byte[] checkpointBody, String signature) {
        return false;
    }
}
