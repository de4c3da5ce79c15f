package org.viaduc.exchange.access;

/** Somebody who is no agent of the department's register asked to see into a person's file. */
public final class AgentsOnly extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AgentsOnly() {
        super("only an agent of the department's register gives a person their file");
    }
}
