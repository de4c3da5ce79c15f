package org.viaduc.exchange.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What a department's own system posted, as digests: by which a repeat is recognised, and which of its files are about whom. Both
 * are kept as long as what is told of an exchange, and not longer.
 */
final class PostedRows {
    private static final String POSTINGS = """
            with gone as (delete from posting where at < ? returning connector)
            select connector, count(*) from gone group by connector order by connector""";
    /** Not while an exchange of that file is under way, or anything is kept of one. */
    private static final String FILES = """
            with gone as (delete from own_file o where o.told_at < ? and not exists (
                    select 1 from exchange e where e.connector = o.connector and e.local_id = o.local_id
                       and (e.state not in ('delivered', 'withheld', 'refused', 'failed') or exists (
                           select 1 from retention r
                            where r.exchange = e.id and r.kept_at is not null and r.destroyed_at is null)))
                returning o.connector, o.local_id)
            select connector, count(distinct local_id) from gone group by connector order by connector""";

    /** So many of what one system posted went. @param part what, as an entry says it */
    record Gone(String part, String connector, long records) {}

    /** Destroys what was posted before that moment. */
    List<Gone> destroy(Connection tx, Instant before) throws SQLException {
        var gone = new ArrayList<Gone>();
        gone.addAll(destroy(tx, POSTINGS, "posting", before));
        gone.addAll(destroy(tx, FILES, "own-file", before));
        return gone;
    }

    private static List<Gone> destroy(Connection tx, String sql, String part, Instant before) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement(sql)) {
            delete.setObject(1, OffsetDateTime.ofInstant(before, ZoneOffset.UTC));
            var gone = new ArrayList<Gone>();
            try (var rows = delete.executeQuery()) {
                while (rows.next()) {
                    gone.add(new Gone(part, rows.getString(1), rows.getLong(2)));
                }
            }
            return gone;
        }
    }
}
