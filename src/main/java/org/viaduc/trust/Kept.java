package org.viaduc.trust;

/**
 * Content that waits here: sealed under a data key of its own, which is wrapped by the node's key. Without
 * {@link #wrappedKey} nobody reads {@link #content} again; erasing it is how content is shredded.
 */
public final class Kept {
    private final byte[] wrappedKey;
    private final byte[] content;

    public Kept(byte[] wrappedKey, byte[] content) {
        this.wrappedKey = wrappedKey.clone();
        this.content = content.clone();
    }

    public byte[] wrappedKey() {
        return wrappedKey.clone();
    }

    /** Sealed; what it holds shows only its length. */
    public byte[] content() {
        return content.clone();
    }

    @Override
    public String toString() {
        return "Kept";
    }
}
