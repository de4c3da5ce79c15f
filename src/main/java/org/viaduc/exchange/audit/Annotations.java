package org.viaduc.exchange.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;

/** The auditors' notes: added, listed, never changed. The digest of each stands in the journal. */
public final class Annotations {
    private static final int MOST = 10_000;

    private final Desk desk;
    private final Answers answers;

    public Annotations(Desk desk, Answers answers) {
        this.desk = desk;
        this.answers = answers;
    }

    /**
     * Adds a note.
     *
     * @throws IllegalArgumentException for a text that is no note
     * @throws NoSuchElementException   when nothing is known of that exchange, or the log has no such entry
     */
    public Annotation add(Annotation.On on, String text, Actor author) {
        return desk.transactions().run(tx -> {
            var note = new Annotation(UUID.randomUUID(), on, author.toString(),
                    desk.clock().instant().truncatedTo(ChronoUnit.MICROS), text);
            if (!isKnown(tx, on)) {
                throw new NoSuchElementException("no such exchange or entry");
            }
            insert(tx, note);
            desk.journal().append(tx, entry(note, author).with(Detail.DIGEST, note.digest().hex()));
            return note;
        });
    }

    /** All of an exchange, oldest first. That they were read is an entry. */
    public List<Annotation> on(ExchangeId exchange, Actor reader) {
        return desk.transactions().run(tx -> {
            var found = list(tx, "where exchange = ? order by at, id", exchange.value());
            answers.read(tx, reader, "annotations", found.size(), entry -> entry);
            return found;
        });
    }

    /** Those of a period, oldest first. That they were read is an entry. */
    public List<Annotation> in(Period period, Actor reader) {
        return desk.transactions().run(tx -> {
            var found = in(tx, period);
            answers.read(tx, reader, "annotations", found.size(), entry -> entry);
            return found;
        });
    }

    List<Annotation> in(Connection tx, Period period) throws SQLException {
        return list(tx, "where at >= ? and at < ? order by at, id limit " + MOST,
                OffsetDateTime.ofInstant(period.begins(), ZoneOffset.UTC),
                OffsetDateTime.ofInstant(period.ends(), ZoneOffset.UTC));
    }

    private boolean isKnown(Connection tx, Annotation.On on) throws SQLException {
        return switch (on) {
            case Annotation.On.Exchange(var id) -> !desk.journal().of(tx, id).isEmpty();
            case Annotation.On.Entry(var index) -> index >= 0 && index < desk.journal().size(tx);
        };
    }

    private static Entry entry(Annotation note, Actor author) {
        return switch (note.on()) {
            case Annotation.On.Exchange(var id) -> Entry.of(id, author, Step.ANNOTATED, note.at());
            case Annotation.On.Entry(var index) ->
                Entry.of(author, Step.ANNOTATED, note.at()).with(Detail.NUMBER, index);
        };
    }

    private static void insert(Connection tx, Annotation note) throws SQLException {
        try (var insert = tx.prepareStatement(
                "insert into annotation (id, exchange, entry_index, author, at, body) values (?, ?, ?, ?, ?, ?)")) {
            insert.setObject(1, note.id());
            insert.setObject(2, note.on() instanceof Annotation.On.Exchange(var id) ? id.value() : null);
            insert.setObject(3, note.on() instanceof Annotation.On.Entry(var index) ? index : null);
            insert.setString(4, note.author());
            insert.setObject(5, OffsetDateTime.ofInstant(note.at(), ZoneOffset.UTC));
            insert.setString(6, note.text());
            insert.executeUpdate();
        }
    }

    private static List<Annotation> list(Connection tx, String where, Object... values) throws SQLException {
        try (var select = tx.prepareStatement("select * from annotation " + where)) {
            for (var at = 0; at < values.length; at++) {
                select.setObject(at + 1, values[at]);
            }
            var found = new ArrayList<Annotation>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var exchange = rows.getObject("exchange", UUID.class);
                    found.add(new Annotation(rows.getObject("id", UUID.class),
                            exchange == null
                                    ? new Annotation.On.Entry(rows.getLong("entry_index"))
                                    : new Annotation.On.Exchange(new ExchangeId(exchange)),
                            rows.getString("author"), rows.getObject("at", OffsetDateTime.class).toInstant(),
                            rows.getString("body")));
                }
            }
            return found;
        }
    }
}
