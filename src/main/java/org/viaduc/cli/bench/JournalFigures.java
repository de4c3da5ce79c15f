package org.viaduc.cli.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

/** What a run of the journal's benchmark measured, beside what was asked of it. */
public final class JournalFigures {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Row> rows = new ArrayList<>();

    private record Row(String what, double measured, String unit, String goal, Optional<Boolean> met) {}

    void add(String what, double measured, String unit) {
        rows.add(new Row(what, measured, unit, "", Optional.empty()));
    }

    void goal(String what, double measured, String unit, String goal, boolean met) {
        rows.add(new Row(what, measured, unit, goal, Optional.of(met)));
    }

    /** Whether every goal was met. */
    public boolean isMet() {
        return rows.stream().allMatch(row -> row.met().orElse(true));
    }

    public String table() {
        var table = new StringBuilder();
        rows.forEach(row -> table.append(String.format(Locale.ROOT, "%-26s %12.1f  %-62s %s%n", row.what(),
                row.measured(), row.unit(), row.met().map(met -> row.goal() + (met ? "" : ": MISSED")).orElse(""))));
        return table.toString();
    }

    public String json() {
        var array = JSON.createArrayNode();
        for (var row : rows) {
            var node = array.addObject().put("what", row.what())
                    .put("measured", BigDecimal.valueOf(row.measured()).setScale(2, RoundingMode.HALF_UP))
                    .put("unit", row.unit());
            row.met().ifPresent(met -> node.put("goal", row.goal()).put("met", met));
        }
        return array.toPrettyString();
    }
}
