package org.viaduc.journal;

/** Tells whether a signature over a checkpoint stands, under the keys that the reader trusts. */
@FunctionalInterface
public interface CheckpointVerifier {
    boolean verifies(byte[] checkpointBody, String signature);
}
