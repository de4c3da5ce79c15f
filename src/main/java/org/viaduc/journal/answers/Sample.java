package org.viaduc.journal.answers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.viaduc.journal.Checkpoint;
import org.viaduc.journal.answers.Stratum.By;
import org.viaduc.model.Digest;

/**
 * Exchanges drawn by lot, so that anybody who has the plan and the journal up to the checkpoint draws the same.
 *
 * @param checkpoint over the population: what was done later changes nothing
 * @param strata     all of them, drawn from or not, in their order
 * @param drawn      in the order of their strata, and of the lot in each
 */
public record Sample(Plan plan, Checkpoint checkpoint, long population, List<Counted> strata, List<Course> drawn) {
    public Sample {
        strata = List.copyOf(strata);
        drawn = List.copyOf(drawn);
    }

    /**
     * What is to be drawn.
     *
     * @param seed decides the lot
     * @param from exchanges that began at this instant or later, and before {@code to}
     */
    public record Plan(Digest seed, Instant from, Instant to, int most, Set<By> by) {
        private static final int MOST = 1_000;

        public Plan {
            if (most < 1 || most > MOST) {
                throw new IllegalArgumentException("a sample is of 1 to " + MOST + " exchanges");
            }
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("a period ends after it begins");
            }
            by = by.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(by));
        }

        /** A seed of any text: 64 hexadecimal digits stand for themselves, any other text for its SHA-256. */
        public static Digest seed(String text) {
            return text.matches("[0-9a-f]{64}") ? new Digest(text) : Digest.of(List.of(text));
        }
    }

    /** How many there are in a stratum, and how many of them were drawn. */
    public record Counted(Stratum stratum, long population, int drawn) {}

    /** Of the plan, the checkpoint and what was drawn: two draws with the same digest are the same. */
    public Digest digest() {
        var texts = new ArrayList<String>(List.of("viaduc-sample/1", plan.seed().hex(), plan.from().toString(),
                plan.to().toString(), Integer.toString(plan.most()), Long.toString(checkpoint.size()),
                checkpoint.rootHash().hex()));
        new TreeSet<>(plan.by()).forEach(each -> texts.add(each.word()));
        drawn.forEach(each -> texts.add(each.exchange().toString()));
        return Digest.of(texts);
    }
}
