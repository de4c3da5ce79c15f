package org.viaduc.mapping;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.mapping.SystemDescription.Form;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.format.FixedDate;
import org.viaduc.mapping.format.Format;
import org.viaduc.model.LocalRow;

/**
 * One row's file: what becomes of every field of one local row type.
 *
 * @param number  of this type among the system's, from 0
 * @param place   of its fields among all fields of the system: where its counters begin
 * @param day     the field whose day chooses the lines of the code tables; -1 without
 * @param dayFormat how that field is written
 * @param drops   reasons by field; empty for fields that are mapped
 * @param writes  words that delivered rows get in fields that nothing else fills; empty without
 * @param told    fields that count as mapped wherever they hold something: keys, and the protection of the address
 */
record RowTable(RowType type, int number, Map<String, Integer> places, int place, int day, Format dayFormat,
        Optional<Integer> keep,
        List<PieceTable> pieces, List<FactTable> facts, String[] drops, String[] writes, boolean[] told) {

    static Map<String, Integer> places(List<String> fields) {
        var places = new HashMap<String, Integer>();
        fields.forEach(field -> places.put(field, places.size()));
        return places;
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
    String[] values(LocalRow row, Tally tally) {
        var values = new String[places.size()];
        Arrays.fill(values, "");
        row.fields().forEach((name, text) -> {
            var value = text.strip();
            var at = places.get(name);
            if (at != null) {
                values[at] = value;
            } else if (!value.isEmpty()) {
                tally.unknown(row.type(), name, "unknown-field");
            }
        });
        return values;
    }

    Optional<LocalDate> day(String[] values) {
        return day < 0 || values[day].isEmpty() ? Optional.empty() : FixedDate.day(dayFormat.toCommon(values[day]));
    }

    /** Translates one row. @param number which row of its type this is, from 1 */
    void out(LocalRow row, int number, Translating record) {
        var values = values(row, record.tally);
        var out = new Out(values, day(values), record.documents);
        if (!pieces.isEmpty()) {
            pieces(out, type.name() + "-" + number, record);
        }
        if (!facts.isEmpty()) {
            facts(row, out, record);
        }
        for (var i = 0; i < values.length; i++) {
            if (!values[i].isEmpty()) {
                var fate = out.fates[i];
                record.tally.count(place + i, fate != null ? fate : told[i] ? Fate.MAPPED : Fate.NONE);
            }
        }
    }

    private void pieces(Out out, String id, Translating record) {
        var taken = false;
        for (var i = 0; i < pieces.size(); i++) {
            var block = pieces.get(i);
            if (block.otherwise() ? taken : !Condition.allHold(block.when(), out.values)) {
                continue;
            }
            taken |= !block.when().isEmpty();
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
