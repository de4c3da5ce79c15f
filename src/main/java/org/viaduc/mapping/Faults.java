package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.viaduc.mapping.MappingFaults.Fault;

/** Gathers what is wrong with the mapping files, so that all of it is said at once. */
final class Faults {
    private record Placed(String file, int line, String reason) {}

    private final List<Placed> found = new ArrayList<>();

    void add(String file, int line, String reason) {
        found.add(new Placed(file, line, reason));
    }

    /** Each once, file by file in the order of their lines. */
    List<Fault> all() {
        return found.stream().sorted(Comparator.comparing(Placed::file).thenComparingInt(Placed::line)).distinct()
                .map(each -> new Fault(each.file + ":" + each.line, each.reason)).toList();
    }

    /** @throws MappingFaults when there is any */
    void speak() {
        if (!found.isEmpty()) {
            throw new MappingFaults(all());
        }
    }
}
