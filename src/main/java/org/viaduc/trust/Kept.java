package org.viaduc.trust;

/**
 * Content that waits here: sealed under a data key of its own, which is wrapped by the node's key. Without
 * {@code wrappedKey} nobody reads {@code content} again; erasing it is how content is shredded.
 */
public record Kept(byte[] wrappedKey, byte[] content) {
    public Kept {
        wrappedKey = wrappedKey.clone();
        content = content.clone();
    }

    @Override
    public String toString() {
        return "Kept";
    }
}
