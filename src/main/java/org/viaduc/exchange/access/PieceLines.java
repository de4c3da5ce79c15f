package org.viaduc.exchange.access;

import java.util.List;

import org.viaduc.mapping.Translator;
import org.viaduc.model.Language;
import org.viaduc.model.Piece;

/** A piece as people read it, for other readers than an extract's: label and value, in the words of the lexicon and the tables. */
public final class PieceLines {
    private PieceLines() {
    }

    public record Line(String label, String value) {}

    public static List<Line> of(Piece piece, Language language, Translator tables) {
        return Lines.of(piece, language, tables::word).stream().map(each -> new Line(each.label(), each.value()))
                .toList();
    }
}
