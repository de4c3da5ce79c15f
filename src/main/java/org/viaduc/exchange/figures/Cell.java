package org.viaduc.exchange.figures;

/** One count as it may be shown. */
public sealed interface Cell {
    Cell HIDDEN = new Hidden();

    /** @param count none, or no fewer than the threshold */
    record Shown(long count) implements Cell {
        public Shown {
            if (count < 0) {
                throw new IllegalArgumentException("nothing is counted below none");
            }
        }
    }

    /** Fewer than the threshold, or a count from which such a one could be worked out. */
    record Hidden() implements Cell {}

    default boolean isShown() {
        return this instanceof Shown;
    }

    /** The count; none where it is hidden. For drawings, which show the difference by other means. */
    default long count() {
        return switch (this) {
            case Shown(var count) -> count;
            case Hidden() -> 0;
        };
    }
}
