package org.viaduc.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One person's file in common terms: an immutable list of pieces, in the order of the source. */
public record CommonRecord(List<Piece> pieces) {
    public CommonRecord {
        pieces = List.copyOf(pieces);
        var ids = new HashSet<String>();
        for (var piece : pieces) {
            if (!ids.add(piece.id())) {
                throw new IllegalArgumentException("two pieces of a record share the id `" + piece.id() + "`");
            }
        }
    }

    public Stream<Piece> of(Kind kind) {
        return pieces.stream().filter(piece -> piece.kind() == kind);
    }

    /** The piece that says who the file is about. */
    public Optional<Piece> identity() {
        return of(Kind.IDENTITY).findFirst();
    }

    @Override
    public String toString() {
        return "CommonRecord" + pieces;
    }
}
