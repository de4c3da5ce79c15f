package org.viaduc.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How far those outside are who are told each entry of the log, and the telling. */
public final class FeedBook {
    private final Clock clock;

    FeedBook(Clock clock) {
        this.clock = clock;
    }

    /** Tells entries to someone outside. */
    @FunctionalInterface
    public interface Feed {
        /** @throws IOException when it is not certain that all of them arrived */
        void tell(List<Journal.Sequenced> entries) throws IOException;
    }

    /** How far a feed is. @param next the first place that was not told yet */
    public record Fed(long next, Instant at) {}

    /** How far the feed of that name is; empty when it never began. */
    public Optional<Fed> of(Connection connection, String feed) throws SQLException {
        return FeedRows.of(connection, feed);
    }

    /**
     * Tells a feed the next entries of the log, in their order and from the first one on. Only what arrived is counted as told:
     * what was cut off is told again, so that an entry may be told twice and none is left out. One instance tells at a time.
     *
     * @param connection in auto-commit mode
     * @return how many were told; 0 when there are none, or another instance is at it
     */
    public int tell(Connection connection, String name, int most, Feed feed) throws SQLException, IOException {
        if (!FeedRows.takes(connection, name)) {
            return 0;
        }
        try {
            var entries = EntryRows.from(connection, FeedRows.next(connection, name), most);
            if (!entries.isEmpty()) {
                feed.tell(entries);
                FeedRows.move(connection, name, entries.getLast().index() + 1, clock.instant());
            }
            return entries.size();
        } finally {
            FeedRows.leaves(connection, name);
        }
    }
}
