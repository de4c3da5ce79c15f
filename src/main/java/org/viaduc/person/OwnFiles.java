package org.viaduc.person;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.viaduc.model.CommonRecord;

/**
 * Which of the files that a system handed over itself is about somebody. What it is told depends on nothing but what it told:
 * whether the department knows the person otherwise does not show, in the answer or in its time.
 */
public final class OwnFiles {
    private static final String FORGET = "delete from own_file where connector = ? and local_id = ?";
    private static final String KEEP = "insert into own_file (connector, local_id, clue, key, told_at)"
            + " values (?, ?, ?, ?, ?)";
    private static final String FIND = """
            select local_id,
                   bool_or(clue = 'traits' and key = any (?)) as traits,
                   bool_or(clue = 'ins' and key = any (?)) as ins,
                   bool_or(clue = 'ins' and not key = any (?)) as other_ins,
                   bool_or(clue = 'number' and key = any (?)) as number
              from own_file
             where connector = ? and local_id in (select local_id from own_file where connector = ? and key = any (?) limit 50)
             group by local_id""";

    private final PersonIndex index;

    public OwnFiles(PersonIndex index) {
        this.index = index;
    }

    /** How sure it is. The five traits alone are never certain, and of several nobody is. */
    public enum Likeness {
        CERTAIN,
        PROBABLE,
        POSSIBLE
    }

    /** One of the system's own files. @param localId as the system wrote it */
    public record Own(String localId, Likeness likeness) {
        @Override
        public String toString() {
            return "Own[" + likeness + "]";
        }
    }

    /** Remembers whom the file is about as it was told last, which was then. */
    public void remember(Connection tx, String connector, LocalId id, CommonRecord record, Instant told)
            throws SQLException {
        var face = index.face(record, Optional.of(id));
        try (var forget = tx.prepareStatement(FORGET)) {
            forget.setString(1, connector);
            forget.setString(2, id.id());
            forget.executeUpdate();
        }
        var keys = new LinkedHashMap<String, byte[]>();
        face.strictKey().ifPresent(key -> keys.put("traits", key));
        face.insKey().ifPresent(key -> keys.put("ins", key));
        face.localKey().ifPresent(key -> keys.put("number", key));
        try (var keep = tx.prepareStatement(KEEP)) {
            for (var key : keys.entrySet()) {
                keep.setString(1, connector);
                keep.setString(2, id.id());
                keep.setString(3, key.getKey());
                keep.setBytes(4, key.getValue());
                keep.setTimestamp(5, Timestamp.from(told));
                keep.addBatch();
            }
            keep.executeBatch();
        }
    }

    /**
     * The system's own files that may be about the person of whom the record speaks, the likeliest first.
     *
     * @param id the number that the asker gives; changes nothing here
     */
    public List<Own> like(Connection tx, String connector, CommonRecord asked, Optional<LocalId> id)
            throws SQLException {
        var face = index.face(asked, id);
        var found = new ArrayList<Own>();
        try (var find = tx.prepareStatement(FIND)) {
            find.setArray(1, keys(tx, face.strictKey()));
            find.setArray(2, keys(tx, face.insKey()));
            find.setArray(3, keys(tx, face.insKey()));
            find.setArray(4, keys(tx, face.localKey()));
            find.setString(5, connector);
            find.setString(6, connector);
            find.setArray(7, tx.createArrayOf("bytea", Stream.of(face.strictKey(), face.insKey(), face.localKey())
                    .flatMap(Optional::stream).toArray(byte[][]::new)));
            try (var rows = find.executeQuery()) {
                while (rows.next()) {
                    var isOther = face.insKey().isPresent() && rows.getBoolean("other_ins");
                    found.add(new Own(rows.getString("local_id"), likeness(rows.getBoolean("traits"),
                            rows.getBoolean("ins") || rows.getBoolean("number"), isOther)));
                }
            }
        }
        var certain = found.stream().filter(own -> own.likeness() == Likeness.CERTAIN).count();
        return found.stream().map(own -> certain > 1 && own.likeness() == Likeness.CERTAIN
                ? new Own(own.localId(), Likeness.PROBABLE)
                : own).sorted(Comparator.comparing(Own::likeness).thenComparing(Own::localId)).toList();
    }

    private static Likeness likeness(boolean traits, boolean identifier, boolean isOther) {
        if (!traits || isOther) {
            return Likeness.POSSIBLE;
        }
        return identifier ? Likeness.CERTAIN : Likeness.PROBABLE;
    }

    private static java.sql.Array keys(Connection tx, Optional<byte[]> key) throws SQLException {
        return tx.createArrayOf("bytea", key.stream().toArray(byte[][]::new));
    }
}
