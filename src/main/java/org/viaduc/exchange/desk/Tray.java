package org.viaduc.exchange.desk;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Match;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.trust.Kept;
import org.viaduc.trust.Sealer;

/** What waits because it is not certain who a file is about. Its file stands on the shelf under the same id. */
public final class Tray {
    /** Why a file waits whose translation lost more than its connector's budget allows. */
    public static final String OVER_BUDGET = "over-budget";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Digest UNKNOWN = new Digest("0".repeat(64));
    private final Sealer sealer;
    private final Clock clock;

    public Tray(Sealer sealer, Clock clock) {
        this.sealer = sealer;
        this.clock = clock;
    }

    /** One parked file. @param candidates JSON: pseudonyms with the words of doubt */
    public record Parked(ExchangeId id, Journey.Direction direction, String reasons, JsonNode candidates,
            String connector,
            String localId, String household, String mapping, Digest content, List<Fact> facts,
            java.time.Instant openedAt) {
        /** Whether it is a neighbour's request: it has no file. */
        public boolean isRequest() {
            return direction == Journey.Direction.OUT && connector.isEmpty();
        }

        /** Whether it waits because its translation lost more than the connector's budget allows. */
        public boolean isOverBudget() {
            return List.of(reasons.split(",")).contains(OVER_BUDGET);
        }

        /** Whether that person is one of the candidates. */
        public boolean names(UUID person) {
            for (var candidate : candidates) {
                if (candidate.path("person").asText().equals(person.toString())) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return "Parked[" + id + "]";
        }
    }

    /** Parks a collected file, before any question is opened about it. */
    public void park(Connection tx, ExchangeId id, Origin origin, Collection<Fact> facts, Match.Several several)
            throws SQLException {
        park(tx, id, Journey.Direction.OUT, several, origin.connector(), origin.localId(), origin.household(),
                origin.mapping(), origin.content(), facts);
    }

    /** Parks a file that arrived. */
    public void park(Connection tx, ExchangeId id, Match.Several several, Collection<Fact> facts) throws SQLException {
        park(tx, id, Journey.Direction.IN, several, "", "", "", "", UNKNOWN, facts);
    }

    /** Parks a neighbour's request. */
    public void parkRequest(Connection tx, ExchangeId id, Match.Several several) throws SQLException {
        park(tx, id, Journey.Direction.OUT, several, "", "", "", "", UNKNOWN, List.of());
    }

    private void park(Connection tx, ExchangeId id, Journey.Direction direction, Match.Several several,
            String connector,
            String localId, String household, String mapping, Digest content, Collection<Fact> facts)
            throws SQLException {
        var candidates = JSON.createArrayNode();
        several.candidates().forEach(each -> {
            var candidate = candidates.addObject().put("person", each.pseudonym().value().toString());
            var reasons = candidate.putArray("reasons");
            each.reasons().forEach(reasons::add);
        });
        var kept = sealer.keep(id, FactCodec.toJson(facts).getBytes(StandardCharsets.UTF_8));
        try (var statement = tx.prepareStatement("""
                insert into parked (id, direction, reasons, candidates, connector, local_id, household, mapping, facts,
                    facts_key, opened_at, mapping_content)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")) {
            statement.setObject(1, id.value());
            statement.setString(2, direction.word());
            statement.setString(3, String.join(",", several.reasons()));
            statement.setString(4, candidates.toString());
            statement.setString(5, connector);
            statement.setString(6, localId);
            statement.setString(7, household);
            statement.setString(8, mapping);
            statement.setBytes(9, kept.content());
            statement.setBytes(10, kept.wrappedKey());
            statement.setTimestamp(11, Timestamp.from(clock.instant()));
            statement.setString(12, content.hex());
            statement.executeUpdate();
        }
    }

    /** All that waits, oldest first. */
    public List<Parked> all(Connection tx) throws SQLException {
        return list(tx, "order by opened_at");
    }

    /** The older files of somebody that wait since they were collected under that local id, locked. */
    public List<Parked> ofFile(Connection tx, String connector, String localId) throws SQLException {
        return list(tx, "where direction = 'out' and connector = ? and local_id = ? order by opened_at for update",
                connector, localId);
    }

    /** What waits under that id, locked until the transaction ends. */
    public Optional<Parked> locked(Connection tx, ExchangeId id) throws SQLException {
        return list(tx, "where id = ? for update", id.value()).stream().findFirst();
    }

    /** It waits no longer. What stands on the shelf stays there. */
    public void done(Connection tx, ExchangeId id) throws SQLException {
        try (var statement = tx.prepareStatement("delete from parked where id = ?")) {
            statement.setObject(1, id.value());
            statement.executeUpdate();
        }
    }

    private List<Parked> list(Connection tx, String where, Object... values) throws SQLException {
        try (var statement = tx.prepareStatement("select * from parked " + where)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                var found = new java.util.ArrayList<Parked>();
                while (rows.next()) {
                    var id = new ExchangeId(rows.getObject("id", UUID.class));
                    var facts = sealer.unkeep(id, new Kept(rows.getBytes("facts_key"), rows.getBytes("facts")));
                    found.add(new Parked(id, Journey.Direction.valueOf(
                            rows.getString("direction").strip().toUpperCase(java.util.Locale.ROOT)),
                            rows.getString("reasons"), JSON.readTree(rows.getString("candidates")),
                            rows.getString("connector"), rows.getString("local_id"), rows.getString("household"),
                            rows.getString("mapping"),
                            new Digest(rows.getString("mapping_content")),
                            FactCodec.readAll(new String(facts, StandardCharsets.UTF_8)),
                            rows.getTimestamp("opened_at").toInstant()));
                }
                return found;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a parked file's candidates cannot be read", e);
        }
    }
}
