package org.viaduc.mapping;

import java.util.List;
import java.util.stream.Collectors;

/** Mapping files that cannot be used as they are. Says every fault of every file at once. */
public final class MappingFaults extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /** One thing to repair. @param place file and line, as {@code mappings/solidor/personne.yaml:14} */
    public record Fault(String place, String reason) {
        @Override
        public String toString() {
            return place + ": " + reason;
        }
    }

    MappingFaults(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** All of them, file by file in the order of their lines. */
    public List<Fault> faults() {
        return faults;
    }
}
