package org.viaduc.cli.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.viaduc.journal.Journal;
import org.viaduc.journal.Search;
import org.viaduc.journal.Step;

/** Looks entries up in every way that the console and the command do, the first hundred of each. */
final class Lookups {
    private static final int MOST = 100;
    private final DataSource source;
    private final Journal journal;
    private final Sample sample;
    private final long exchanges;

    Lookups(DataSource source, Journal journal, Sample sample, long exchanges) {
        this.source = source;
        this.journal = journal;
        this.sample = sample;
        this.exchanges = exchanges;
    }

    /** What one way of looking up took. @param found on average */
    record Figures(String what, Latencies times, double found) {}

    List<Figures> run(int times) throws SQLException {
        try (var connection = source.getConnection()) {
            connection.setReadOnly(true);
            return ways(new Random(11)).entrySet().stream().map(way -> {
                var nanos = new long[times];
                var found = 0L;
                for (var at = 0; at < times; at++) {
                    var search = way.getValue().get();
                    var start = System.nanoTime();
                    try {
                        found += journal.find(connection, search).size();
                    } catch (SQLException e) {
                        throw new IllegalStateException("the journal cannot be searched: " + e.getSQLState(), e);
                    }
                    nanos[at] = System.nanoTime() - start;
                }
                return new Figures(way.getKey(), new Latencies(nanos), (double) found / times);
            }).toList();
        }
    }

    private Map<String, Supplier<Search>> ways(Random random) {
        var ways = new LinkedHashMap<String, Supplier<Search>>();
        ways.put("person", () -> person(random));
        ways.put("partner", () -> partner(random));
        ways.put("rule", () -> rule(random));
        ways.put("a month", () -> in(Search.latest(MOST), random, 30));
        ways.put("person, a year", () -> in(person(random), random, 365));
        ways.put("partner, a month", () -> in(partner(random), random, 30));
        ways.put("rule, a month", () -> in(rule(random), random, 30));
        ways.put("partner and rule", () -> partner(random).under(Sample.rule(random)));
        ways.put("partner, rule, a month", () -> in(partner(random).under(Sample.rule(random)), random, 30));
        ways.put("rule of long ago", () -> Search.latest(MOST).under(Sample.ANCIENT));
        ways.put("the same, partner", () -> partner(random).under(Sample.ANCIENT));
        ways.put("the same, a year", () -> in(Search.latest(MOST).under(Sample.ANCIENT), random, 365));
        ways.put("step, a day", () -> in(Search.latest(MOST).of(Step.DECIDED), random, 1));
        ways.put("user", () -> Search.latest(MOST).by("agent." + random.nextInt(200)));
        return ways;
    }

    private Search person(Random random) {
        return Search.latest(MOST).about(sample.person(random.nextLong(exchanges)));
    }

    private static Search partner(Random random) {
        return Search.latest(MOST).with(Sample.peer(random));
    }

    private static Search rule(Random random) {
        return Search.latest(MOST).under(Sample.rule(random));
    }

    private Search in(Search search, Random random, int days) {
        var from = sample.at(random.nextLong(exchanges));
        return search.from(from).to(from.plus(Duration.ofDays(days)));
    }
}
