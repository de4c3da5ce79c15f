package org.viaduc.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;

/**
 * What was done at one node, by whom, under which rule. Entries are appended in the transaction of the act; soon after,
 * {@link #sequence} gives those that committed their places in a log that nobody can rewrite unnoticed.
 */
public final class Journal {
    private final Department origin;
    private final CheckpointSigner signer;
    private final Clock clock;

    /** @param origin the department whose journal this is */
    public Journal(Department origin, CheckpointSigner signer, Clock clock) {
        this.origin = origin;
        this.signer = signer;
        this.clock = clock;
    }

    /** Writes the entries with one statement in the caller's transaction: they stand or fall with the act they tell. */
    public void append(Connection connection, List<Entry> entries) throws SQLException {
        if (!entries.isEmpty()) {
            EntryRows.insert(connection, entries);
        }
    }

    /** The same for entries given one by one. */
    public void append(Connection connection, Entry... entries) throws SQLException {
        append(connection, List.of(entries));
    }

    /**
     * Gives every entry that committed its place in the log, in batches with a transaction each. Any instance of the
     * node may call it at any time; one works, the others return at once. An entry whose transaction began before one
     * that is still running waits for the next call.
     *
     * @param connection in auto-commit mode
     * @return how many entries got their place
     */
    public int sequence(Connection connection) throws SQLException {
        var total = 0;
        int batch;
        do {
            batch = Sequencer.run(connection);
            total += batch;
        } while (Sequencer.isFull(batch));
        return total;
    }

    /** The signed head of the log; signs a new one when the log has grown since the last. */
    public Checkpoint checkpoint(Connection connection) throws SQLException {
        var size = CheckpointRows.logSize(connection);
        var latest = CheckpointRows.latest(connection, origin);
        if (latest.isPresent() && latest.get().size() == size) {
            return latest.get();
        }
        var head = CheckpointRows.head(connection);
        var now = Checkpoint.rounded(clock.instant());
        var signature = signer.sign(Checkpoint.body(origin, head.size(), head.root(), now));
        return CheckpointRows.add(connection, new Checkpoint(origin, head.size(), head.root(), now, signature));
    }

    /** The last head that was signed, for receipts: no new signature, one row read. */
    public Optional<Checkpoint> latestCheckpoint(Connection connection) throws SQLException {
        return CheckpointRows.latest(connection, origin);
    }

    /** The checkpoint at that size, when it is dated before the one that precedes it: the clock was set back there. */
    public Optional<Checkpoint> datedBack(Connection connection, long size) throws SQLException {
        var all = CheckpointRows.around(connection, origin, size);
        return all.size() == 2 && LogCheck.isBack(all.getLast(), all.getFirst())
                ? Optional.of(all.getFirst())
                : Optional.empty();
    }

    /** An entry in its place. @param leaf its hash in the log */
    public record Sequenced(long index, Digest leaf, Entry entry) {}

    /** How many entries of each step a period has, as the log of a checkpoint of that size has them. */
    public Map<Step, Long> steps(Connection connection, long size, Instant from, Instant to) throws SQLException {
        return Counting.steps(connection, size, from, to);
    }

    /** How often each user or client read or took away in a period, in the same log. */
    public SortedMap<String, Long> readers(Connection connection, long size, Instant from, Instant to)
            throws SQLException {
        return Counting.readers(connection, size, from, to);
    }

    /** How many entries have their place in the log. */
    public long size(Connection connection) throws SQLException {
        return CheckpointRows.logSize(connection);
    }

    /** The head that was signed at exactly that size. */
    public Optional<Checkpoint> checkpointAt(Connection connection, long size) throws SQLException {
        return CheckpointRows.at(connection, origin, size);
    }

    /** What an authority outside says of this journal's heads. */
    public StampBook stamps() {
        return new StampBook(origin);
    }

    /** How far those outside are who are told each entry. */
    public FeedBook feeds() {
        return new FeedBook(clock);
    }

    /** What is kept of the heads of journals, the neighbours' and this one. */
    public WitnessBook witnesses() {
        return new WitnessBook(this, signer, clock);
    }

    /**
     * How this log grew from each size to the next.
     *
     * @param sizes ascending
     * @return one path fewer than sizes; an empty one where the log has not that size
     */
    public List<List<Digest>> growth(Connection connection, List<Long> sizes) throws SQLException {
        var subtrees = new SubtreeRows(connection);
        var size = CheckpointRows.logSize(connection);
        var paths = new ArrayList<List<Digest>>();
        for (var at = 1; at < sizes.size(); at++) {
            paths.add(sizes.get(at) > size
                    ? List.of()
                    : subtrees.consistency(sizes.get(at - 1), sizes.get(at)).path());
        }
        return paths;
    }

    /** The entries that were looked for, newest first. */
    public List<Placed> find(Connection connection, Search search) throws SQLException {
        return search.in(connection).entries();
    }

    /** The same, and where the next page begins. */
    public Page page(Connection connection, Search search) throws SQLException {
        return search.in(connection);
    }

    /** Everything that was done on one exchange, oldest first, with its place where it has one already. */
    public List<Placed> of(Connection connection, ExchangeId exchange) throws SQLException {
        return Walk.of(connection, List.of(exchange)).getOrDefault(exchange, List.of());
    }

    /** The same of several exchanges, in their order; one of which nothing was done is not among them. */
    public Map<ExchangeId, List<Placed>> of(Connection connection, Collection<ExchangeId> exchanges)
            throws SQLException {
        return Walk.of(connection, exchanges);
    }

    /** The exchanges whose entries name the person, oldest first. */
    public List<ExchangeId> exchangesAbout(Connection connection, Pseudonym person) throws SQLException {
        return Walk.about(connection, person);
    }

    /**
     * Shows everything that was done on each exchange that began in a period, as the log of a checkpoint has it: the same
     * checkpoint always shows the same. One exchange at a time is in memory.
     *
     * @param connection not in auto-commit mode
     * @param size       the checkpoint's
     */
    public void walk(Connection connection, long size, Instant from, Instant to, Consumer<List<Placed>> each)
            throws SQLException {
        Walk.all(connection, size, from, to, each);
    }

    /** The latest entries of a step, newest first. It searches back from the end, so it is not for every day. */
    public List<Entry> latest(Connection connection, Step step, int most) throws SQLException {
        try (var select = connection.prepareStatement("select " + EntryRows.COLUMNS
                + " from journal_entry e where e.step = ? order by e.id desc limit ?")) {
            select.setString(1, step.word());
            select.setInt(2, most);
            var found = new ArrayList<Entry>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(EntryRows.read(rows));
                }
            }
            return List.copyOf(found);
        }
    }

    /** An entry and its place in the log, from 0; none until it was sequenced. */
    public record Placed(Optional<Long> place, Entry entry) {}

    /** Some entries. @param next for {@link Search#before}; empty when there are no more */
    public record Page(List<Placed> entries, Optional<Search.Mark> next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Writes the log as a file that {@link JournalCheck} needs nothing else for: entries, checkpoints, witnesses, and the
     * public keys under which the signatures stand. Sequences and signs first, so that the file is complete.
     *
     * @param connection in auto-commit mode
     * @param publicKeys this node's public signing keys, past ones too, as a JWK set (RFC 7517, section 5)
     */
    public void export(Connection connection, OutputStream out, String publicKeys) throws SQLException, IOException {
        sequence(connection);
        checkpoint(connection);
        JournalExport.write(connection, origin, publicKeys, out);
    }

    /**
     * Writes a part of the log with the proof that it is one, against a checkpoint that is signed for it: a file that
     * {@link JournalCheck} needs nothing else for.
     *
     * @param connection in auto-commit mode
     * @return how many entries it holds
     * @throws NoSuchElementException when the log has no such entry, or did not grow to such a size
     */
    public int evidence(Connection connection, About about, Beside beside, OutputStream out)
            throws SQLException, IOException {
        sequence(connection);
        var head = checkpoint(connection);
        if (about instanceof About.OneEntry(var index) && index >= head.size()
                || about instanceof About.Growth(var from, var to) && to > head.size()) {
            throw new NoSuchElementException("the log has " + head.size() + " entries");
        }
        connection.setAutoCommit(false);
        try {
            JournalCheck.snapshot(connection);
            return Evidence.write(connection, signer, head, about, beside, out);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
