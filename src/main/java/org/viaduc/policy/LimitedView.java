package org.viaduc.policy;

import org.viaduc.model.CommonRecord;

/** What a decision in an emergency lets one named person see for a day. Only {@link DecisionPoint} makes one. */
public final class LimitedView {
    private final CommonRecord record;

    LimitedView(CommonRecord record) {
        this.record = record;
    }

    public CommonRecord record() {
        return record;
    }

    @Override
    public String toString() {
        return "LimitedView[" + record.pieces().size() + " pieces]";
    }
}
