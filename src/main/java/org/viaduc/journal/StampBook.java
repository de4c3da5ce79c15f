package org.viaduc.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

import org.viaduc.model.Department;

/** What a timestamp authority says of this journal's heads (RFC 3161): that they were there at that moment. */
public final class StampBook {
    private final Department origin;

    StampBook(Department origin) {
        this.origin = origin;
    }

    /** The last head that was signed, while no authority has timestamped it. */
    public Optional<Checkpoint> unstamped(Connection connection) throws SQLException {
        var latest = CheckpointRows.latest(connection, origin);
        var stamped = TimestampRows.latest(connection);
        return latest.filter(head -> stamped.filter(it -> it.size() == head.size()).isEmpty());
    }

    /** Keeps an authority's token over {@link Checkpoint#stamped()}, which the caller has verified. */
    public void keep(Connection connection, Checkpoint checkpoint, byte[] token, Instant at) throws SQLException {
        TimestampRows.add(connection, new Timestamp(checkpoint.size(), token), at);
    }

    /** When an authority last timestamped a head, and at what size; empty while none has. */
    public Optional<Stamped> last(Connection connection) throws SQLException {
        return TimestampRows.last(connection);
    }

    /** @param at the authority's time, UTC */
    public record Stamped(long size, Instant at) {}
}
