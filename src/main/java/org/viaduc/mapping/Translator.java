package org.viaduc.mapping;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.mapping.LossLedger.Direction;
import org.viaduc.mapping.LossLedger.Line;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.OpenRows.Filled;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.model.Attachment;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Kind;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;
import org.viaduc.model.Piece;
import org.viaduc.policy.ReleasedRecord;

/**
 * Local words into common words and back, by the tables of a mapping book. Depends on nothing but its arguments (and, for
 * the time at which a fact is recorded, the clock); throws for no content whatever. May be used by many threads.
 */
public final class Translator {
    private final MappingsInForce mappings;
    private final Clock clock;

    /** Each act is done by the book that is in force when it begins. */
    public Translator(MappingsInForce mappings, Clock clock) {
        this.mappings = mappings;
        this.clock = clock;
    }

    public Translator(MappingBook book, Clock clock) {
        this(new MappingsInForce(book), clock);
    }

    public Translator(MappingBook book) {
        this(book, Clock.systemUTC());
    }

    /** What the code tables call a common code, as {@code rent-arrears} of {@code housing-difficulty}; in French. */
    public Optional<String> word(String table, String code) {
        return mappings.book().word(table, code);
    }

    /** The digest of the tables by which this system's records are translated now. */
    public Digest content(String system) {
        return mappings.book().content(system);
    }

    /**
     * The record in common terms, with an account of every field. A word that the tables do not know is kept as text.
     *
     * @throws org.viaduc.model.UnknownCode when the book has no such system
     */
    public Translation translate(LocalRecord record) {
        var tables = mappings.book().tables(record.system());
        var translating = new Translating(record, tables, clock.instant());
        var numbers = new int[tables.rows.size()];
        for (var row : record.rows()) {
            var table = tables.row(row.type());
            if (table == null) {
                row.fields().keySet().forEach(field -> translating.tally.count(
                        new Line(row.type(), field, Outcome.DROPPED, "unknown-row", 1)));
            } else {
                table.out(row, ++numbers[table.number()], translating);
            }
        }
        var ledger = new LossLedger(record.system(), tables.version, Direction.OUT, translating.tally.lines());
        return new Translation(new CommonRecord(translating.finished()), translating.facts, ledger, tables.version,
                tables.content, translating.doubts, tables.rules.budget().overrun(ledger));
    }

    /** What a decision released, in a local system's words, ready to be handed over under the exchange's id. */
    public DeliverableRecord deliverable(ReleasedRecord released, String system, ExchangeId exchange) {
        return new DeliverableRecord(exchange, back(released.record(), system));
    }

    /**
     * An example as it would be delivered, for the certification of a connector against a system that is played. A node's
     * line to its department refuses it.
     */
    public DeliverableRecord rehearsed(CommonRecord example, String system, ExchangeId exchange) {
        return DeliverableRecord.rehearsed(exchange, back(example, system));
    }

    /**
     * Of the ledger of a record's translation, what concerns the pieces that leave: a host must not read from the name of
     * a field, or from a count, what stays. A field is told where the leaving pieces hold what it said.
     */
    public LossLedger told(LossLedger ledger, CommonRecord leaving) {
        var tables = mappings.book().tables(ledger.system());
        if (!tables.version.equals(ledger.mapping())) {
            // Tables that are no longer in force wrote it: which field fed what cannot be told, so nothing is.
            return new LossLedger(ledger.system(), ledger.mapping(), ledger.direction(), List.of());
        }
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
        var tables = mappings.book().tables(system);
        var charsets = new Charsets(tables.description);
        var rows = new OpenRows();
        var counts = new LinkedHashMap<Line, Integer>();
        var attachments = new ArrayList<Attachment>();
        for (var piece : identityFirst(record)) {
            back(piece, tables, charsets, rows, counts, attachments);
        }
        rows.sayProtection(tables.description.protectedAddress());
        rows.sayReferences((reference, led) -> counts.merge(new Line(reference.kind().code(), reference.leaf(),
                led ? Outcome.MAPPED : Outcome.DROPPED, led ? "" : "no-reference", 1), 1, Integer::sum));
        rows.sayDerived((element, said) -> counts.merge(new Line(element.kind().code(), element.leaf(),
                said ? Outcome.MAPPED : Outcome.DROPPED, said ? "" : "no-field", 1), 1, Integer::sum));
        rows.sayAssumed(element -> counts.merge(
                new Line(element.kind().code(), element.leaf(), Outcome.ASSUMED, "not-said", 1), 1, Integer::sum));
        var ledger = new LossLedger(system, tables.version, Direction.BACK, LossLedger.summed(counts));
        return new BackTranslation(system, local(rows.filled(tables), tables), attachments, ledger,
                Optional.of(tables.content), tables.rules.budget().overrun(ledger));
    }

    /** Who the person is decides what else of the person can stand in the same row. */
    private static List<Piece> identityFirst(CommonRecord record) {
        var pieces = record.pieces();
        if (pieces.isEmpty() || pieces.getFirst().kind() == Kind.IDENTITY) {
            return pieces;
        }
        return pieces.stream().sorted(Comparator.comparing(piece -> piece.kind() != Kind.IDENTITY)).toList();
    }

    private static void back(Piece piece, SystemTables tables, Charsets charsets, OpenRows rows,
            Map<Line, Integer> counts, List<Attachment> attachments) {
        var kind = piece.kind().code();
        var full = false;
        for (var target : tables.targets(piece)) {
            var back = target.block().back(piece, target.row(), charsets);
            if (back.isPresent() && !rows.hasRoom(target, back.get(), tables.description.person())) {
                full = true;
            } else if (back.isPresent()) {
                rows.add(target, back.get());
                back.get().counts.forEach(each -> counts.merge(
                        new Line(kind, each.leaf(), each.outcome(), each.reason(), 1), each.leaves(), Integer::sum));
                attachments.addAll(back.get().attached);
                return;
            }
        }
        var reason = full ? "no-room" : "no-place";
        piece.resource().reading().rest().forEach(
                leaf -> counts.merge(new Line(kind, leaf, Outcome.DROPPED, reason, 1), 1, Integer::sum));
    }

    private static List<LocalRow> local(List<Filled> filled, SystemTables tables) {
        var keys = Keys.of(filled, tables);
        var rows = new ArrayList<LocalRow>();
        for (var row : filled) {
            var type = row.table().type();
            var roles = row.table().roles();
            var fields = new LinkedHashMap<String, String>();
            for (var i = 0; i < row.values().length; i++) {
                var name = type.fields().get(i);
                var value = row.values()[i];
                if (value.isEmpty()) {
                    value = type.isKey(name) ? keys.of(type, name) : roles.writes()[i];
                }
                if (row.table().keep().filter(keep -> type.fields().get(keep).equals(name)).isPresent()) {
                    value = withKept(value, row.kept());
                }
                if (value.isEmpty()) {
                    value = roles.empties()[i];
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

    /** What a row's key is filled with: what the person's own row says in its key of that sort. */
    private record Keys(String person, String household) {
        static Keys of(List<Filled> filled, SystemTables tables) {
            var own = filled.stream().filter(
                    row -> row.table().type().type().equals(tables.description.person())).findFirst();
            return new Keys(own.map(row -> row.value(row.table().type().person())).orElse(""),
                    own.map(row -> row.value(row.table().type().household())).orElse(""));
        }

        String of(RowType type, String field) {
            return type.person().filter(field::equals).isPresent()
                    ? person
                    : type.household().filter(field::equals).isPresent() ? household : "";
        }
    }
}
