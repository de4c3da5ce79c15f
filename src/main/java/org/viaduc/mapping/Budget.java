package org.viaduc.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.viaduc.mapping.LossLedger.Direction;
import org.viaduc.mapping.LossLedger.Line;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.Overrun.Excess;

/**
 * How much of a file a system's mapping may lose before a person looks at it: for each outcome the largest share of all
 * fields, in percent. What the mapping drops or keeps as text on purpose, with its reason, does not count.
 *
 * @param out  of collected files. @param back of deliveries; without limits nothing is set aside
 */
record Budget(Map<Outcome, BigDecimal> out, Map<Outcome, BigDecimal> back) {
    static final Budget NONE = new Budget(Map.of(), Map.of());

    Budget {
        out = Map.copyOf(out);
        back = Map.copyOf(back);
    }

    Optional<Overrun> overrun(LossLedger ledger) {
        var limits = ledger.direction() == Direction.BACK ? back : out;
        if (limits.isEmpty() || ledger.total() == 0) {
            return Optional.empty();
        }
        var found = new ArrayList<Excess>();
        new EnumMap<>(limits).forEach((outcome, limit) -> {
            var lines = ledger.lines().stream().filter(line -> line.outcome() == outcome && !line.isOnPurpose())
                    .toList();
            var lost = lines.stream().mapToInt(Line::count).sum();
            if (BigDecimal.valueOf(100L * lost).compareTo(limit.multiply(BigDecimal.valueOf(ledger.total()))) > 0) {
                found.add(new Excess(outcome, lost, ledger.total(), limit,
                        lines.stream().map(line -> line.row() + "." + line.field()).distinct().toList()));
            }
        });
        return found.isEmpty() ? Optional.empty() : Optional.of(new Overrun(found));
    }
}
