package org.viaduc.policy;

import java.util.List;

/** What becomes of one piece, and why. @param reasons at least one */
public record Verdict(PieceFace piece, Treatment treatment, List<Reason> reasons) {
    public boolean leaves() {
        return treatment != Treatment.WITHHOLD;
    }
}
