package org.viaduc.connectors.versions;

import java.util.List;

/** Something was not put into force: what was stays. */
public final class NotInForce extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> faults;

    public NotInForce(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    /** All that is wrong, each with its place. */
    public List<String> faults() {
        return faults;
    }
}
