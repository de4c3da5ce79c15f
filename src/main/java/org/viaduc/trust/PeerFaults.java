package org.viaduc.trust;

import java.util.List;

/** Everything that is wrong with the peer files, at once: file, line, reason. The node does not start with it. */
public final class PeerFaults extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    PeerFaults(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    /** Each as {@code peers/D44.yaml:7: unknown key `ur`…}. */
    public List<String> faults() {
        return faults;
    }
}
