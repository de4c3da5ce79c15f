package org.viaduc.exchange.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.viaduc.exchange.notification.Item.Nearness;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;

/**
 * What a correspondent is told: the sum of what waits for them, at one moment.
 *
 * @param id    stays the same however often it is carried
 * @param fresh how much of it they were not told before
 * @param lines the most urgent first
 */
public record Letter(ExchangeId id, Department node, Instant at, int fresh, List<Line> lines) {
    public Letter {
        lines = List.copyOf(lines);
    }

    /** One kind of thing. @param overdue how many of them are late @param next the nearest day of the others */
    public record Line(String kind, int count, int overdue, Optional<LocalDate> next) {}

    static Letter of(ExchangeId id, Department node, Instant at, int fresh, Collection<Item> items) {
        var kinds = items.stream().collect(Collectors.groupingBy(Item::kind, TreeMap::new, Collectors.toList()));
        var lines = kinds.entrySet().stream().map(each -> line(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing((Line line) -> line.overdue == 0)
                        .thenComparing(line -> line.next.orElse(LocalDate.MAX)))
                .toList();
        return new Letter(id, node, at, fresh, lines);
    }

    private static Line line(String kind, List<Item> items) {
        var overdue = (int) items.stream().filter(each -> each.nearness() == Nearness.OVERDUE).count();
        var next = items.stream().filter(each -> each.nearness() != Nearness.OVERDUE)
                .flatMap(each -> each.due().stream())
                .min(Comparator.naturalOrder());
        return new Line(kind, items.size(), overdue, next);
    }

    public int waiting() {
        return lines.stream().mapToInt(Line::count).sum();
    }

    public int overdue() {
        return lines.stream().mapToInt(Line::overdue).sum();
    }
}
