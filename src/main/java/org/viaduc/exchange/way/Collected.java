package org.viaduc.exchange.way;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.viaduc.model.Digest;
import org.viaduc.model.LocalRecord;

/** What was collected last, by digest: nightly drops repeat themselves, and a repeat opens nothing. */
public final class Collected {
    private static final String ANEW = "anew:";

    /** By connector, how far the door had read when its look began. */
    private final Map<String, String> begunAt = new ConcurrentHashMap<>();

    /**
     * Remembers the record.
     *
     * @param content digest of the tables that would translate it
     * @return false when the same system, id and digest were the last seen, and the same tables translated it
     */
    boolean isNew(Connection tx, LocalRecord record, Digest content, Instant now) throws SQLException {
        try (var statement = tx.prepareStatement("""
                insert into collected (system, local_id, digest, at, content) values (?, ?, ?, ?, ?)
                on conflict (system, local_id) do update set digest = excluded.digest, at = excluded.at,
                    content = excluded.content
                where collected.digest <> excluded.digest or collected.content <> excluded.content""")) {
            statement.setString(1, record.system());
            statement.setString(2, record.localId());
            statement.setString(3, record.digest().hex());
            statement.setTimestamp(4, Timestamp.from(now));
            statement.setString(5, content.hex());
            return statement.executeUpdate() == 1;
        }
    }

    /** Whether it is what was collected last. */
    boolean isLast(Connection tx, LocalRecord record) throws SQLException {
        try (var statement = tx.prepareStatement(
                "select 1 from collected where system = ? and local_id = ? and digest = ?")) {
            statement.setString(1, record.system());
            statement.setString(2, record.localId());
            statement.setString(3, record.digest().hex());
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Forgets a record's digest, so that its next collection is looked at anew. */
    public void forget(Connection tx, String system, String localId) throws SQLException {
        try (var statement = tx.prepareStatement("delete from collected where system = ? and local_id = ?")) {
            statement.setString(1, system);
            statement.setString(2, localId);
            statement.executeUpdate();
        }
    }

    /** The local ids of a system whose files were ever collected. */
    public List<String> localIds(Connection tx, String system) throws SQLException {
        try (var statement = tx.prepareStatement("select local_id from collected where system = ? order by at")) {
            statement.setString(1, system);
            try (var rows = statement.executeQuery()) {
                var ids = new ArrayList<String>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return ids;
            }
        }
    }

    /** A look begins. @return how far the door has read, in its own words; empty when it has to begin anew */
    Optional<String> mark(Connection tx, String connector) throws SQLException {
        try (var statement = tx.prepareStatement("select mark from door_mark where connector = ?")) {
            statement.setString(1, connector);
            try (var rows = statement.executeQuery()) {
                var mark = rows.next() ? rows.getString(1) : "";
                begunAt.put(connector, mark);
                return Optional.of(mark).filter(each -> !each.isEmpty() && !each.startsWith(ANEW));
            }
        }
    }

    /**
     * The look that began last has read up to here. Where somebody has it begin anew meanwhile, that stands: what they ask
     * for may be a file that this look had passed by already.
     */
    void cameTo(Connection tx, String connector, String mark) throws SQLException {
        try (var statement = tx.prepareStatement("""
                insert into door_mark (connector, mark) values (?, ?)
                on conflict (connector) do update set mark = excluded.mark where door_mark.mark = ?""")) {
            statement.setString(1, connector);
            statement.setString(2, mark);
            statement.setString(3, begunAt.getOrDefault(connector, ""));
            if (statement.executeUpdate() == 1) {
                begunAt.put(connector, mark);
            }
        }
    }

    /** The door has read up to here; an empty mark has its next look begin anew, unlike any other that did. */
    public void mark(Connection tx, String connector, String mark) throws SQLException {
        try (var statement = tx.prepareStatement("""
                insert into door_mark (connector, mark) values (?, ?)
                on conflict (connector) do update set mark = excluded.mark""")) {
            statement.setString(1, connector);
            statement.setString(2, mark.isEmpty() ? ANEW + UUID.randomUUID() : mark);
            statement.executeUpdate();
        }
    }
}
