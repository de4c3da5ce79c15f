package org.viaduc.policy;

import java.util.ArrayList;
import java.util.List;

import org.viaduc.policy.FactDetail.Moved;

/** The facts that carry an answer. */
final class Relied {
    private final ArrayList<FactId> ids = new ArrayList<>(8);

    void on(Fact fact) {
        if (fact != null && !ids.contains(fact.id())) {
            ids.add(fact.id());
        }
    }

    /** The moves of the last day of moving, and of the last day on which one named a department. */
    void onMoves(Situation situation) {
        var last = situation.latest(FactKind.FAMILY_MOVED);
        var host = situation.moveToHost();
        for (var i = 0; i < situation.count(); i++) {
            var fact = situation.fact(i);
            if (fact.detail() instanceof Moved && (fact.on().equals(last.on())
                    || host != null && fact.on().equals(host.on()))) {
                on(fact);
            }
        }
    }

    List<FactId> ids() {
        ids.sort(null);
        return List.copyOf(ids);
    }
}
