package org.viaduc.web.console.exchange;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.viaduc.mapping.LossLedger;

/** What a translation did with every field, the losses first. @param counts by outcome, those of none left out */
public record LedgerView(String system, String mapping, boolean isBack, List<Count> counts, List<Row> losses,
        List<Row> kept) {

    public record Count(String outcome, int fields) {}

    public record Row(String row, String field, String outcome, String reason, int count) {}

    /** Empty where nothing was translated. */
    public static Optional<LedgerView> of(String json) {
        return json.isEmpty() ? Optional.empty() : Optional.of(of(LossLedger.fromJson(json)));
    }

    public static LedgerView of(LossLedger ledger) {
        var counts = Arrays.stream(LossLedger.Outcome.values())
                .map(outcome -> new Count(outcome.word(), ledger.count(outcome)))
                .filter(each -> each.fields() > 0).toList();
        var rows = ledger.lines().stream().sorted(Comparator.comparing(LossLedger.Line::outcome).reversed())
                .toList();
        return new LedgerView(ledger.system(), ledger.mapping(), ledger.direction() == LossLedger.Direction.BACK,
                counts,
                rows.stream().filter(line -> line.outcome() != LossLedger.Outcome.MAPPED).map(LedgerView::row).toList(),
                rows.stream().filter(line -> line.outcome() == LossLedger.Outcome.MAPPED).map(LedgerView::row)
                        .toList());
    }

    private static Row row(LossLedger.Line line) {
        return new Row(line.row(), line.field(), line.outcome().word(), line.reason(), line.count());
    }
}
