package org.viaduc.trust;

/** The platform could not do what every Java platform with our libraries can: an installation fault, not a bad message. */
public final class BrokenCrypto extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    BrokenCrypto(String tried, Throwable cause) {
        super("could not " + tried + ": " + cause.getClass().getSimpleName()
                + "; check the Java installation and its security providers", cause);
    }
}
