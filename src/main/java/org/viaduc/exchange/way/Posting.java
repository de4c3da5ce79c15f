package org.viaduc.exchange.way;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.node.Waypoint;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.LocalRecord;
import org.viaduc.person.LocalId;
import org.viaduc.person.OwnFiles;

/** What a department's own system posts: all of it is taken, in one transaction with its entries, or none. */
public final class Posting {
    private final Desk desk;
    private final Collecting collecting;
    private final Collected collected;
    private final OwnFiles own;

    public Posting(Desk desk, Collecting collecting, Collected collected) {
        this.desk = desk;
        this.collecting = collecting;
        this.collected = collected;
        this.own = new OwnFiles(desk.index());
    }

    /**
     * By what a repeat is recognised.
     *
     * @param digest   of the identifier, never the identifier itself
     * @param isStrict whether the same name never stands for another content
     */
    public record Name(Digest digest, boolean isStrict) {}

    /** What became of it. */
    public enum Outcome {
        TAKEN,
        /** It had been taken before, or tells what was told last: nothing was done. */
        REPEATED,
        /** The name was given to another content before: nothing was done. */
        NAME_IN_USE
    }

    /** Takes the records as steps 1 to 5 take each. A second call with the same name and content does nothing. */
    public Outcome take(List<LocalRecord> records, String connector, Optional<Name> name) {
        var opened = new ArrayList<ExchangeId>();
        var outcome = desk.transactions().run(tx -> take(tx, records, connector, name, opened));
        opened.forEach(id -> desk.watcher().reached(Waypoint.ACCEPTED, id));
        return outcome;
    }

    private Outcome take(Connection tx, List<LocalRecord> records, String connector, Optional<Name> name,
            List<ExchangeId> opened) throws SQLException {
        if (name.isPresent()) {
            turn(tx, connector, name.get());
            var content = Digest.of(records.stream().map(record -> record.digest().hex()).sorted().toList());
            var before = contents(tx, connector, name.get());
            if (before.contains(content.hex())) {
                return Outcome.REPEATED;
            }
            if (name.get().isStrict() && !before.isEmpty()) {
                return Outcome.NAME_IN_USE;
            }
            remember(tx, connector, name.get(), content);
        }
        var isNew = false;
        for (var record : records) {
            isNew |= !collected.isLast(tx, record);
            opened.addAll(collecting.accept(tx, record, connector));
            own.remember(tx, connector, localId(record), desk.translator().translate(record).record(),
                    desk.clock().instant());
        }
        return isNew ? Outcome.TAKEN : Outcome.REPEATED;
    }

    /** Two at once with the same name go one after the other: the second finds the first's content. */
    private static void turn(Connection tx, String connector, Name name) throws SQLException {
        try (var wait = tx.prepareStatement("select pg_advisory_xact_lock(hashtext(?), hashtext(?))")) {
            wait.setString(1, "posting " + connector);
            wait.setString(2, name.digest().hex());
            wait.execute();
        }
    }

    private static List<String> contents(Connection tx, String connector, Name name) throws SQLException {
        try (var select = tx.prepareStatement("select content from posting where connector = ? and name = ?")) {
            select.setString(1, connector);
            select.setString(2, name.digest().hex());
            try (var rows = select.executeQuery()) {
                var contents = new ArrayList<String>();
                while (rows.next()) {
                    contents.add(rows.getString(1));
                }
                return contents;
            }
        }
    }

    private void remember(Connection tx, String connector, Name name, Digest content) throws SQLException {
        try (var insert = tx
                .prepareStatement("insert into posting (connector, name, content, at) values (?, ?, ?, ?)")) {
            insert.setString(1, connector);
            insert.setString(2, name.digest().hex());
            insert.setString(3, content.hex());
            insert.setTimestamp(4, Timestamp.from(desk.clock().instant()));
            insert.executeUpdate();
        }
    }

    private LocalId localId(LocalRecord record) {
        return new LocalId(desk.settings().department() + "/" + record.system(), record.localId());
    }

    /**
     * Which of the system's own files may be about the person of whom the record speaks. That it was asked is an entry.
     *
     * @param hasNumber whether the record's local id is the system's, and no stand-in
     */
    public List<OwnFiles.Own> like(LocalRecord asked, boolean hasNumber, String connector, Actor asker) {
        var record = desk.translator().translate(asked).record();
        return desk.transactions().run(tx -> {
            desk.pages(asker).say(Step.READ, entry -> entry.with(Detail.PART, "match")
                    .with(Detail.CONNECTOR, connector)).into(desk.journal(), tx);
            return own.like(tx, connector, record, hasNumber ? Optional.of(localId(asked)) : Optional.empty());
        });
    }
}
