package org.viaduc.connectors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.model.Digest;
import org.viaduc.model.LocalRecord;

/** A node that remembers what its doors gave it: by system, local id and digest, as a node does. */
final class PlayedNode implements Acceptance {
    private final Map<String, Digest> known = new HashMap<>();
    private final Map<String, String> marks = new HashMap<>();
    private final List<LocalRecord> taken = new ArrayList<>();
    private int refused;
    private int breaksAfter = -1;
    private Runnable meanwhile = () -> {
    };

    /** After so many records more the node goes down; with a negative number it stays up. */
    synchronized void breaksAfter(int records) {
        breaksAfter = records;
    }

    /** What happens elsewhere while a record is taken. */
    synchronized void onAccept(Runnable meanwhile) {
        this.meanwhile = meanwhile;
    }

    @Override
    public synchronized void accept(LocalRecord record, String connector) {
        meanwhile.run();
        if (breaksAfter == 0) {
            throw new IllegalStateException("the node is down");
        }
        breaksAfter--;
        if (!record.digest().equals(known.put(record.system() + " " + record.localId(), record.digest()))) {
            taken.add(record);
        }
    }

    @Override
    public synchronized void refusedAtDoor(String connector, int faults) {
        refused += faults;
    }

    @Override
    public synchronized Optional<String> mark(String connector) {
        return Optional.ofNullable(marks.get(connector));
    }

    @Override
    public synchronized void mark(String connector, String mark) {
        marks.put(connector, mark);
    }

    /** What was new when it came. */
    synchronized List<LocalRecord> taken() {
        return List.copyOf(taken);
    }

    synchronized List<String> ids() {
        return taken.stream().map(LocalRecord::localId).toList();
    }

    synchronized int refused() {
        return refused;
    }
}
