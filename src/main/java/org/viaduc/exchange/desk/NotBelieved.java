package org.viaduc.exchange.desk;

/** A neighbour's message is signed as it should be, and still says what cannot be taken. Nothing of it is kept. */
public final class NotBelieved extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    /** @param reason one of the words with which a message is refused */
    public NotBelieved(String reason, Throwable cause) {
        super("the message is refused: " + reason, cause);
        this.reason = reason;
    }

    /** One of the words with which a message is refused; the neighbour is told it. */
    public String reason() {
        return reason;
    }
}
