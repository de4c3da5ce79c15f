package org.viaduc.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.viaduc.journal.Contradiction.Kind;
import org.viaduc.model.Department;
import org.viaduc.model.Digest;

/** The signed heads that this node keeps of its neighbours' journals, and of its own as neighbours pass them back. */
public final class WitnessBook {
    private final Journal journal;
    private final CheckpointSigner signer;
    private final Clock clock;

    WitnessBook(Journal journal, CheckpointSigner signer, Clock clock) {
        this.journal = journal;
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * Keeps another node's checkpoint, whose signature the caller has verified, as a witness of that journal.
     *
     * @return false when it contradicts one that was kept before: that journal was rewritten, or shows different heads
     *         to different nodes; both are kept as proof
     */
    public boolean keep(Connection connection, Checkpoint other) throws SQLException {
        return CheckpointRows.witness(connection, other);
    }

    /** The newest checkpoints that this node keeps of its neighbours, one of each; more of one with two histories. */
    public List<Checkpoint> newest(Connection connection) throws SQLException {
        return CheckpointRows.latestWitnessed(connection);
    }

    /** What the checkpoints that were kept prove against neighbours, or this node; empty while all journals only grew. */
    public List<Contradiction> contradictions(Connection connection) throws SQLException {
        return CheckpointRows.contradictions(connection);
    }

    /** The same of one head of a neighbour, which is kept: at most one of each kind. */
    public List<Contradiction> contradictions(Connection connection, Checkpoint head) throws SQLException {
        return WitnessRows.against(connection, head);
    }

    /**
     * Holds a head of this very journal, as a neighbour passes it back, against the log that stands here. One that the log has
     * not is kept as proof, beside the head that the log has now: this database is an older copy, or was rewritten.
     *
     * @return empty when the log still has it, when it was told before, and when no key of this node signed it
     */
    public Optional<Contradiction> passedBack(Connection connection, Checkpoint passed, Department by)
            throws SQLException {
        if (!signer.hasSigned(passed.body(), passed.signature())) {
            return Optional.empty();
        }
        var stands = hasStill(connection, passed);
        SeenRows.note(connection, new Seen(by, passed.size(), passed.rootHash(), passed.instant(), clock.instant(),
                stands));
        if (stands || WitnessRows.isCharged(connection, passed)) {
            return Optional.empty();
        }
        var own = journal.checkpoint(connection);
        keep(connection, passed);
        keep(connection, own);
        return Optional.of(new Contradiction(own.size() < passed.size()
                ? Kind.WENT_BACK
                : own.size() == passed.size() ? Kind.TWO_HISTORIES : Kind.NOT_GROWN, passed, own));
    }

    private static boolean hasStill(Connection connection, Checkpoint passed) throws SQLException {
        return passed.size() <= CheckpointRows.logSize(connection)
                && new SubtreeRows(connection).root(passed.size()).equals(passed.rootHash());
    }

    /**
     * The last head of this journal that a neighbour said, under its signature, to hold.
     *
     * @param signedAt when this node signed it
     * @param toldAt   when the neighbour last said so
     * @param stands   whether this log still has that head; where it has not, both heads are kept as proof
     */
    public record Seen(Department by, long size, Digest root, Instant signedAt, Instant toldAt, boolean stands) {}

    /** Who has seen which head of this journal, by neighbour; nobody who has not said so. */
    public List<Seen> seen(Connection connection) throws SQLException {
        return SeenRows.all(connection);
    }

    /** What was found against a journal and nobody has looked at yet. */
    public record Charge(UUID id, Department origin, Kind kind, Instant foundAt) {}

    /** Writes down what was found. @return false when the same was found before */
    public boolean charge(Connection connection, Contradiction found, UUID id) throws SQLException {
        return WitnessRows.found(connection, found, id, clock.instant());
    }

    /** What nobody has looked at yet, oldest first. */
    public List<Charge> charges(Connection connection) throws SQLException {
        return WitnessRows.open(connection);
    }

    /** Somebody has looked at it. It stays proof. @return empty when there is nothing under that id to look at */
    public Optional<Charge> looked(Connection connection, UUID id, Actor by) throws SQLException {
        return WitnessRows.looked(connection, id, by, clock.instant());
    }

    /** The newest head of a neighbour that lies on the line; the first that was kept begins it. */
    public Optional<Checkpoint> proven(Connection connection, Department neighbour) throws SQLException {
        return WitnessRows.proven(connection, neighbour);
    }

    /** The newest heads of a neighbour of which it is not proven that its log grew to or from them. */
    public List<Checkpoint> unproven(Connection connection, Department neighbour, int most) throws SQLException {
        return WitnessRows.unproven(connection, neighbour, most);
    }

    /** The head lies on the line of those before it: the log was proven to grow there. */
    public void prove(Connection connection, Checkpoint head) throws SQLException {
        WitnessRows.prove(connection, head, clock.instant());
    }
}
