package org.viaduc.cli.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

import org.viaduc.cli.demo.Federation;
import org.viaduc.model.Department;
import org.viaduc.web.login.InventedUser;
import org.viaduc.web.login.UserRole;

/**
 * How long a user waits for a page, over HTTPS and from the first byte asked to the last received, on a node that has seen
 * many exchanges: every page of each role's navigation, and the auditor's searches.
 *
 * @param exchanges how many the node has seen, over three years
 * @param progress  where the run says what it is at
 */
public record PagesBench(long exchanges, PrintWriter progress) {
    private static final Department HERE = new Department("D35");
    private static final Department THERE = new Department("D44");
    private static final int VISITS = 40;
    private static final int SEARCHES = 60;
    private static final int PAGE_MILLIS = 200;
    private static final int SEARCH_MILLIS = 150;

    /**
     * @param place empty, or what an earlier run with as many exchanges has left: then its node is measured again, and nothing is
     *              filled; the node and its database are written below it
     * @throws IOException when the folder holds something else
     */
    public JournalFigures run(Path place) throws IOException {
        var earlier = Filled.until(place, exchanges);
        var federation = Federation.write(place, HERE, THERE);
        federation.configure(HERE, "  {}");
        try (var node = federation.startNode(HERE, Map.of(), List.of())) {
            node.awaitReady();
            var figures = new JournalFigures();
            var until = earlier.orElseGet(Clock.systemUTC()::instant);
            var sample = new Sample(until, exchanges);
            if (earlier.isPresent()) {
                say("%d exchanges of an earlier run", exchanges);
            } else {
                fill(federation, sample);
                Filled.note(place, exchanges, until);
            }
            for (var user : InventedUser.ALL) {
                pages(federation.site(HERE), user, sample, figures);
            }
            searches(federation.site(HERE), sample, figures);
            figures.add("memory", Usage.peakMegabytes(List.of(node.pid())), "MB that the node held at most");
            return figures;
        } catch (SQLException e) {
            throw new IOException("the node's database cannot be filled: " + e.getSQLState(), e);
        }
    }

    private void fill(Federation federation, Sample sample) throws IOException, SQLException {
        say("%d exchanges, %d entries", exchanges, exchanges * Sample.ENTRIES);
        try (var past = Past.of(federation.site(HERE).folder().resolve("data"))) {
            past.fill(sample, exchanges);
            say("the log takes them in");
            past.settle();
        }
    }

    private void pages(Federation.Site site, InventedUser user, Sample sample, JournalFigures figures)
            throws IOException {
        say("pages of %s", user.role());
        var visit = Visit.login(site, user, sample.person(0));
        var paths = new ArrayList<>(List.of("/"));
        paths.addAll(visit.navigation());
        for (var path : paths.stream().distinct().sorted().toList()) {
            var times = times(VISITS, () -> visit.get(URI.create(path)));
            figures.goal(path, times.percentileMillis(95), "ms p95; p50 %.1f, worst %.1f, %s".formatted(
                    times.percentileMillis(50), times.worstMillis(), user.role()), "under " + PAGE_MILLIS,
                    times.percentileMillis(95) < PAGE_MILLIS);
        }
    }

    private void searches(Federation.Site site, Sample sample, JournalFigures figures) throws IOException {
        var auditor = InventedUser.ALL.stream().filter(user -> user.role() == UserRole.AUDITOR).findFirst()
                .orElseThrow();
        var visit = Visit.login(site, auditor, sample.person(0));
        visit.see(URI.create("/audit"));
        var random = new Random(5);
        var ways = new LinkedHashMap<String, Supplier<String>>();
        ways.put("person", () -> "person=" + sample.person(random.nextLong(exchanges)).value());
        ways.put("partner", () -> "peer=" + Sample.peer(random));
        ways.put("rule", () -> "rule=" + Sample.rule(random));
        ways.put("partner and rule", () -> "peer=" + Sample.peer(random) + "&rule=" + Sample.rule(random));
        ways.put("a month", () -> month(sample, random));
        ways.put("rule, a month", () -> "rule=" + Sample.rule(random) + "&" + month(sample, random));
        ways.put("rule of long ago", () -> "rule=" + Sample.ANCIENT + "&" + month(sample, random));
        for (var way : ways.entrySet()) {
            var times = times(SEARCHES, () -> visit.post(URI.create("/audit"), way.getValue().get()));
            figures.goal("search: " + way.getKey(), times.percentileMillis(95),
                    "ms p95; p50 %.1f, worst %.1f".formatted(
                            times.percentileMillis(50), times.worstMillis()),
                    "under " + SEARCH_MILLIS,
                    times.percentileMillis(95) < SEARCH_MILLIS);
        }
    }

    private String month(Sample sample, Random random) {
        var from = sample.at(random.nextLong(exchanges)).atOffset(ZoneOffset.UTC).toLocalDate();
        return "from-day=" + from + "&to-day=" + from.plusMonths(1);
    }

    /** One page that a user waits for. */
    @FunctionalInterface
    private interface Look {
        String at() throws IOException;
    }

    /** The first looks warm the node up and are not counted. */
    private static Latencies times(int looks, Look look) throws IOException {
        for (var warm = 0; warm < 5; warm++) {
            look.at();
        }
        var nanos = new long[looks];
        for (var at = 0; at < looks; at++) {
            var start = System.nanoTime();
            look.at();
            nanos[at] = System.nanoTime() - start;
        }
        return new Latencies(nanos);
    }

    private void say(String what, Object... values) {
        progress.printf("bench: " + what + "%n", values);
        progress.flush();
    }
}
