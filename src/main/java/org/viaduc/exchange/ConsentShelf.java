package org.viaduc.exchange;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.exchange.question.FactBook;
import org.viaduc.model.Digest;
import org.viaduc.model.Resource;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.consent.Category;
import org.viaduc.policy.consent.Said;
import org.viaduc.trust.Kept;
import org.viaduc.trust.Sealer;

/** The consents of each person as they were captured, sealed one by one. What they state stands in the {@link FactBook}. */
final class ConsentShelf {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Sealer sealer;

    ConsentShelf(Sealer sealer) {
        this.sealer = sealer;
    }

    /** One consent as it stands here. */
    record Standing(Said said, Instant capturedAt) {}

    /** Keeps a consent that is new. @return false when one of its key is there */
    boolean add(Connection tx, Pseudonym person, Said said, Instant now) throws SQLException {
        var body = JSON.createObjectNode();
        body.set("consent", said.consent().copy());
        body.put("facts", FactCodec.toJson(said.facts()));
        var kept = sealer.keep(FactBook.place(person), body.toString().getBytes(StandardCharsets.UTF_8));
        try (var statement = tx.prepareStatement("""
                insert into consent (person, key, category, digest, captured_at, body, wrapped_key)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")) {
            statement.setObject(1, person.value());
            statement.setString(2, said.key());
            statement.setString(3, said.category().word());
            statement.setString(4, said.digest().hex());
            statement.setTimestamp(5, Timestamp.from(now));
            statement.setBytes(6, kept.content());
            statement.setBytes(7, kept.wrappedKey());
            return statement.executeUpdate() == 1;
        }
    }

    /** Ends a consent that stands. @return false when it was ended before */
    boolean withdraw(Connection tx, Pseudonym person, String key, LocalDate on) throws SQLException {
        try (var statement = tx.prepareStatement(
                "update consent set withdrawn_on = ? where person = ? and key = ? and withdrawn_on is null")) {
            statement.setObject(1, on);
            statement.setObject(2, person.value());
            statement.setString(3, key);
            return statement.executeUpdate() == 1;
        }
    }

    Optional<Standing> find(Connection tx, Pseudonym person, String key) throws SQLException {
        return list(tx, person, " and key = ?", key).stream().findFirst();
    }

    /** The person's consents, in the order in which they were captured. */
    List<Standing> of(Connection tx, Pseudonym person) throws SQLException {
        return list(tx, person, "");
    }

    private List<Standing> list(Connection tx, Pseudonym person, String where, String... values) throws SQLException {
        try (var statement = tx.prepareStatement(
                "select key, category, digest, captured_at, withdrawn_on, body, wrapped_key from consent"
                        + " where person = ?" + where + " order by captured_at, key")) {
            statement.setObject(1, person.value());
            for (var i = 0; i < values.length; i++) {
                statement.setString(i + 2, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<Standing>();
                while (rows.next()) {
                    found.add(row(rows, person));
                }
                return found;
            }
        }
    }

    private Standing row(ResultSet row, Pseudonym person) throws SQLException {
        var body = sealer.unkeep(FactBook.place(person), new Kept(row.getBytes("wrapped_key"), row.getBytes("body")));
        try {
            var tree = (ObjectNode) JSON.readTree(new String(body, StandardCharsets.UTF_8));
            return new Standing(
                    new Said(row.getString("key"), Resource.of((ObjectNode) tree.get("consent")),
                            new Digest(row.getString("digest")),
                            Category.valueOf(row.getString("category").toUpperCase(Locale.ROOT)),
                            FactCodec.readAll(tree.path("facts").asText()),
                            Optional.ofNullable(row.getObject("withdrawn_on", LocalDate.class))),
                    row.getTimestamp("captured_at").toInstant());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a consent that was kept here cannot be read; nothing was changed", e);
        }
    }
}
