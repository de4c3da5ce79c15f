package org.viaduc.policy;

import java.util.List;

import org.viaduc.model.CommonRecord;

/**
 * What policy sees of a file.
 *
 * @param discernment assessed by a professional, never derived from the age (false also when nobody has); a recorded
 *                    {@code discernment-assessed} counts before it
 */
public record FileFace(List<PieceFace> pieces, Age age, boolean discernment) {
    public FileFace {
        pieces = List.copyOf(pieces);
    }

    public static FileFace of(CommonRecord record, Age age, boolean discernment) {
        return new FileFace(record.pieces().stream().map(PieceFace::of).toList(), age, discernment);
    }
}
