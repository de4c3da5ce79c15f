package org.viaduc.model.fhir;

import java.util.List;
import java.util.stream.Collectors;

/** A document that cannot be taken as it is. Says every fault with its place, and nothing of what the document holds. */
public final class UnreadableDocument extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /**
     * One of its faults.
     *
     * @param place an element path as {@code Bundle.entry[3].resource}, or line and column where the JSON itself
     *              breaks
     */
    public record Fault(String place, String reason) {
        @Override
        public String toString() {
            return place + ": " + reason;
        }
    }

    UnreadableDocument(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    UnreadableDocument(String place, String reason) {
        this(List.of(new Fault(place, reason)));
    }

    /** All of them, in the order of the document. */
    public List<Fault> faults() {
        return faults;
    }
}
