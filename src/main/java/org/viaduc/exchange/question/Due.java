package org.viaduc.exchange.question;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

import org.viaduc.policy.Decision;
import org.viaduc.policy.Obligation;

/** What a decision waits for, and by when. */
public final class Due {
    private Due() {
    }

    /** The earliest day that the law sets for anything that the decision obliges to. */
    public static Optional<LocalDate> earliest(Decision decision) {
        return decision.obligations().stream().map(Obligation::due).flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    /** The awaited facts, comma-separated. */
    public static String words(Decision decision) {
        return decision.awaits().stream().map(fact -> fact.word()).collect(Collectors.joining(","));
    }
}
