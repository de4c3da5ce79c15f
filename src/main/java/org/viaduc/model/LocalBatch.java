package org.viaduc.model;

import java.util.List;

/**
 * What a department handed over in one go, split into one record per person.
 *
 * @param system  the local system's name
 * @param source  the drop's file name or the call's name, for messages; never a person's data
 * @param faults  the lines that could not be read, each with its place; the rest of the batch is still good
 */
public record LocalBatch(String system, String source, List<LocalRecord> records, List<Fault> faults) {
    /** One thing that could not be read. @param place as {@code DOSSIERS_20261121.csv:14} */
    public record Fault(String place, String reason) {}

    public LocalBatch {
        records = List.copyOf(records);
        faults = List.copyOf(faults);
    }

    @Override
    public String toString() {
        return "LocalBatch[" + system + ", " + records.size() + " records]";
    }
}
