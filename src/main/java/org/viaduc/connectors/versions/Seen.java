package org.viaduc.connectors.versions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.viaduc.mapping.LossLedger;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.Translation;
import org.viaduc.model.Digest;

/**
 * What one version made of one file, without its contents.
 *
 * @param fields outcomes by row and field, sorted
 * @param pieces digest of each, by its id. @param kinds of the pieces, by their id
 */
record Seen(Map<Field, List<Outcome>> fields, Map<String, Digest> pieces, Map<String, String> kinds,
        Map<String, String> facts, boolean isOverBudget) {

    record Field(String row, String name) implements Comparable<Field> {
        @Override
        public int compareTo(Field other) {
            return row.equals(other.row) ? name.compareTo(other.name) : row.compareTo(other.row);
        }

        @Override
        public String toString() {
            return row + "." + name;
        }
    }

    static Seen of(Translation translation) {
        var pieces = new TreeMap<String, Digest>();
        var kinds = new TreeMap<String, String>();
        translation.record().pieces().forEach(piece -> {
            pieces.put(piece.id(), Digest.of(List.of(piece.kind().code(), piece.resource().copy().toString(),
                    piece.marks().stream().sorted().toList().toString())));
            kinds.put(piece.id(), piece.kind().code());
        });
        var facts = new TreeMap<String, String>();
        translation.facts().forEach(fact -> facts.put(fact.id().toString(), fact.kind().word()));
        return new Seen(fields(translation.ledger()), pieces, kinds, facts, translation.overBudget().isPresent());
    }

    private static Map<Field, List<Outcome>> fields(LossLedger ledger) {
        var fields = new TreeMap<Field, List<Outcome>>();
        ledger.lines().forEach(line -> {
            var outcomes = fields.computeIfAbsent(new Field(line.row(), line.field()), key -> new ArrayList<>());
            for (var i = 0; i < line.count(); i++) {
                outcomes.add(line.outcome());
            }
        });
        fields.values().forEach(outcomes -> outcomes.sort(null));
        return fields;
    }
}
