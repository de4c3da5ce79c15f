package org.viaduc.journal.answers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

import org.viaduc.journal.Checkpoint;
import org.viaduc.journal.answers.Sample.Counted;
import org.viaduc.journal.answers.Sample.Plan;
import org.viaduc.model.Digest;

/**
 * Draws a sample while a population goes by once. An exchange's lot is the SHA-256 of the seed and its id; the lowest of each
 * stratum are drawn. Every stratum gives its share of the sample, and at least one while there are enough to go round.
 */
public final class Draw {
    private final Plan plan;
    private final SortedMap<Stratum, Urn> urns = new TreeMap<>();
    private long population;

    public Draw(Plan plan) {
        this.plan = plan;
    }

    private record Lot(String rank, Course course) {}

    /** The lowest lots of a stratum so far; the highest of them first. */
    private static final class Urn {
        private final PriorityQueue<Lot> lowest = new PriorityQueue<>(Comparator.comparing(Lot::rank).reversed());
        private long size;
    }

    /** One of the population; in any order. */
    public void add(Course course) {
        population++;
        var urn = urns.computeIfAbsent(Stratum.of(course, plan.by()), any -> new Urn());
        urn.size++;
        urn.lowest.add(new Lot(Digest.of(List.of(plan.seed().hex(), course.exchange().toString())).hex(), course));
        if (urn.lowest.size() > plan.most()) {
            urn.lowest.remove();
        }
    }

    /** @param checkpoint over the population that went by */
    public Sample sample(Checkpoint checkpoint) {
        var shares = shares();
        var strata = new ArrayList<Counted>();
        var drawn = new ArrayList<Course>();
        urns.forEach((stratum, urn) -> {
            var share = shares.get(stratum);
            strata.add(new Counted(stratum, urn.size, share));
            urn.lowest.stream().sorted(Comparator.comparing(Lot::rank)).limit(share).map(Lot::course)
                    .forEach(drawn::add);
        });
        return new Sample(plan, checkpoint, population, strata, drawn);
    }

    /** By largest remainder; where two are equal, the first in the order of strata. */
    private SortedMap<Stratum, Integer> shares() {
        var wanted = (int) Math.min(plan.most(), population);
        var least = wanted >= urns.size() ? 1 : 0;
        var shares = new TreeMap<Stratum, Integer>();
        urns.forEach((stratum, urn) -> shares.put(stratum,
                (int) Math.min(urn.size, Math.max(least, wanted * urn.size / population))));
        for (var sum = sum(shares); sum != wanted; sum = sum(shares)) {
            var step = sum < wanted ? 1 : -1;
            shares.entrySet().stream()
                    .filter(each -> step > 0 ? each.getValue() < urns.get(each.getKey()).size : each.getValue() > least)
                    .max(Comparator.comparingLong((java.util.Map.Entry<Stratum, Integer> each) -> step
                            * missing(each.getKey(), each.getValue(), wanted))
                            .thenComparing(java.util.Map.Entry::getKey, Comparator.reverseOrder()))
                    .ifPresent(each -> each.setValue(each.getValue() + step));
        }
        return shares;
    }

    /** How far a share is below what is due to the stratum, in parts of the population. */
    private long missing(Stratum stratum, int share, int wanted) {
        return wanted * urns.get(stratum).size - share * population;
    }

    private static int sum(SortedMap<Stratum, Integer> shares) {
        return shares.values().stream().mapToInt(Integer::intValue).sum();
    }
}
