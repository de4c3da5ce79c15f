package org.viaduc.cli.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;

/**
 * Entries as a node writes them in three years: exchanges of eleven entries each, about persons of whom each has three, with
 * neighbours and under rules of which some are common and some are rare. The same number gives the same exchange.
 */
final class Sample {
    /** The entries of one exchange. */
    static final int ENTRIES = 11;
    static final List<String> RULES = rules();
    /** A rule that was applied now and then in the first months only: what is looked for lies far behind. */
    static final String ANCIENT = "R-ANCIENNE";
    private static final List<Department> PEERS = peers();
    private static final int PER_PERSON = 3;
    private static final Department HERE = new Department("D35");
    private static final Duration SPAN = Duration.ofDays(3 * 365);

    private final Instant begin;
    private final long exchanges;

    /** @param exchanges over how many the three years that end at that instant are spread */
    Sample(Instant end, long exchanges) {
        this.begin = end.minus(SPAN);
        this.exchanges = exchanges;
    }

    private static List<String> rules() {
        var all = new ArrayList<String>();
        for (var number = 1; number <= 60; number++) {
            all.add("R-BANC-" + number);
        }
        return List.copyOf(all);
    }

    private static List<Department> peers() {
        var all = new ArrayList<Department>();
        for (var code = 1; code <= 95; code++) {
            if (code != 20 && code != 35) {
                all.add(new Department("D%02d".formatted(code)));
            }
        }
        return List.copyOf(all);
    }

    Instant at(long exchange) {
        return begin.plusMillis(SPAN.toMillis() * (exchange % exchanges) / exchanges);
    }

    Pseudonym person(long exchange) {
        return new Pseudonym(id(exchange % (exchanges / PER_PERSON + 1), 4));
    }

    /** Of n neighbours the first is the busiest: half as many exchanges with the second, a third with the third. */
    static Department peer(Random random) {
        return skewed(PEERS, random);
    }

    static String rule(Random random) {
        return skewed(RULES, random);
    }

    private static <T> T skewed(List<T> all, Random random) {
        return all.get((int) (Math.pow(all.size(), random.nextDouble()) - 1));
    }

    private List<String> applied(long number, Random random) {
        var often = Stream.of(rule(random), rule(random), rule(random));
        var isAncient = number < exchanges / 12 && number % 97 == 0;
        return (isAncient ? Stream.concat(often, Stream.of(ANCIENT)) : often).distinct().toList();
    }

    private static UUID id(long number, int version) {
        var random = new Random(number * 31 + version);
        return new UUID(random.nextLong() & ~0xF000L | (long) version << 12,
                random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }

    /** All entries of one exchange, in the order of its steps. */
    List<Entry> exchange(long number) {
        var random = new Random(number);
        var journey = new Journey(new ExchangeId(id(number, 7)), at(number));
        var peer = peer(random).code();
        var digest = "%016x".formatted(random.nextLong()).repeat(4);
        return List.of(
                journey.says(Step.ACCEPTED).with(Detail.SYSTEM, "solidor").with(Detail.DIGEST, digest),
                journey.says(Step.TRANSLATED).with(Detail.SYSTEM, "solidor").with(Detail.LEDGER, digest)
                        .with(Detail.FIELDS, 40).with(Detail.MAPPED, 36).with(Detail.DROPPED, 4),
                journey.says(Step.MATCHED).with(Detail.PSEUDONYM, person(number).value().toString())
                        .with(Detail.SCORE, 100),
                journey.says(Step.QUESTION_OPENED).with(Detail.TRACK, "ase-ip").with(Detail.TO, peer),
                journey.says(Step.DECIDED).with(Detail.OUTCOME, "release").with(Detail.TRACK, "ase-ip")
                        .with(Detail.PEER, peer)
                        .with(Detail.DECISION, digest).with(Detail.BOOK, "ab".repeat(32))
                        .with(Detail.RULES, applied(number, random)),
                journey.says(Step.QUEUED).with(Detail.TO, peer),
                journey.says(Step.RELEASED).with(Detail.DECISION, digest).with(Detail.LEDGER, digest)
                        .with(Detail.RELEASED, "S10.ip S01.identity"),
                journey.says(Step.SENDING).with(Detail.TO, peer).with(Detail.ATTEMPT, 1),
                journey.says(Step.SENT).with(Detail.TO, peer).with(Detail.ATTEMPT, 1),
                journey.says(Step.RECEIPTED).with(Detail.PEER, peer).with(Detail.STATE, "delivered")
                        .with(Detail.ROOT, digest).with(Detail.SIZE, number % 999_999),
                journey.says(Actor.user("agent." + random.nextInt(200)), Step.READ));
    }

    private record Journey(ExchangeId id, Instant at) {
        Entry says(Step step) {
            return says(Actor.node(HERE), step);
        }

        Entry says(Actor actor, Step step) {
            return Entry.of(id, actor, step, at.plusMillis(step.ordinal()));
        }
    }
}
