package org.viaduc.mapping;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.SystemDescription.Form;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.format.FixedDate;
import org.viaduc.mapping.format.Format;
import org.viaduc.model.LocalRow;

/** One row's file: what becomes of every field of one local row type. */
final class RowTable {
    private final RowType type;
    private final int number;
    private final int place;
    private final Map<String, Integer> places;
    private final Day day;
    private final Optional<Integer> keep;
    private final List<PieceTable> pieces;
    private final List<FactTable> facts;
    private final Roles roles;

    /** @param field whose day chooses the lines of the code tables; -1 without. @param format how it is written */
    record Day(int field, Format format) {}

    /**
     * What fields are for beside the lines, each by the field's place; texts are empty where there is nothing to say.
     *
     * @param drops   reasons of fields that go
     * @param keeps   reasons of fields that are kept as text
     * @param writes  words that delivered rows get in fields that nothing else fills
     * @param empties words that say nothing
     * @param told    fields that count as mapped wherever they hold something: keys, and the protection of the address
     * @param rows    which rows go as a whole
     */
    record Roles(String[] drops, String[] keeps, String[] writes, String[] empties, boolean[] told,
            List<DroppedRows> rows) {}

    /** Rows that are not translated, on purpose. */
    record DroppedRows(List<Condition> when, String reason) {}

    /** @param number of this type among the system's, from 0. @param place of its fields among all fields of the system */
    RowTable(RowType type, int number, int place, Day day, Optional<Integer> keep, List<PieceTable> pieces,
            List<FactTable> facts, Roles roles) {
        this.type = type;
        this.number = number;
        this.place = place;
        this.places = places(type.fields());
        this.day = day;
        this.keep = keep;
        this.pieces = List.copyOf(pieces);
        this.facts = List.copyOf(facts);
        this.roles = roles;
    }

    static Map<String, Integer> places(List<String> fields) {
        var places = new HashMap<String, Integer>();
        fields.forEach(field -> places.put(field, places.size()));
        return places;
    }

    RowType type() {
        return type;
    }

    int number() {
        return number;
    }

    Map<String, Integer> places() {
        return places;
    }

    int day() {
        return day.field;
    }

    Format dayFormat() {
        return day.format;
    }

    Optional<Integer> keep() {
        return keep;
    }

    List<PieceTable> pieces() {
        return pieces;
    }

    List<FactTable> facts() {
        return facts;
    }

    Roles roles() {
        return roles;
    }

    List<String> fields() {
        return type.fields();
    }

    /** As much of the text as the field has room for: its beginning; of a number that is too long, nothing. */
    String fitting(int field, String text) {
        return !type.forms().isEmpty() && type.forms().get(type.fields().get(field)) instanceof Form.Span span
                ? FixedRoom.of(span, text)
                : text;
    }

    /** What the row holds, by the place of the field; counts the fields that nobody knows. */
    private String[] values(LocalRow row, Fate[] fates, Tally tally) {
        var values = new String[places.size()];
        Arrays.fill(values, "");
        for (var field : row.fields().entrySet()) {
            var value = field.getValue().strip();
            var at = places.get(field.getKey());
            if (at == null) {
                if (!value.isEmpty()) {
                    tally.count(new LossLedger.Line(row.type(), field.getKey(), Outcome.DROPPED, "unknown-field", 1));
                }
            } else if (!value.isEmpty() && value.equals(roles.empties[at])) {
                fates[at] = Fate.MAPPED;
            } else {
                values[at] = value;
            }
        }
        return values;
    }

    private Optional<LocalDate> day(String[] values, Translating record) {
        return day.field < 0 || values[day.field].isEmpty()
                ? record.day
                : FixedDate.day(day.format.toCommon(values[day.field])).or(() -> record.day);
    }

    /** Translates one row. @param row which row of its type this is, from 1 */
    void out(LocalRow local, int row, Translating record) {
        var fates = new Fate[places.size()];
        var values = values(local, fates, record.tally);
        var out = new Out(values, fates, day(values, record), record);
        for (var i = 0; i < roles.rows.size(); i++) {
            if (Condition.allHold(roles.rows.get(i).when, values)) {
                drop(local, out, roles.rows.get(i).reason, record);
                return;
            }
        }
        if (!pieces.isEmpty()) {
            pieces(out, type.name() + "-" + row, record);
        }
        if (!facts.isEmpty()) {
            facts(local, out, record);
        }
        for (var i = 0; i < values.length; i++) {
            var fate = fates[i];
            if (!values[i].isEmpty() || saysNothing(local, i)) {
                record.tally.count(place + i, fate != null ? fate : roles.told[i] ? Fate.MAPPED : Fate.NONE);
            }
        }
    }

    /** True when the field holds its word for nothing. */
    private boolean saysNothing(LocalRow local, int field) {
        return !roles.empties[field].isEmpty()
                && roles.empties[field].equals(local.fields().getOrDefault(type.fields().get(field), "").strip());
    }

    /** A row that goes on purpose, keys and all. */
    private void drop(LocalRow local, Out out, String reason, Translating record) {
        var tally = record.tally;
        for (var i = 0; i < out.values.length; i++) {
            if (!out.values[i].isEmpty() || saysNothing(local, i)) {
                tally.count(new LossLedger.Line(local.type(), type.fields().get(i), Outcome.DROPPED, reason, 1));
            }
        }
    }

    private void pieces(Out out, String id, Translating record) {
        var taken = false;
        for (var i = 0; i < pieces.size(); i++) {
            var block = pieces.get(i);
            var taking = block.taking();
            if (taking.otherwise() ? taken : !Condition.allHold(taking.when(), out.values)) {
                continue;
            }
            taken |= !taking.when().isEmpty();
            var piece = block.out(out, id, record.protectedAddress);
            if (piece.isPresent()) {
                record.pieces.add(piece.get());
            }
        }
    }

    private void facts(LocalRow row, Out out, Translating record) {
        var stated = false;
        for (var fact : facts) {
            stated |= fact.out(row, out, record);
        }
        if (!stated && pieces.isEmpty()) {
            facts.forEach(fact -> fact.when().forEach(
                    condition -> out.became(condition.field(), Fate.LOST_CODE)));
        }
    }
}
