package org.viaduc.mapping;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.mapping.LossLedger.Direction;
import org.viaduc.mapping.LossLedger.Line;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.OpenRows.Filled;
import org.viaduc.model.Attachment;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;
import org.viaduc.model.Piece;
import org.viaduc.policy.ReleasedRecord;

/**
 * Local words into common words and back, by the tables of a mapping book. Depends on nothing but its arguments (and, for
 * the time at which a fact is recorded, the clock); throws for no content whatever. May be used by many threads.
 */
public final class Translator {
    private final MappingBook book;
    private final Clock clock;

    public Translator(MappingBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    public Translator(MappingBook book) {
        this(book, Clock.systemUTC());
    }

    /** What the code tables call a common code, as {@code rent-arrears} of {@code housing-difficulty}; in French. */
    public Optional<String> word(String table, String code) {
        return book.word(table, code);
    }

    /**
     * The record in common terms, with an account of every field. A word that the tables do not know is kept as text.
     *
     * @throws org.viaduc.model.UnknownCode when the book has no such system
     */
    public Translation translate(LocalRecord record) {
        var tables = book.tables(record.system());
        var translating = new Translating(record, tables, clock.instant());
        var numbers = new int[tables.rows.size()];
        for (var row : record.rows()) {
            var table = tables.row(row.type());
            if (table == null) {
                row.fields().keySet().forEach(
                        field -> translating.tally.unknown(row.type(), field, "unknown-row"));
            } else {
                table.out(row, ++numbers[table.number()], translating);
            }
        }
        var ledger = new LossLedger(record.system(), tables.version, Direction.OUT, translating.tally.lines());
        return new Translation(new CommonRecord(translating.pieces), translating.facts, ledger, tables.version,
                translating.doubts);
    }

    /** What a decision released, in a local system's words, ready to be handed over under the exchange's id. */
    public DeliverableRecord deliverable(ReleasedRecord released, String system, ExchangeId exchange) {
        return new DeliverableRecord(exchange, back(released.record(), system));
    }

    /**
     * Of the ledger of a record's translation, what concerns the pieces that leave: a host must not read from the name of
     * a field, or from a count, what stays. A field is told where the leaving pieces hold what it said.
     */
    public LossLedger told(LossLedger ledger, CommonRecord leaving) {
        var tables = book.tables(ledger.system());
        var fed = new HashMap<List<String>, Integer>();
        for (var piece : leaving.pieces()) {
            tables.targets(piece.kind()).stream().filter(target -> target.made(piece))
                    .flatMap(target -> target.fields(piece).distinct())
                    .forEach(field -> fed.merge(field, 1, Integer::sum));
        }
        var lines = ledger.lines().stream().filter(line -> fed.containsKey(List.of(line.row(), line.field())))
                .map(line -> new Line(line.row(), line.field(), line.outcome(), line.reason(),
                        Math.min(line.count(), fed.get(List.of(line.row(), line.field())))))
                .toList();
        return new LossLedger(ledger.system(), ledger.mapping(), ledger.direction(), lines);
    }

    /** A common record in a local system's words, with an account of every element. It delivers nothing. */
    public BackTranslation back(CommonRecord record, String system) {
        var tables = book.tables(system);
        var charsets = new Charsets(tables.description.wire());
        var rows = new OpenRows();
        var counts = new LinkedHashMap<Line, Integer>();
        var attachments = new ArrayList<Attachment>();
        for (var piece : record.pieces()) {
            back(piece, tables, charsets, rows, counts, attachments);
        }
        rows.sayProtection(tables.description.protectedAddress());
        return new BackTranslation(system, local(rows.filled(tables), tables), attachments,
                new LossLedger(system, tables.version, Direction.BACK, LossLedger.summed(counts)));
    }

    private static void back(Piece piece, SystemTables tables, Charsets charsets, OpenRows rows,
            Map<Line, Integer> counts, List<Attachment> attachments) {
        var kind = piece.kind().code();
        for (var target : tables.targets(piece.kind())) {
            var back = target.block().back(piece, target.row(), charsets);
            if (back.isPresent()) {
                rows.add(target, back.get());
                back.get().counts.forEach(each -> counts.merge(
                        new Line(kind, each.leaf(), each.outcome(), each.reason(), 1), each.leaves(), Integer::sum));
                attachments.addAll(back.get().attached);
                return;
            }
        }
        piece.resource().reading().rest().forEach(
                leaf -> counts.merge(new Line(kind, leaf, Outcome.DROPPED, "no-place", 1), 1, Integer::sum));
    }

    private static List<LocalRow> local(List<Filled> filled, SystemTables tables) {
        var keys = keys(filled, tables);
        var rows = new ArrayList<LocalRow>();
        for (var row : filled) {
            var type = row.table().type();
            var fields = new LinkedHashMap<String, String>();
            for (var i = 0; i < row.values().length; i++) {
                var name = type.fields().get(i);
                var value = row.values()[i];
                if (value.isEmpty()) {
                    value = type.isKey(name) ? keys.getOrDefault(name, "") : row.table().writes()[i];
                }
                if (row.table().keep().filter(keep -> type.fields().get(keep).equals(name)).isPresent()) {
                    value = withKept(value, row.kept());
                }
                if (!value.isEmpty()) {
                    fields.put(name, value);
                }
            }
            rows.add(new LocalRow(type.type(), fields, 0));
        }
        return rows;
    }

    private static String withKept(String text, List<String> kept) {
        var lines = new ArrayList<String>();
        if (!text.isEmpty()) {
            lines.add(text);
        }
        lines.addAll(kept);
        return String.join("\n", lines);
    }

    /** The keys of the person's own row, by the name of the field: what every other row repeats. */
    private static Map<String, String> keys(List<Filled> filled, SystemTables tables) {
        var keys = new LinkedHashMap<String, String>();
        for (var row : filled) {
            var type = row.table().type();
            if (type.type().equals(tables.description.person())) {
                for (var i = 0; i < row.values().length; i++) {
                    if (type.isKey(type.fields().get(i)) && !row.values()[i].isEmpty()) {
                        keys.putIfAbsent(type.fields().get(i), row.values()[i]);
                    }
                }
            }
        }
        return keys;
    }
}
