package org.viaduc.mapping;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Piece;

/**
 * A field that names another row by one of that row's words: in common terms a reference to that row's piece, with the
 * word beside it for systems that know it.
 */
final class ReferenceLine extends FieldLine {
    /** What a reference says until all pieces are made: this, and the row's name and number. */
    static final String ROW = "row:";

    private final String row;
    private final String by;
    private final FieldPath reference;
    private final FieldPath display;

    /** @param row the type of the other row. @param by its field that holds the same word */
    ReferenceLine(int local, FieldPath path, String row, String by) {
        super(local, path);
        this.row = row;
        this.by = by;
        this.reference = path.then("reference");
        this.display = path.then("display");
    }

    String row() {
        return row;
    }

    String by() {
        return by;
    }

    @Override
    Fate write(String value, Out out) {
        out.record.stem(row, by, value).ifPresent(stem -> out.resource.set(reference, ROW + stem));
        out.resource.set(display, value);
        return Fate.MAPPED;
    }

    @Override
    void back(Back back) {
        var referred = back.reading.take(reference);
        var said = back.reading.take(display);
        if (!said.isEmpty()) {
            back.put(local, said.getFirst());
            back.count(leaf(display), said.size(), Outcome.MAPPED, "");
            back.count(leaf(reference), referred.size(), Outcome.MAPPED, "");
        } else if (!referred.isEmpty()) {
            var text = referred.getFirst();
            back.references.add(new Back.Reference(local, text.substring(text.lastIndexOf('/') + 1), row, by,
                    leaf(reference)));
        }
    }

    @Override
    FieldPath writes() {
        return display;
    }

    /** Lets every reference to a row lead to the piece that came of it; where none did, the reference goes. */
    static void resolve(JsonNode tree, List<Piece> pieces) {
        if (tree instanceof ObjectNode object && object.path("reference").asText().startsWith(ROW)) {
            var led = resolved(object.path("reference").asText(), pieces);
            object.remove("reference");
            if (!led.isEmpty()) {
                object.put("reference", led);
            }
        }
        tree.forEach(each -> resolve(each, pieces));
    }

    private static String resolved(String reference, List<Piece> pieces) {
        var stem = reference.substring(ROW.length());
        return pieces.stream().filter(piece -> piece.id().equals(stem) || piece.id().startsWith(stem + "."))
                .findFirst().map(piece -> piece.resource().type() + "/" + piece.id()).orElse("");
    }
}
