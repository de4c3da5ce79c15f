package org.viaduc.connectors.kit.certify.played;

import org.viaduc.connectors.kit.guess.Hint;

/** A route asks for something that no played system does. */
public final class CannotBePlayed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Hint reason;

    CannotBePlayed(String french, String english) {
        super(english);
        this.reason = new Hint(french, english);
    }

    /** What it asks for, and where to try it instead. */
    public Hint reason() {
        return reason;
    }
}
