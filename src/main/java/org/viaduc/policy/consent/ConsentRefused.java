package org.viaduc.policy.consent;

import java.util.List;

/** A consent that cannot be honoured as it is written, with every reason found. The reasons name elements, never contents. */
public final class ConsentRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> faults;

    ConsentRefused(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** Each as {@code `element`: French / English}. */
    public List<String> faults() {
        return faults;
    }
}
