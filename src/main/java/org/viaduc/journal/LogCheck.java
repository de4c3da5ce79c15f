package org.viaduc.journal;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.viaduc.journal.Break.What;
import org.viaduc.model.Department;

/**
 * Derives one log again, entry by entry, and compares: contents with leaf hashes, leaf hashes with links, contents with
 * the roots of signed checkpoints. Used once.
 */
final class LogCheck {
    private static final int SIGNATURES = 1_000;
    /** So many entries that do not fit their hashes are held against each other: two of them may have changed places. */
    private static final int MOST_ALTERED = 10_000;
    /** How much the clocks of a node's instances may differ. */
    static final Duration SKEW = Duration.ofMinutes(1);

    private final Department origin;
    private final List<Checkpoint> own;
    private final List<Checkpoint> others;
    private final Tree tree = new Tree();
    private final Breaks breaks = new Breaks();
    private final List<Altered> altered = new ArrayList<>();
    private final Set<What> told = new HashSet<>();
    private Map<SubtreeRows.Key, byte[]> subtrees = Map.of();
    private final Map<Long, Dating.Correction> corrections = new HashMap<>();
    private int stamps;
    private Optional<Timestamp.Stamp> latestStamp = Optional.empty();
    private byte[] link = Hashing.START;
    private long place;
    private int ownDone;
    private int othersDone;
    private int ownStanding;
    private int othersStanding;
    private long signed;

    private record Altered(long place, byte[] recorded, byte[] found) {}

    /**
     * @param own    the journal's own checkpoints
     * @param others checkpoints of this journal that others hold
     */
    LogCheck(Department origin, List<Checkpoint> own, List<Checkpoint> others, CheckpointVerifier verifier) {
        this.origin = origin;
        this.own = sorted(own);
        this.others = sorted(others).stream().filter(it -> verifier.verifies(it.body(), it.signature())).toList();
        this.own.stream().skip(Math.max(0, own.size() - SIGNATURES))
                .filter(it -> !verifier.verifies(it.body(), it.signature()))
                .forEach(it -> tell(What.BAD_SIGNATURE, it.size(), it.size()));
        compareRoots();
    }

    private static List<Checkpoint> sorted(List<Checkpoint> checkpoints) {
        return checkpoints.stream().sorted(Comparator.comparingLong(Checkpoint::size)).toList();
    }

    /**
     * The next entry of the log.
     *
     * @param entry empty when the entry is not there or holds what none can
     */
    void next(long index, byte[] leaf, byte[] linkHere, Optional<Entry> entry, What whenEmpty) {
        if (index > place) {
            tell(What.MISSING, place, index - 1);
        } else if (index < place) {
            tell(What.UNLINKED, index, index);
        }
        var found = entry.map(Hashing::leaf);
        if (found.isEmpty()) {
            tell(whenEmpty, index, index);
        } else if (!Arrays.equals(found.get(), leaf)) {
            altered(new Altered(index, leaf, found.get()));
        }
        entry.ifPresent(each -> correction(index, each));
        if (!Arrays.equals(linkHere, Hashing.link(link, leaf)) && index == place) {
            tell(What.UNLINKED, index, index);
        }
        link = linkHere;
        place = index + 1;
        tree.add(found.orElse(leaf), this::filled);
        compareRoots();
    }

    private void altered(Altered one) {
        if (altered.size() < MOST_ALTERED) {
            altered.add(one);
        } else {
            tell(What.CHANGED, one.place(), one.place());
        }
    }

    /** The stored inner hashes, to be held against those that are derived. */
    void holds(Map<SubtreeRows.Key, byte[]> stored) {
        subtrees = stored;
    }

    /** The timestamps of the journal's own checkpoints. */
    void stamped(List<Timestamp> timestamps, TimestampVerifier authority) {
        var bySize = own.stream().collect(Collectors.toMap(Checkpoint::size, each -> each, (first, other) -> first));
        for (var timestamp : timestamps) {
            var stamp = Optional.ofNullable(bySize.get(timestamp.size()))
                    .flatMap(checkpoint -> authority.read(checkpoint.stamped(), timestamp.token()));
            if (stamp.isEmpty()) {
                tell(What.BAD_TIMESTAMP, timestamp.size(), timestamp.size());
                continue;
            }
            stamps++;
            latestStamp = stamp;
            if (bySize.get(timestamp.size()).instant().minus(SKEW).isAfter(stamp.get().at())) {
                tell(What.MISDATED, timestamp.size(), timestamp.size());
            }
        }
    }

    private void correction(long index, Entry entry) {
        var size = entry.details().get(Detail.SIZE.word());
        if (entry.step() == Step.CLOCK_SET && entry.actor().kind() == Actor.Kind.USER && size != null) {
            corrections.putIfAbsent(Long.parseLong(size), new Dating.Correction(Long.parseLong(size), index,
                    entry.actor()));
        }
    }

    /** A clock that was set back is a break, unless a person has said so in the journal itself. */
    private Dating dating() {
        var stated = new ArrayList<Dating.Correction>();
        for (var at = 1; at < own.size(); at++) {
            if (isBack(own.get(at - 1), own.get(at))) {
                var size = own.get(at).size();
                if (corrections.containsKey(size)) {
                    stated.add(corrections.get(size));
                } else {
                    tell(What.CLOCK_BACK, size, size);
                }
            }
        }
        return new Dating(stamps, latestStamp, stated);
    }

    /** Whether the second of two checkpoints of a log is dated before the first, by more than clocks differ. */
    static boolean isBack(Checkpoint first, Checkpoint second) {
        return second.instant().isBefore(first.instant().minus(SKEW));
    }

    private void filled(int level, long at, byte[] hash) {
        var stored = SubtreeRows.isStored(level) ? subtrees.get(new SubtreeRows.Key(level, at)) : null;
        if (stored != null && !Arrays.equals(stored, hash)) {
            tell(What.SUBTREE, at << level, (at + 1 << level) - 1);
        }
    }

    private void compareRoots() {
        for (; ownDone < own.size() && own.get(ownDone).size() <= tree.size(); ownDone++) {
            if (stands(own.get(ownDone))) {
                ownStanding++;
                signed = own.get(ownDone).size();
            } else {
                tellOnce(What.REWRITTEN, signed, Math.max(signed, own.get(ownDone).size() - 1));
            }
        }
        for (; othersDone < others.size() && others.get(othersDone).size() <= tree.size(); othersDone++) {
            if (stands(others.get(othersDone))) {
                othersStanding++;
            } else {
                tellOnce(What.CONTRADICTED, 0, Math.max(0, others.get(othersDone).size() - 1));
            }
        }
    }

    private boolean stands(Checkpoint checkpoint) {
        return checkpoint.size() == tree.size() && checkpoint.rootHash().equals(tree.root());
    }

    /** Something that only the caller can see. */
    void tell(What what, long from, long to) {
        breaks.add(new Break(what, from, to));
    }

    /** Lines that are none of a journal. */
    void unreadable(Breaks lines) {
        breaks.add(lines);
    }

    private void tellOnce(What what, long from, long to) {
        if (told.add(what)) {
            tell(what, from, to);
        }
    }

    byte[] link() {
        return link;
    }

    Tree tree() {
        return tree;
    }

    /** @param allSigned true when no entry may stand after the last checkpoint, as in an exported file */
    JournalReport end(boolean allSigned) {
        var last = own.isEmpty() ? Optional.<Checkpoint>empty() : Optional.of(own.getLast());
        if (ownDone < own.size()) {
            tell(What.TRUNCATED, place, own.getLast().size() - 1);
        }
        var beyond = others.subList(othersDone, others.size());
        beyond.stream().filter(it -> last.isPresent() && !it.instant().isAfter(last.get().instant())).findFirst()
                .ifPresent(it -> tellOnce(What.TRUNCATED, place, it.size() - 1));
        if (allSigned && last.map(Checkpoint::size).orElse(0L) < place) {
            tell(What.UNSIGNED, last.map(Checkpoint::size).orElse(0L), place - 1);
        }
        tellAltered();
        var dating = dating();
        return new JournalReport(origin, tree.size(), tree.root(), ownStanding, othersStanding, last,
                beyond.isEmpty() ? Optional.empty() : Optional.of(beyond.getLast()),
                dating, breaks.told(Comparator.comparingLong(Break::from).thenComparing(Break::what)),
                breaks.count());
    }

    /** Two of which each holds what was recorded of the other have changed places. */
    private void tellAltered() {
        var byRecorded = new HashMap<ByteBuffer, Altered>();
        altered.forEach(one -> byRecorded.put(ByteBuffer.wrap(one.recorded()), one));
        for (var one : altered) {
            var other = byRecorded.get(ByteBuffer.wrap(one.found()));
            var swapped = other != null && Arrays.equals(other.found(), one.recorded());
            if (!swapped) {
                tell(What.CHANGED, one.place(), one.place());
            } else if (one.place() < other.place()) {
                tell(What.SWAPPED, one.place(), other.place());
            }
        }
    }
}
