package org.viaduc.exchange.way;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Origin;
import org.viaduc.exchange.desk.Tray;
import org.viaduc.exchange.desk.Wire;
import org.viaduc.exchange.node.Waypoint;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.mapping.Translation;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.LocalRecord;
import org.viaduc.person.LocalId;
import org.viaduc.person.Match;
import org.viaduc.person.MatchedRecord;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Fact;

/**
 * The way out, its first half: from what a department handed over to an exchange that is decided.
 *
 * <pre>
 *   {@link #accept}  1 accept · 2 translate · 3 match · 4 decide · 5 queue
 * </pre>
 */
public final class Collecting {
    private final Desk desk;
    private final Collected collected;
    private final Filing filing;
    private final Wire wire;

    public Collecting(Desk desk, Collected collected) {
        this.desk = desk;
        this.collected = collected;
        this.filing = new Filing(desk, collected);
        this.wire = new Wire(desk);
    }

    /** Steps 1 to 5. A record that was the same when last collected changes nothing. @return the exchanges it opened */
    public List<ExchangeId> accept(LocalRecord local, String connector) {
        var opened = desk.transactions().run(tx -> accept(tx, local, connector));
        opened.forEach(id -> desk.watcher().reached(Waypoint.ACCEPTED, id));
        return opened;
    }

    /** As above, within an act. */
    List<ExchangeId> accept(Connection tx, LocalRecord local, String connector) throws SQLException {
        if (!collected.isNew(tx, local, desk.translator().content(local.system()), desk.clock().instant())) {
            return List.of();
        }
        replaced(tx, local, connector);
        var translation = desk.translator().translate(local);
        var origin = new Origin(connector, local.system(), local.localId(), local.household(), local.digest(),
                translation.ledger(), translation.mappingVersion(), translation.content());
        var known = Optional.of(localId(local.system(), local.localId()));
        var match = desk.matcher().match(tx, translation.record(), known);
        var doubts = doubts(translation);
        if (!doubts.isEmpty()) {
            return park(tx, origin, translation.record(), translation.facts(), asked(match, doubts));
        }
        return switch (match) {
            case Match.Found found -> filing.file(tx, origin, found.record(), translation.facts());
            case Match.None none ->
                filing.file(tx, origin, desk.index().open(tx, translation.record(), known), translation.facts());
            case Match.Several several -> park(tx, origin, translation.record(), translation.facts(), several);
        };
    }

    /** Nobody has to say who an older file is about once there is a newer one of the same number. */
    private void replaced(Connection tx, LocalRecord local, String connector) throws SQLException {
        for (var older : desk.tray().ofFile(tx, connector, local.localId())) {
            desk.tray().done(tx, older.id());
            desk.shelf().clear(tx, older.id());
            desk.pages().say(older.id(), Step.RESOLVED, entry -> entry.with(Detail.REASON, "newer-file"))
                    .say(older.id(), Step.SHREDDED).into(desk.journal(), tx);
        }
    }

    /** Why a person shall look at the translation, whoever it is about; with the names of fields, never what they hold. */
    private static List<String> doubts(Translation translation) {
        var doubts = new ArrayList<String>();
        if (!translation.doubts().isEmpty()) {
            doubts.add("unreadable-facts");
        }
        translation.overBudget().ifPresent(over -> {
            doubts.add(Tray.OVER_BUDGET);
            doubts.addAll(over.names());
        });
        return doubts;
    }

    private static Match.Several asked(Match match, List<String> doubts) {
        return switch (match) {
            case Match.Found found -> new Match.Several(List.of(new Match.Candidate(found.record().pseudonym(),
                    List.of(found.method().word()))), doubts);
            case Match.None none -> new Match.Several(List.of(), doubts);
            case Match.Several several -> new Match.Several(several.candidates(),
                    Stream.concat(doubts.stream(), several.reasons().stream()).toList());
        };
    }

    /** Something at a door could not be read: how much, and at which. */
    public void refusedAtDoor(String connector, int faults) {
        desk.transactions().run(tx -> {
            desk.pages().say(Step.REFUSED_AT_DOOR, entry -> entry.with(Detail.CONNECTOR, connector)
                    .with(Detail.RECORDS, faults)).into(desk.journal(), tx);
            return null;
        });
    }

    /** How far a door has read, in its own words; a look of it begins. */
    public Optional<String> mark(String connector) {
        return desk.transactions().run(tx -> collected.mark(tx, connector));
    }

    /** Remembers how far a door's look has read, unless somebody had the door begin anew meanwhile. */
    public void mark(String connector, String mark) {
        desk.transactions().run(tx -> {
            collected.cameTo(tx, connector, mark);
            return null;
        });
    }

    private LocalId localId(String system, String id) {
        return new LocalId(desk.settings().department() + "/" + system, id);
    }

    private List<ExchangeId> park(Connection tx, Origin origin, org.viaduc.model.CommonRecord record, List<Fact> facts,
            Match.Several several) throws SQLException {
        var id = ExchangeId.next(desk.clock());
        desk.shelf().put(tx, id, wire.kept(record, origin.system(), Optional.of(origin.ledger())));
        desk.tray().park(tx, id, origin, facts, several);
        var pages = origin.collected(desk.pages(), id);
        pages.say(id, Step.PARKED, entry -> entry
                .with(Detail.REASON, several.reasons().stream().filter(word -> !word.contains(":")).toList())
                .with(Detail.CANDIDATES, several.candidates().stream().map(Match.Candidate::pseudonym).toList()));
        pages.into(desk.journal(), tx);
        return List.of();
    }

    /** A person has decided who a parked file is about: the journey goes on from there. */
    public List<ExchangeId> resolved(Connection tx, Origin origin, MatchedRecord matched, List<Fact> facts)
            throws SQLException {
        return filing.file(tx, origin, matched, facts);
    }

    /** A new fact about a person re-asks every question that is open here. */
    public void factRecorded(Connection tx, Pseudonym person) throws SQLException {
        filing.factRecorded(tx, person);
    }
}
