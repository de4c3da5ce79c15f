package org.viaduc.policy;

/**
 * A fact that opens a road.
 *
 * @param ended           the fact that ends it, or null when nothing does
 * @param notOnlyFinancial true when a benefit must be known to be more than financial
 */
record Trigger(FactKind fact, FactKind ended, boolean notOnlyFinancial) {
    /** The fact that meets it; null when none does. */
    Fact met(Situation situation) {
        if (notOnlyFinancial) {
            return situation.benefit();
        }
        return ended == null ? situation.latest(fact) : situation.running(fact, ended, false);
    }
}
