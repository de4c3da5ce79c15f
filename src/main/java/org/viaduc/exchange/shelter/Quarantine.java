package org.viaduc.exchange.shelter;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactKind;
import org.viaduc.trust.Kept;

/**
 * Answers of CAF or CPAM about the address of a sheltered person (CASF L226-3-2): sealed and set apart, and no fact of any
 * decision until a named officer has let it count or has thrown it away.
 */
public final class Quarantine {
    private final Desk desk;
    private final Shelter shelter;

    public Quarantine(Desk desk, Shelter shelter) {
        this.desk = desk;
        this.shelter = shelter;
    }

    /** One answer that stands apart. */
    public record Held(ExchangeId id, Instant since) {}

    /**
     * One of them as an officer sees it, who must know what they decide.
     *
     * @param fund  whose answer it is
     * @param on    the day of the answer
     * @param files the numbers under which the person's file has left the local system
     */
    public record Looked(Held held, String fund, LocalDate on, List<String> files) {
        public Looked {
            files = List.copyOf(files);
        }
    }

    /** An answer that an officer has let count. */
    public record Freed(Pseudonym person, Fact fact) {}

    /** Sets apart what must not count yet. @return the other facts, in their order */
    public List<Fact> sift(Connection tx, Pseudonym person, List<Fact> facts, Actor from) throws SQLException {
        if (facts.stream().noneMatch(Quarantine::isAnswer) || !shelter.covers(tx, person)) {
            return facts;
        }
        var passed = new ArrayList<Fact>();
        for (var fact : facts) {
            if (isAnswer(fact)) {
                setApart(tx, person, fact, from);
            } else {
                passed.add(fact);
            }
        }
        return passed;
    }

    private static boolean isAnswer(Fact fact) {
        return fact.kind() == FactKind.ADDRESS_ANSWERED;
    }

    /** The same answer told again stays where it was put, or is gone as it was. */
    private void setApart(Connection tx, Pseudonym person, Fact fact, Actor from) throws SQLException {
        var id = new ExchangeId(UUID.nameUUIDFromBytes(
                (person.value() + "/" + fact.id().value()).getBytes(StandardCharsets.UTF_8)));
        var kept = desk.sealer().keep(id, FactCodec.toJson(fact).getBytes(StandardCharsets.UTF_8));
        try (var statement = tx.prepareStatement("""
                insert into quarantine (id, person, wrapped_key, content, opened_at) values (?, ?, ?, ?, ?)
                on conflict do nothing""")) {
            statement.setObject(1, id.value());
            statement.setObject(2, person.value());
            statement.setBytes(3, kept.wrappedKey());
            statement.setBytes(4, kept.content());
            statement.setTimestamp(5, Timestamp.from(desk.clock().instant()));
            if (statement.executeUpdate() == 1) {
                desk.pages(from).say(id, Step.PARKED, entry -> entry.with(Detail.REASON, "quarantined")
                        .with(Detail.FACT_KIND, fact.kind().word())
                        .with(Detail.PSEUDONYM, person.value().toString())).into(desk.journal(), tx);
            }
        }
    }

    /** What stands apart, oldest first. */
    public List<Held> held(Connection tx) throws SQLException {
        try (var statement = tx.prepareStatement(
                "select id, opened_at from quarantine where content is not null order by opened_at, id");
                var rows = statement.executeQuery()) {
            var held = new ArrayList<Held>();
            while (rows.next()) {
                held.add(new Held(new ExchangeId(rows.getObject(1, UUID.class)), rows.getTimestamp(2).toInstant()));
            }
            return held;
        }
    }

    /**
     * Shows an officer what stands apart. That they looked is an entry.
     *
     * @throws OfficersOnly           for anybody else
     * @throws NoSuchElementException when nothing stands apart under that id
     */
    public Looked look(Connection tx, ExchangeId id, Actor officer) throws SQLException {
        var answer = unsealed(tx, id, officer);
        desk.pages(officer).say(id, Step.READ, entry -> entry.with(Detail.PART, "quarantined")
                .with(Detail.PSEUDONYM, answer.person().value().toString())).into(desk.journal(), tx);
        var files = desk.journeys().outgoing(tx, answer.person()).stream().map(Journey::localId)
                .filter(each -> !each.isEmpty()).distinct().toList();
        var held = held(tx).stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
        return new Looked(held, FactCodec.fields(answer.fact()).getOrDefault("from", ""), answer.fact().on(), files);
    }

    /**
     * An officer lets the answer count.
     *
     * @throws OfficersOnly           for anybody else
     * @throws NoSuchElementException when nothing stands apart under that id
     */
    public Freed free(Connection tx, ExchangeId id, Actor officer) throws SQLException {
        var freed = unsealed(tx, id, officer);
        shred(tx, id);
        desk.pages(officer).say(id, Step.RESOLVED, entry -> entry.with(Detail.OUTCOME, "release"))
                .into(desk.journal(), tx);
        return freed;
    }

    private Freed unsealed(Connection tx, ExchangeId id, Actor officer) throws SQLException {
        shelter.mustBeOpenTo(officer);
        try (var statement = tx.prepareStatement(
                "select person, wrapped_key, content from quarantine where id = ? and content is not null for update")) {
            statement.setObject(1, id.value());
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new NoSuchElementException("nothing stands apart under that id");
                }
                var body = desk.sealer().unkeep(id, new Kept(rows.getBytes(2), rows.getBytes(3)));
                return new Freed(new Pseudonym(rows.getObject(1, UUID.class)),
                        FactCodec.read(new String(body, StandardCharsets.UTF_8)));
            }
        }
    }

    /** An officer throws the answer away: it never was a fact. @throws OfficersOnly for anybody else */
    public void discard(Connection tx, ExchangeId id, Actor officer) throws SQLException {
        shelter.mustBeOpenTo(officer);
        if (shred(tx, id) == 0) {
            throw new NoSuchElementException("nothing stands apart under that id");
        }
        desk.pages(officer).say(id, Step.RESOLVED, entry -> entry.with(Detail.OUTCOME, "withhold"))
                .say(id, Step.SHREDDED).into(desk.journal(), tx);
    }

    /** The row stays without its content, so that the same answer is not taken for a new one. */
    private static int shred(Connection tx, ExchangeId id) throws SQLException {
        try (var statement = tx.prepareStatement(
                "update quarantine set content = null, wrapped_key = null where id = ? and content is not null")) {
            statement.setObject(1, id.value());
            return statement.executeUpdate();
        }
    }
}
