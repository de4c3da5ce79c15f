package org.viaduc.mapping;

import java.util.List;

import org.viaduc.model.Attachment;
import org.viaduc.model.LocalRow;

/** A common record in a local system's words, to be looked at: it delivers nothing. */
public record BackTranslation(String system, List<LocalRow> rows, List<Attachment> attachments, LossLedger ledger) {
    public BackTranslation {
        rows = List.copyOf(rows);
        attachments = List.copyOf(attachments);
    }

    @Override
    public String toString() {
        return "BackTranslation[" + system + ", " + rows.size() + " rows]";
    }
}
