package org.viaduc.exchange;

/** A neighbour's message is signed as it should be, and still says what cannot be taken. Nothing of it is kept. */
final class NotBelieved extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    /** @param reason one of the words with which a message is refused */
    NotBelieved(String reason, Throwable cause) {
        super("the message is refused: " + reason, cause);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
