package org.viaduc.policy;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/**
 * What must be done, and by when.
 *
 * @param due the last day, where the law sets one and the facts let it be counted
 */
public record Obligation(ObligationCode code, Optional<LocalDate> due) implements Comparable<Obligation> {
    private static final Comparator<Obligation> BY_WORD = Comparator
            .comparing((Obligation each) -> each.code().word())
            .thenComparing(each -> each.due().orElse(LocalDate.MAX));

    @Override
    public int compareTo(Obligation other) {
        return BY_WORD.compare(this, other);
    }
}
