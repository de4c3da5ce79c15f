package org.viaduc.mapping.local;

import com.fasterxml.jackson.core.JsonParser;

/** A file in JSON that cannot be taken as it is. */
final class UnreadableJson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;

    UnreadableJson(JsonParser at, String reason) {
        super(reason, null, false, false);
        this.line = Math.max(1, at.currentLocation().getLineNr());
    }

    int line() {
        return line;
    }
}
