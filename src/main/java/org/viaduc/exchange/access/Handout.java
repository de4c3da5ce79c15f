package org.viaduc.exchange.access;

import org.viaduc.model.Content;
import org.viaduc.model.Digest;

/**
 * What an agent fetches of an extract.
 *
 * @param name   a file name that tells nothing, as {@code extrait.html}
 * @param length in bytes
 * @param digest of the bytes; the journal has the same
 */
public record Handout(String name, String mediaType, long length, Digest digest, Content content) {
    @Override
    public String toString() {
        return "Handout[" + name + "]";
    }
}
