package org.viaduc.trust;

/** Kept content that nobody can read any more: its key was erased, or it is not what was kept. */
public final class ShreddedContent extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ShreddedContent(String message) {
        super(message);
    }
}
