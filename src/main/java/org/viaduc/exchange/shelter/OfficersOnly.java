package org.viaduc.exchange.shelter;

/** Somebody who is no named officer of child protection asked for what is theirs alone to decide. */
public final class OfficersOnly extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OfficersOnly() {
        super("only a named officer of child protection decides this");
    }
}
