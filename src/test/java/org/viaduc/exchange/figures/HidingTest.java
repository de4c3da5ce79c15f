package org.viaduc.exchange.figures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HidingTest {
    private static final int LEAST = 5;
    private static final Hiding HIDING = new Hiding(LEAST);

    @Test
    void a_small_count_is_hidden_and_none_and_a_large_one_are_shown() {
        var cells = HIDING.single(Map.of("kept", 12L, "missed", 4L, "late", 0L, "more", 5L));

        assertThat(cells).containsEntry("kept", new Cell.Shown(12)).containsEntry("missed", Cell.HIDDEN)
                .containsEntry("late", new Cell.Shown(0)).containsEntry("more", new Cell.Shown(5));
    }

    @Test
    void a_large_count_is_hidden_with_a_small_one_so_that_the_sum_does_not_tell() {
        var cells = HIDING.parted(List.of(Map.of("D22", 40L, "D44", 3L, "D56", 80L, "D85", 0L))).getFirst();

        assertThat(cells).containsEntry("D44", Cell.HIDDEN).containsEntry("D22", Cell.HIDDEN)
                .containsEntry("D56", new Cell.Shown(80)).containsEntry("D85", new Cell.Shown(0));
    }

    @Test
    void what_stands_alone_hides_the_other_ways_in_which_the_same_whole_is_parted() {
        var ways = HIDING.parted(List.of(Map.of("D44", 4L, "D56", 4L), Map.of("01", 8L, "02", 0L)));

        assertThat(ways.get(0).values()).containsOnly(Cell.HIDDEN);
        assertThat(ways.get(1)).containsEntry("01", Cell.HIDDEN).containsEntry("02", new Cell.Shown(0));
    }

    /** Every table of four counts whose sum is below twenty, seen by one who knows the sum and the rule. */
    @Test
    void nobody_works_out_a_hidden_count_from_the_sum_and_the_rule() {
        var possible = new HashMap<String, List<Set<Long>>>();
        var count = 20;
        for (var at = 0; at < count * count * count * count; at++) {
            var table = new TreeMap<String, Long>();
            var rest = at;
            for (var key : List.of("a", "b", "c", "d")) {
                table.put(key, (long) rest % count);
                rest /= count;
            }
            if (table.values().stream().mapToLong(Long::longValue).sum() >= count) {
                continue;
            }
            var cells = HIDING.parted(List.of(table)).getFirst();
            var seen = cells + (isSumTold(table, cells)
                    ? " " + table.values().stream().mapToLong(Long::longValue).sum()
                    : "");
            var values = possible.computeIfAbsent(seen, key -> List.of(new HashSet<>(), new HashSet<>(),
                    new HashSet<>(), new HashSet<>()));
            var place = new ArrayList<>(table.values());
            for (var each = 0; each < place.size(); each++) {
                values.get(each).add(place.get(each));
            }
        }
        possible.forEach((seen, values) -> values.forEach(each -> assertThat(each.size() > 1 || !isHidden(seen,
                values.indexOf(each))).as(seen + values).isTrue()));
    }

    /** The sum may be known from another table, but for where that one hides everything too. */
    private static boolean isSumTold(Map<String, Long> table, Map<String, Cell> cells) {
        var hidden = cells.keySet().stream().filter(key -> !cells.get(key).isShown()).map(table::get).toList();
        var small = hidden.stream().filter(each -> each < LEAST).count();
        return small == 0 && hidden.isEmpty() || small < hidden.size()
                && hidden.stream().mapToLong(Long::longValue).sum() >= 2L * LEAST - 2 + small;
    }

    private static boolean isHidden(String seen, int place) {
        return seen.split(", (?=[a-d]=)")[place].contains("Hidden");
    }
}
