package org.viaduc.exchange.node;

/**
 * People around a node: who answers for what it does, and who is told that something waits.
 *
 * @param responsible whom the registers name (RGPD 30(1)(a), 33(3)(b))
 */
public record Contacts(Responsible responsible, Notifications notifications) {
    /** The settings name nobody. */
    public static final Contacts NONE = new Contacts(Responsible.UNSAID, Notifications.NONE);
}
