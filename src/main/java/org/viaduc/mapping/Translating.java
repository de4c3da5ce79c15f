package org.viaduc.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.model.Attachment;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;
import org.viaduc.policy.Fact;

/** One record on its way out: what has come of it so far. */
final class Translating {
    final LocalRecord record;
    final Instant now;
    final boolean protectedAddress;
    final Map<String, Attachment> documents;
    final Tally tally;

    /** The record's own day, for rows that have none. */
    final Optional<LocalDate> day;

    final List<Piece> pieces = new ArrayList<>();
    final List<Fact> facts = new ArrayList<>();
    final List<String> doubts = new ArrayList<>(0);

    private final SystemTables tables;
    private final Map<String, Map<String, String>> stems = new HashMap<>(0);

    Translating(LocalRecord record, SystemTables tables, Instant now) {
        this.record = record;
        this.tables = tables;
        this.now = now;
        this.protectedAddress = tables.protectsAddress(record.rows());
        this.tally = new Tally(tables.slots);
        this.day = tables.rules.day(record);
        this.documents = HashMap.newHashMap(record.attachments().size());
        record.attachments().forEach(each -> documents.put(each.id(), each));
    }

    void doubt(LocalRow row, String what) {
        doubts.add("row `" + row.type() + "`, line " + row.line() + ": " + what);
    }

    /** What the ids of the pieces begin with that come of the row with this word. */
    Optional<String> stem(String type, String field, String word) {
        return Optional.ofNullable(stems.computeIfAbsent(type + "." + field, key -> index(type, field)).get(word));
    }

    private Map<String, String> index(String type, String field) {
        var found = new HashMap<String, String>();
        var number = 0;
        for (var row : record.rows()) {
            if (row.type().equals(type)) {
                number++;
                found.putIfAbsent(row.fields().getOrDefault(field, "").strip(),
                        tables.row(type).type().name() + "-" + number);
            }
        }
        return found;
    }

    /** The pieces, with every reference from one row to another leading to a piece. */
    List<Piece> finished() {
        if (!tables.refers()) {
            return pieces;
        }
        return pieces.stream().map(piece -> {
            var tree = piece.resource().copy();
            ReferenceLine.resolve(tree, pieces);
            return piece.with(Resource.of(tree));
        }).toList();
    }
}
