package org.viaduc.trust;

import java.time.Instant;

import org.viaduc.model.Department;

/** A key that is needed today has run out: ours, or a peer's as its file has it. Somebody has to publish a new one. */
public final class NoValidKey extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NoValidKey(Department whose, String what, Instant at) {
        super(whose + " has no key for " + what + " that is valid at " + at
                + ": rotate there, then import its new peer file here");
    }
}
