package org.viaduc.trust;

import java.nio.file.Path;

/** The node's key file cannot be used as it is; the node does not start with it. */
public final class KeyFileFault extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    KeyFileFault(Path file, String reason) {
        super("`" + file + "`: " + reason);
    }
}
