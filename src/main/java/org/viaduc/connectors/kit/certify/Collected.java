package org.viaduc.connectors.kit.certify;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import org.viaduc.model.Digest;
import org.viaduc.model.LocalRecord;

/** Stands where the node is and remembers of each record whose it is and its digest; breaks once when it is told to. */
final class Collected implements Consumer<LocalRecord> {
    private final Set<String> ids = new HashSet<>();
    private final Set<Digest> digests = new HashSet<>();
    private boolean breaking;

    @Override
    public synchronized void accept(LocalRecord record) {
        if (breaking) {
            breaking = false;
            throw new IllegalStateException("the node breaks, as it was told to");
        }
        ids.add(record.localId());
        digests.add(record.digest());
    }

    synchronized void forget() {
        ids.clear();
        digests.clear();
    }

    synchronized void breakAtNext() {
        forget();
        breaking = true;
    }

    synchronized boolean hasBroken() {
        return !breaking;
    }

    synchronized boolean hasAny() {
        return !ids.isEmpty();
    }

    synchronized Set<String> ids() {
        return Set.copyOf(ids);
    }

    synchronized Set<Digest> digests() {
        return Set.copyOf(digests);
    }
}
