package org.viaduc.policy;

/** A record would be released by a decision that does not fit it: our own mistake, and nothing leaves. */
public final class WrongDecision extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    WrongDecision(String why) {
        super(why);
    }
}
