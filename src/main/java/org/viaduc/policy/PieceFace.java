package org.viaduc.policy;

import java.util.Set;

import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Piece;

/** What policy sees of a piece: which one, what it is, what it carries. Never what it says. */
public record PieceFace(String pieceId, Kind kind, Set<Mark> marks) {
    public PieceFace {
        marks = Set.copyOf(marks);
    }

    public static PieceFace of(Piece piece) {
        return new PieceFace(piece.id(), piece.kind(), piece.marks());
    }
}
