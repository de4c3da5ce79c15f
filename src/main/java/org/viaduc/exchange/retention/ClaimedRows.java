package org.viaduc.exchange.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * What persons claimed of their own files and were answered, in words. The words go as long after the answer as what is told of an
 * exchange goes after its ending; that there was a claim, the journal goes on saying.
 */
final class ClaimedRows {
    /** Not while nobody has answered, nor while something is open about the transmission that is contested. */
    private static final String CLAIMS = """
            delete from claim c where c.answered_at < ?
               and not exists (select 1 from follow_up f where f.exchange = c.exchange
                                  and (f.state <> 'settled' or f.matter = 'restricted'))
               and not exists (select 1 from breach b where b.exchange = c.exchange and b.closed_at is null)""";

    /** Destroys what was answered before that moment. @return how many claims */
    int destroy(Connection tx, Instant before) throws SQLException {
        try (var delete = tx.prepareStatement(CLAIMS)) {
            delete.setObject(1, OffsetDateTime.ofInstant(before, ZoneOffset.UTC));
            return delete.executeUpdate();
        }
    }
}
