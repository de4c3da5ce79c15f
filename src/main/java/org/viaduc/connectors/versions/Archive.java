package org.viaduc.connectors.versions;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Where a connector's route lays what it has read, on this machine or on the department's. It is only looked at. */
interface Archive extends AutoCloseable {
    /** One drop that was read once. @param at when it was last written */
    record Drop(String name, Instant at) {}

    /** All drops that lie there. @throws IOException when it cannot be reached */
    List<Drop> drops() throws IOException;

    /** What is in a drop. */
    InputStream open(Drop drop) throws IOException;

    /** Those since that moment, newest first. */
    default List<Drop> since(Instant moment) throws IOException {
        return drops().stream().filter(drop -> !drop.at().isBefore(moment))
                .sorted(Comparator.comparing(Drop::at).reversed()).toList();
    }

    @Override
    void close();
}
