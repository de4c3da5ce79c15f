package org.viaduc.exchange.glass;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.viaduc.policy.Fact;
import org.viaduc.policy.FactDetail;
import org.viaduc.policy.FactKind;

/** The facts that say of a child that it is in danger, and no more than that and since when. */
final class Dangers {
    private static final Set<FactKind> PLAIN = EnumSet.of(FactKind.JUDICIAL_AUTHORITY_SEIZED,
            FactKind.INTERRUPTION_ENDANGERS);

    private Dangers() {
    }

    static boolean isOne(Fact fact) {
        return PLAIN.contains(fact.kind()) || fact.detail() instanceof FactDetail.Evaluation evaluation
                && evaluation.result().equals(Optional.of(FactDetail.Result.DANGER));
    }

    /** Those among the facts that no other voids. */
    static List<Fact> among(Collection<Fact> known) {
        return known.stream().filter(Dangers::isOne)
                .filter(fact -> known.stream().noneMatch(other -> other.voids().equals(Optional.of(fact.id()))))
                .toList();
    }
}
