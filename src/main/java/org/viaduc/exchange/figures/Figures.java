package org.viaduc.exchange.figures;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.figures.Counts.Carried;
import org.viaduc.exchange.figures.Picture.Kept;
import org.viaduc.exchange.figures.Picture.Time;
import org.viaduc.exchange.figures.Picture.Way;
import org.viaduc.exchange.question.FactBook;
import org.viaduc.model.Department;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactKind;
import org.viaduc.trust.Peer;

/** Counts a year of this node. The same year is counted again after some minutes at the earliest. */
public final class Figures {
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final int FILES = 500;
    private static final List<Integer> SPANS = List.of(7, 30, 60, 90);
    /** Beyond the longest span. */
    public static final String MORE = "more";

    private final Desk desk;
    private final Map<Year, Picture> counted = new ConcurrentHashMap<>();

    public Figures(Desk desk) {
        this.desk = desk;
    }

    /** The years in which anything was delivered here and the present one, newest first. */
    public List<Year> years() {
        var now = year(desk.clock().instant());
        var first = desk.transactions().run(Counts::first).map(this::year).orElse(now);
        return IntStream.rangeClosed(first.getValue(), now.getValue()).mapToObj(Year::of)
                .sorted(Comparator.reverseOrder()).toList();
    }

    private Year year(Instant moment) {
        return Year.from(desk.settings().day(moment));
    }

    /** The figures of a year, as they stand or stood some minutes ago. */
    public Picture of(Year year) {
        var now = desk.clock().instant();
        return counted.compute(year, (key, before) -> before != null && before.until().plus(FRESH).isAfter(now)
                ? before
                : desk.transactions().run(tx -> count(tx, key, now)));
    }

    private Picture count(Connection tx, Year year, Instant now) throws SQLException {
        var zone = desk.settings().zone();
        var counts = new Counts(tx, zone, year.atDay(1).atStartOfDay(zone).toInstant(),
                year.plusYears(1).atDay(1).atStartOfDay(zone).toInstant());
        var carried = counts.carried(desk.settings().department());
        var hiding = new Hiding(desk.settings().hideBelow());
        var deadlines = new TreeMap<String, Kept>();
        var passed = counts.deadlines(desk.settings().day(now));
        passed.forEach((code, each) -> {
            var cells = hiding.single(Map.of("kept", each.kept(), "missed", each.missed()));
            deadlines.put(code, new Kept(cells.get("kept"), cells.get("missed")));
        });
        return new Picture(year, way(counts, "out", carried.get("out"), hiding),
                way(counts, "in", carried.get("in"), hiding), deadlines,
                passed.values().stream().mapToLong(each -> each.kept() + each.missed()).sum() < Counts.DEADLINES, now,
                hiding.least());
    }

    private Way way(Counts counts, String direction, Carried carried, Hiding hiding) throws SQLException {
        desk.peers().peers().stream().map(Peer::department).map(Department::code)
                .forEach(code -> carried.byDepartment().putIfAbsent(code, 0L));
        var latest = counts.latest(direction, FILES);
        var days = new ArrayList<Integer>();
        var facts = desk.facts().of(counts.tx(), latest.stream().map(each -> origin(direction, each)).toList());
        latest.forEach(each -> days.addAll(days(facts.getOrDefault(origin(direction, each), List.of()), each)));
        var spans = new TreeMap<String, Long>();
        SPANS.forEach(span -> spans.put("%04d".formatted(span), 0L));
        spans.put(MORE, 0L);
        days.forEach(each -> spans.merge(span(each), 1L, Long::sum));
        var whole = hiding.parted(List.of(carried.byDepartment(), carried.byMonth()));
        days.sort(Comparator.naturalOrder());
        return new Way(whole.get(0), whole.get(1), new Time(hiding.parted(List.of(spans)).getFirst(),
                days.size() < hiding.least() ? OptionalInt.empty() : OptionalInt.of(days.get(days.size() / 2)),
                latest.size() < FILES));
    }

    private FactBook.About origin(String direction, Counts.Delivered file) {
        return new FactBook.About(file.person(),
                direction.equals("out") ? desk.settings().department() : file.peer());
    }

    private static String span(int days) {
        return SPANS.stream().filter(span -> days <= span).findFirst().map("%04d"::formatted).orElse(MORE);
    }

    /** From the latest move before it that the origin stated; empty where none is known. */
    private List<Integer> days(List<Fact> facts, Counts.Delivered file) {
        var delivered = desk.settings().day(file.at());
        var voided = facts.stream().flatMap(fact -> fact.voids().stream()).toList();
        return facts.stream().filter(fact -> fact.kind() == FactKind.FAMILY_MOVED && !voided.contains(fact.id()))
                .map(Fact::on).filter(on -> !on.isAfter(delivered)).max(Comparator.naturalOrder()).stream()
                .map(on -> Math.toIntExact(ChronoUnit.DAYS.between(on, delivered))).toList();
    }
}
