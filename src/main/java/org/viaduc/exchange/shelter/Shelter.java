package org.viaduc.exchange.shelter;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.journal.Actor;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Mark;
import org.viaduc.model.Section;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;

/** Whose whereabouts are protected here, and who may see where such a file went. */
public final class Shelter {
    /** Who decides of the protection of a child or of a file (dossier, D13: the named officer). */
    private static final Set<Role> OFFICERS = Set.of(Role.CADRE_CRIP, Role.PCD_DEL);

    private final Desk desk;

    public Shelter(Desk desk) {
        this.desk = desk;
    }

    /** Whether a file shows that its person must not be found. */
    public static boolean isShown(CommonRecord record) {
        return record.pieces().stream().anyMatch(piece -> piece.section() == Section.S16
                || piece.marks().contains(Mark.PROTECTED) || piece.marks().contains(Mark.PROTECTED_ADDRESS));
    }

    /** Remembers of the person what a file shows, for good: a later one that does not say so takes nothing back. */
    public void remember(Connection tx, Pseudonym person, CommonRecord record) throws SQLException {
        if (isShown(record)) {
            remember(tx, person);
        }
    }

    private void remember(Connection tx, Pseudonym person) throws SQLException {
        try (var statement = tx.prepareStatement(
                "insert into shelter (person, since) values (?, ?) on conflict do nothing")) {
            statement.setObject(1, person.value());
            statement.setTimestamp(2, Timestamp.from(desk.clock().instant()));
            statement.executeUpdate();
        }
    }

    public boolean covers(Connection tx, Pseudonym person) throws SQLException {
        try (var statement = tx.prepareStatement("select 1 from shelter where person = ?")) {
            statement.setObject(1, person.value());
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Whether a user is an officer of child protection whom the register names. */
    public boolean isOpenTo(Actor user) {
        return desk.decider().agent(user)
                .filter(agent -> agent.missions().contains(Mission.PE.name()))
                .filter(agent -> OFFICERS.stream().anyMatch(role -> role.word().equals(agent.role()))).isPresent();
    }

    /** @throws OfficersOnly for anybody else */
    void mustBeOpenTo(Actor user) {
        if (!isOpenTo(user)) {
            throw new OfficersOnly();
        }
    }

    /** Of these exchanges, those whose other department this reader may not know. */
    public Set<ExchangeId> hidden(Connection tx, Collection<ExchangeId> exchanges, Actor reader) throws SQLException {
        if (exchanges.isEmpty() || isOpenTo(reader)) {
            return Set.of();
        }
        try (var statement = tx.prepareStatement("""
                select e.id from exchange e join shelter s on s.person = e.person
                where e.direction = 'out' and e.id = any (?)""")) {
            statement.setArray(1, tx.createArrayOf("uuid", exchanges.stream().map(ExchangeId::value).toArray()));
            try (var rows = statement.executeQuery()) {
                var hidden = new HashSet<ExchangeId>();
                while (rows.next()) {
                    hidden.add(new ExchangeId(rows.getObject(1, UUID.class)));
                }
                return hidden;
            }
        }
    }
}
