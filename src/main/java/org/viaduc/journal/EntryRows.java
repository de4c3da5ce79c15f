package org.viaduc.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

import org.viaduc.model.ExchangeId;

/** Entries as rows of {@code journal_entry}. */
final class EntryRows {
    static final String COLUMNS = "e.exchange, e.actor_kind, e.actor_id, e.step, e.at, e.details::text as details";

    private static final String INSERT = """
            insert into journal_entry (exchange, actor_kind, actor_id, step, at, details)
            select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::jsonb[])""";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader DETAILS = JSON.readerFor(new TypeReference<Map<String, String>>() {
    });

    private EntryRows() {
    }

    /** All entries with one statement, in their order. */
    static void insert(Connection connection, List<Entry> entries) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            column(insert, 1, "uuid", entries.stream().map(it -> it.exchange().map(ExchangeId::value).orElse(null)));
            column(insert, 2, "text", entries.stream().map(it -> it.actor().kind().word()));
            column(insert, 3, "text", entries.stream().map(it -> it.actor().id()));
            column(insert, 4, "text", entries.stream().map(it -> it.step().word()));
            column(insert, 5, "timestamptz", entries.stream().map(it -> it.at().toString()));
            column(insert, 6, "jsonb", entries.stream().map(it -> json(it.details())));
            insert.executeUpdate();
        }
    }

    private static void column(PreparedStatement statement, int place, String type,
            Stream<?> values) throws SQLException {
        statement.setArray(place, statement.getConnection().createArrayOf(type, values.toArray()));
    }

    /** @throws IllegalArgumentException when the row holds what no entry can */
    static Entry read(ResultSet row) throws SQLException {
        return new Entry(Optional.ofNullable(row.getObject("exchange", UUID.class)).map(ExchangeId::new),
                new Actor(Actor.Kind.of(row.getString("actor_kind")), row.getString("actor_id")),
                Step.of(row.getString("step")), row.getObject("at", OffsetDateTime.class).toInstant(),
                details(row.getString("details")));
    }

    /** The entries of the log from that place on, in its order. */
    static List<Journal.Sequenced> from(Connection connection, long index, int most) throws SQLException {
        try (var select = connection.prepareStatement("""
                select l.leaf_index, l.leaf, %s from journal_leaf l join journal_entry e on e.id = l.entry
                 where l.leaf_index >= ? order by l.leaf_index limit ?""".formatted(COLUMNS))) {
            select.setLong(1, index);
            select.setInt(2, most);
            var found = new ArrayList<Journal.Sequenced>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Journal.Sequenced(rows.getLong(1), Hashing.digest(rows.getBytes(2)), read(rows)));
                }
            }
            return found;
        }
    }

    /** The same with the place in the log that the row has beside. */
    static Journal.Placed placed(ResultSet row) throws SQLException {
        return new Journal.Placed(Optional.ofNullable(row.getObject("leaf_index", Long.class)), read(row));
    }

    static String json(Map<String, String> details) {
        try {
            return JSON.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("details of an entry are texts by their keys", e);
        }
    }

    private static Map<String, String> details(String json) {
        try {
            return DETAILS.readValue(json);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException("details of an entry are texts by their keys");
        }
    }
}
