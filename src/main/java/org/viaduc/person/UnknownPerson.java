package org.viaduc.person;

/** A pseudonym that this node's person index does not hold. */
public final class UnknownPerson extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnknownPerson(Pseudonym pseudonym) {
        super("no person has the pseudonym `" + pseudonym + "` in this node");
    }
}
