package org.viaduc.mapping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.viaduc.model.Attachment;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;
import org.viaduc.model.Piece;
import org.viaduc.policy.Fact;

/** One record on its way out: what has come of it so far. */
final class Translating {
    final LocalRecord record;
    final Instant now;
    final boolean protectedAddress;
    final Map<String, Attachment> documents;
    final Tally tally;
    final List<Piece> pieces = new ArrayList<>();
    final List<Fact> facts = new ArrayList<>();
    final List<String> doubts = new ArrayList<>(0);

    Translating(LocalRecord record, SystemTables tables, Instant now) {
        this.record = record;
        this.now = now;
        this.protectedAddress = tables.protectsAddress(record.rows());
        this.tally = new Tally(tables.slots);
        this.documents = HashMap.newHashMap(record.attachments().size());
        record.attachments().forEach(each -> documents.put(each.id(), each));
    }

    void doubt(LocalRow row, String what) {
        doubts.add("row `" + row.type() + "`, line " + row.line() + ": " + what);
    }
}
