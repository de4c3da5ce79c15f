package org.viaduc.policy;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tries the laws on all that a book can be asked, as classes: see {@link TrialSpace}. Stops at the first law broken and
 * makes its case as small as can be.
 */
public final class Proof {
    private final RuleBook book;

    private Proof(RuleBook book) {
        this.book = book;
    }

    /** What one track showed. */
    private record Part(long size, long trials, long decisions, Optional<CounterExample> breach) {}

    /** Tries the laws on all tracks, at the same time where there are cores; takes seconds. */
    public static ProofReport of(RuleBook book) {
        return new Proof(book).run();
    }

    private ProofReport run() {
        var started = System.nanoTime();
        var masks = new Laws(book).maskBreaches();
        if (!masks.isEmpty()) {
            return new ProofReport(book.digest(), 0, 0, 0, Duration.ZERO, Optional.of(CounterExample.of(Law.MASK,
                    masks.getFirst())));
        }
        var spaces = TrialSpace.of(book);
        var firstBroken = new AtomicInteger(spaces.size());
        var parts = java.util.stream.IntStream.range(0, spaces.size()).parallel()
                .mapToObj(i -> part(spaces.get(i), i, firstBroken)).toList();
        return new ProofReport(book.digest(), parts.stream().mapToLong(Part::size).sum(),
                parts.stream().mapToLong(Part::trials).sum(), parts.stream().mapToLong(Part::decisions).sum(),
                Duration.ofNanos(System.nanoTime() - started),
                parts.stream().map(Part::breach).flatMap(Optional::stream).findFirst());
    }

    private Part part(TrialSpace space, int number, AtomicInteger firstBroken) {
        var laws = new Laws(book);
        var found = new Found();
        space.forEach((trial, compared) -> {
            found.trials++;
            found.law = laws.broken(trial, compared).orElse(null);
            if (found.law != null) {
                found.trial = trial;
                firstBroken.accumulateAndGet(number, Math::min);
            }
            return found.law == null && firstBroken.get() > number;
        });
        var breach = Optional.ofNullable(found.law).map(law -> CounterExample.of(book, laws, law, Objects
                .requireNonNull(found.trial)));
        return new Part(space.size(), found.trials, laws.decisions(), breach);
    }

    private static final class Found {
        private long trials;
        private Law law;
        private Trial trial;
    }
}
