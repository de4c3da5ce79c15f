package org.viaduc.exchange.node;

/** A department or a peer could not be reached, or did not answer in a way that settles the matter: try again later. */
public final class LineBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what what was tried, on whom; never a person's data */
    public LineBroken(String what, Throwable cause) {
        super(what, cause);
    }
}
