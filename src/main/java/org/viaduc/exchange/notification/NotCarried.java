package org.viaduc.exchange.notification;

/** A letter has not been taken; it is tried again. */
final class NotCarried extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String why;

    /** @param why one word, for whoever looks after the node */
    NotCarried(String why, Throwable cause) {
        super("a notification was not taken: " + why, cause);
        this.why = why;
    }

    NotCarried(String why) {
        super("a notification was not taken: " + why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
