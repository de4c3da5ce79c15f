package org.viaduc.mapping;

import java.util.List;
import java.util.Optional;

import org.viaduc.model.Attachment;
import org.viaduc.model.Digest;
import org.viaduc.model.LocalRow;

/**
 * A common record in a local system's words, to be looked at: it delivers nothing.
 *
 * @param content    digest of the tables; empty where none translated
 * @param overBudget what was lost beyond the budget that the system's mapping sets for deliveries
 */
public record BackTranslation(String system, List<LocalRow> rows, List<Attachment> attachments, LossLedger ledger,
        Optional<Digest> content, Optional<Overrun> overBudget) {
    public BackTranslation {
        rows = List.copyOf(rows);
        attachments = List.copyOf(attachments);
    }

    /** Rows that no tables made. */
    public BackTranslation(String system, List<LocalRow> rows, List<Attachment> attachments, LossLedger ledger) {
        this(system, rows, attachments, ledger, Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        return "BackTranslation[" + system + ", " + rows.size() + " rows]";
    }
}
