package org.viaduc.policy;

import java.util.List;

/** A rule book that does not load, with all its faults at once, each with file and line. */
public final class RuleBookFaults extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    RuleBookFaults(List<String> faults) {
        super("the rule book has " + faults.size() + (faults.size() == 1 ? " fault" : " faults") + ":\n  "
                + String.join("\n  ", faults));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
