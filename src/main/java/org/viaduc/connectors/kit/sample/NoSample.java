package org.viaduc.connectors.kit.sample;

/** What was given to read from cannot be read as a sample; says why and what would help, and never what stands in it. */
public final class NoSample extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    NoSample(String message) {
        super(message);
    }

    NoSample(String message, Throwable cause) {
        super(message, cause);
    }
}
