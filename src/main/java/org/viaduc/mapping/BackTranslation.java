package org.viaduc.mapping;

import java.util.List;
import java.util.Optional;

import org.viaduc.model.Attachment;
import org.viaduc.model.LocalRow;

/**
 * A common record in a local system's words, to be looked at: it delivers nothing.
 *
 * @param overBudget what was lost beyond the budget that the system's mapping sets for deliveries
 */
public record BackTranslation(String system, List<LocalRow> rows, List<Attachment> attachments, LossLedger ledger,
        Optional<Overrun> overBudget) {
    public BackTranslation {
        rows = List.copyOf(rows);
        attachments = List.copyOf(attachments);
    }

    /** Of a system that sets no budget. */
    public BackTranslation(String system, List<LocalRow> rows, List<Attachment> attachments, LossLedger ledger) {
        this(system, rows, attachments, ledger, Optional.empty());
    }

    @Override
    public String toString() {
        return "BackTranslation[" + system + ", " + rows.size() + " rows]";
    }
}
