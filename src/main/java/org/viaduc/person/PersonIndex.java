package org.viaduc.person;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.viaduc.model.CommonRecord;
import org.viaduc.person.Match.Found;
import org.viaduc.person.Match.Method;

/**
 * The persons whom this node knows, each under a random pseudonym. It holds digests under a key that is not in the
 * database; who has the database alone learns no name, date or number from it.
 */
public final class PersonIndex {
    private static final int MOST_ACQUAINTANCES = 50;
    private static final int OPENING = 0x70657273;

    private static final String FIND = """
            select k.pseudonym, array_agg(k.key) as keys,
                   array(select f.traits from person_face f where f.pseudonym = k.pseudonym) as traits,
                   array(select f.ins from person_face f where f.pseudonym = k.pseudonym) as ins
              from person_key k where k.key = any (?)
             group by k.pseudonym order by count(*) desc, k.pseudonym limit %d""".formatted(MOST_ACQUAINTANCES);
    private static final String OPEN = "with someone as (insert into person (pseudonym) values (?)), ";
    private static final String KEEP = """
            face as (insert into person_face (pseudonym, traits, ins) values (?, ?, ?) on conflict do nothing)
            insert into person_key (key, pseudonym) select key, ? from unnest(?::bytea[]) as key
            on conflict do nothing""";
    private static final String KNOWN = "select 1 from person where pseudonym = ?";
    private static final String RELEASE = "delete from person_key where key = ? and pseudonym <> ?";
    private static final String WAIT = "select pg_advisory_xact_lock(%d, turn) from unnest(?::int[]) as turn"
            .formatted(OPENING);

    private final byte[] blindingKey;

    /** @param blindingKey at least 32 bytes, the same for the whole life of the index */
    public PersonIndex(byte[] blindingKey) {
        if (blindingKey.length < 32) {
            throw new IllegalArgumentException("the key that blinds traits has at least 32 bytes");
        }
        this.blindingKey = blindingKey.clone();
    }

    /**
     * Opens an entry for a new person, after {@link Match.None} or when someone decided that none of the candidates is
     * meant. Where another transaction opened the very same identity at the same moment, that person is taken.
     *
     * @param connection in a transaction
     */
    public MatchedRecord open(Connection connection, CommonRecord record, Optional<LocalId> known)
            throws SQLException {
        var face = face(record, known);
        var identifiers = face.identifiers();
        if (!identifiers.isEmpty()) {
            waitForOthersWhoOpen(connection, face);
            if (isAnyKnown(connection, identifiers)
                    && new Matcher(this).match(connection, record, known) instanceof Found found) {
                return found.record();
            }
        }
        var person = Pseudonym.random();
        try (var insert = connection.prepareStatement(OPEN + KEEP)) {
            insert.setObject(1, person.value());
            keep(connection, insert, 2, face, person, face.keys());
            insert.executeUpdate();
        }
        return new MatchedRecord(record, person, Method.OPENED);
    }

    /**
     * Takes a person's decision that the record is about this one, and learns from it: the same traits with the same
     * identifier are found from then on, and the local id belongs to no one else any more.
     *
     * @throws UnknownPerson when the index does not hold the pseudonym
     */
    public MatchedRecord resolve(Connection connection, CommonRecord record, Pseudonym person,
            Optional<LocalId> known) throws SQLException {
        refuseUnknown(connection, person);
        var face = face(record, known);
        if (face.localKey().isPresent()) {
            try (var delete = connection.prepareStatement(RELEASE)) {
                delete.setBytes(1, face.localKey().get());
                delete.setObject(2, person.value());
                delete.executeUpdate();
            }
        }
        keep(connection, face, person, face.keys());
        return new MatchedRecord(record, person, Method.DECIDED);
    }

    /**
     * The proof again for a record that was matched before and kept together with its pseudonym.
     *
     * @throws UnknownPerson when the index does not hold the pseudonym
     */
    public MatchedRecord restore(Connection connection, CommonRecord record, Pseudonym person) throws SQLException {
        refuseUnknown(connection, person);
        return new MatchedRecord(record, person, Method.RESTORED);
    }

    /** Those among the local ids that belong to this person. The index holds digests only, so each has to be tried. */
    public List<LocalId> localIds(Connection connection, Pseudonym person, Collection<LocalId> among)
            throws SQLException {
        var keys = new HashSet<ByteBuffer>();
        try (var select = connection.prepareStatement("select key from person_key where pseudonym = ?")) {
            select.setObject(1, person.value());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    keys.add(ByteBuffer.wrap(rows.getBytes(1)));
                }
            }
        }
        var blinding = new Blinding(blindingKey);
        return among.stream().filter(id -> keys.contains(ByteBuffer.wrap(Face.localKey(blinding, id)))).toList();
    }

    Face face(CommonRecord record, Optional<LocalId> known) {
        return new Face(Identity.of(record), known, new Blinding(blindingKey));
    }

    /** Everyone who has something in common with the face, those with most first. */
    List<Acquaintance> find(Connection connection, Face face) throws SQLException {
        var clues = face.clues();
        if (clues.isEmpty()) {
            return List.of();
        }
        try (var select = connection.prepareStatement(FIND)) {
            select.setArray(1, connection.createArrayOf("bytea",
                    clues.keySet().stream().map(ByteBuffer::array).toArray(byte[][]::new)));
            var found = new ArrayList<Acquaintance>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(acquaintance(rows, clues));
                }
            }
            return found;
        }
    }

    private static Acquaintance acquaintance(ResultSet row, Map<ByteBuffer, Clue> clues) throws SQLException {
        var common = EnumSet.noneOf(Clue.class);
        bytes(row, "keys").forEach(key -> common.add(clues.get(ByteBuffer.wrap(key))));
        return new Acquaintance(new Pseudonym(row.getObject("pseudonym", UUID.class)), common, bytes(row, "traits"),
                bytes(row, "ins"));
    }

    private static List<byte[]> bytes(ResultSet row, String column) throws SQLException {
        return List.of((byte[][]) row.getArray(column).getArray());
    }

    /** Adds an identifier that a found person did not have yet. */
    void learn(Connection connection, Face face, Acquaintance person) throws SQLException {
        var unknown = Stream.of(
                person.clues().contains(Clue.LOCAL_ID) ? Optional.<byte[]>empty() : face.localKey(),
                person.clues().contains(Clue.INS) ? Optional.<byte[]>empty() : face.insKey())
                .flatMap(Optional::stream).toList();
        if (!unknown.isEmpty()) {
            keep(connection, face, person.pseudonym(), unknown);
        }
    }

    private static void keep(Connection connection, Face face, Pseudonym person, List<byte[]> keys)
            throws SQLException {
        try (var insert = connection.prepareStatement("with " + KEEP)) {
            keep(connection, insert, 1, face, person, keys);
            insert.executeUpdate();
        }
    }

    private static void keep(Connection connection, PreparedStatement insert, int place, Face face,
            Pseudonym person, List<byte[]> keys) throws SQLException {
        insert.setObject(place, person.value());
        insert.setBytes(place + 1, face.traits(person));
        insert.setBytes(place + 2, face.ins(person));
        insert.setObject(place + 3, person.value());
        insert.setArray(place + 4, connection.createArrayOf("bytea", keys.toArray(byte[][]::new)));
    }

    /** Whether somebody has one of the identifiers: without, nobody can be found for certain. */
    private static boolean isAnyKnown(Connection connection, List<byte[]> identifiers) throws SQLException {
        try (var select = connection.prepareStatement("select 1 from person_key where key = any (?) limit 1")) {
            select.setArray(1, connection.createArrayOf("bytea", identifiers.toArray(byte[][]::new)));
            try (var rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Two who open the same identity at once go one after the other. Turns are taken in one order, so none deadlock. */
    private static void waitForOthersWhoOpen(Connection connection, Face face) throws SQLException {
        var turns = Stream.of(face.strictKey(), face.localKey()).flatMap(Optional::stream)
                .map(key -> ByteBuffer.wrap(key).getInt()).sorted().toArray();
        if (turns.length > 0) {
            try (var wait = connection.prepareStatement(WAIT)) {
                wait.setArray(1, connection.createArrayOf("int4", turns));
                wait.execute();
            }
        }
    }

    private static void refuseUnknown(Connection connection, Pseudonym person) throws SQLException {
        try (var select = connection.prepareStatement(KNOWN)) {
            select.setObject(1, person.value());
            try (var rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new UnknownPerson(person);
                }
            }
        }
    }

    @Override
    public String toString() {
        return "PersonIndex";
    }
}
