package org.viaduc.exchange.question;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.trust.Kept;
import org.viaduc.trust.Sealer;

/**
 * The facts of each person, sealed one by one. A fact is never changed: the same id is the same fact, and a correction
 * is a fact that names the one it voids.
 */
public final class FactBook {
    private final Sealer sealer;

    public FactBook(Sealer sealer) {
        this.sealer = sealer;
    }

    /** Records the facts that are new. @param statedBy the department that states them @return those that were new */
    public List<Fact> add(Connection tx, Pseudonym person, Department statedBy, Collection<Fact> facts)
            throws SQLException {
        var fresh = new ArrayList<Fact>();
        for (var fact : facts) {
            var kept = sealer.keep(place(person), FactCodec.toJson(fact).getBytes(StandardCharsets.UTF_8));
            try (var statement = tx.prepareStatement("""
                    insert into fact (id, person, stated_by, recorded_at, body, wrapped_key) values (?, ?, ?, ?, ?, ?)
                    on conflict do nothing""")) {
                statement.setString(1, fact.id().value());
                statement.setObject(2, person.value());
                statement.setString(3, statedBy.code());
                statement.setTimestamp(4, Timestamp.from(fact.recordedAt()));
                statement.setBytes(5, kept.content());
                statement.setBytes(6, kept.wrappedKey());
                if (statement.executeUpdate() == 1) {
                    fresh.add(fact);
                }
            }
        }
        return fresh;
    }

    /** What that department stated about the person, in the order in which it was recorded. */
    public List<Fact> of(Connection tx, Pseudonym person, Department statedBy) throws SQLException {
        try (var statement = tx.prepareStatement(
                "select body, wrapped_key from fact where person = ? and stated_by = ? order by recorded_at, id")) {
            statement.setObject(1, person.value());
            statement.setString(2, statedBy.code());
            try (var rows = statement.executeQuery()) {
                var facts = new ArrayList<Fact>();
                while (rows.next()) {
                    facts.add(opened(person, new Kept(rows.getBytes(2), rows.getBytes(1))));
                }
                return facts;
            }
        }
    }

    /** About whom a department stated something. */
    public record About(Pseudonym person, Department statedBy) {}

    /** The same of many persons in one go, each in the order in which it was recorded; nothing of whom nothing is known. */
    public Map<About, List<Fact>> of(Connection tx, Collection<About> wanted) throws SQLException {
        var all = List.copyOf(new LinkedHashSet<>(wanted));
        try (var statement = tx.prepareStatement(
                """
                        select f.person, f.stated_by, f.body, f.wrapped_key from fact f
                        join unnest(?::uuid[], ?::text[]) w (person, stated_by) on f.person = w.person and f.stated_by = w.stated_by
                        order by f.recorded_at, f.id""")) {
            statement.setArray(1, tx.createArrayOf("uuid", all.stream().map(each -> each.person.value()).toArray()));
            statement.setArray(2, tx.createArrayOf("text", all.stream().map(each -> each.statedBy.code()).toArray()));
            try (var rows = statement.executeQuery()) {
                var found = new HashMap<About, List<Fact>>();
                while (rows.next()) {
                    var about = new About(new Pseudonym(rows.getObject(1, UUID.class)),
                            new Department(rows.getString(2)));
                    found.computeIfAbsent(about, each -> new ArrayList<>())
                            .add(opened(about.person, new Kept(rows.getBytes(4), rows.getBytes(3))));
                }
                return found;
            }
        }
    }

    private Fact opened(Pseudonym person, Kept kept) {
        return FactCodec.read(new String(sealer.unkeep(place(person), kept), StandardCharsets.UTF_8));
    }

    /**
     * Shreds what a department stated about a person, in an exchange that was about somebody else. Where other exchanges
     * with that department are about the person, what it stated stays.
     *
     * @return how many facts went
     */
    public int forget(Connection tx, Pseudonym person, Department statedBy, ExchangeId wrong) throws SQLException {
        try (var statement = tx.prepareStatement(
                """
                        delete from fact where person = ? and stated_by = ? and not exists (select 1 from exchange e
                            where e.person = fact.person and e.peer = fact.stated_by and e.direction = 'in' and e.id <> ?)""")) {
            statement.setObject(1, person.value());
            statement.setString(2, statedBy.code());
            statement.setObject(3, wrong.value());
            return statement.executeUpdate();
        }
    }

    /** Sealed facts are bound to their person, as a sealed file is to its exchange. */
    public static ExchangeId place(Pseudonym person) {
        return new ExchangeId(
                new UUID(person.value().getMostSignificantBits(), person.value().getLeastSignificantBits()));
    }
}
