package org.viaduc.exchange.registers;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.viaduc.exchange.desk.Breaches;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.glass.GlassBook;
import org.viaduc.exchange.question.DecisionText;
import org.viaduc.exchange.rights.Matter;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Journal;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Section;
import org.viaduc.model.Track;

/**
 * The register of breaches (RGPD 33(5)): facts, effects and what was done, for each file that went to the wrong person's, and
 * for each access in an emergency that its review found unjustified.
 */
public final class BreachRegister {
    private final Desk desk;

    public BreachRegister(Desk desk) {
        this.desk = desk;
    }

    /** What was found about the risk, and whether the authority was told (RGPD 33(1)). */
    public enum Finding {
        /** Nobody has said so yet, and the 72 hours run. */
        RUNNING("open"),
        /** Nobody has said so within them. */
        OVERDUE("open-overdue"),
        TOLD_IN_TIME("told-in-time"),
        /** With its reasons for the delay (33(1), second sentence). */
        TOLD_LATE("told-late"),
        NO_RISK("no-risk");

        private final String word;

        Finding(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /**
     * What was done about the copy that had gone there.
     *
     * @param state where the notice to the neighbour stands
     * @param fate  what it says became of the copy; empty while it has said nothing
     */
    public record Measure(Instant told, String state, String fate, Instant changed) {}

    /**
     * What an emergency let be seen without there being one.
     *
     * @param isOurs   whether it was an agent of this department who looked; of the neighbour otherwise
     * @param role     that agent's office
     * @param until    when the view was shredded, or will be
     * @param readings how often it was opened; known where it was opened
     */
    public record Access(boolean isOurs, String role, Instant declared, Instant until, int readings) {}

    /**
     * One breach.
     *
     * @param recipient to which the file had gone; of an access, the other department
     * @param known    when it became known here: the 72 hours run from then
     * @param sections of the file that had left, or of what was seen; empty with {@code isTold} false when what is told of it
     *                 was destroyed
     * @param access   empty for a file that went to the wrong person's
     */
    public record Breach(ExchangeId exchange, Track track, Department recipient, Instant known, Instant due,
            Optional<Instant> closed, Finding finding, Set<Section> sections, boolean isTold, List<Measure> measures,
            Optional<Access> access) {
        public Breach {
            sections = Set.copyOf(sections);
            measures = List.copyOf(measures);
        }
    }

    /** All, the latest first; that they were read is an entry. */
    public List<Breach> all(Actor reader) {
        return desk.transactions().run(tx -> {
            var all = all(tx);
            desk.pages(reader).say(Step.READ, entry -> entry.with(Detail.PART, "registers")
                    .with(Detail.RECORDS, all.size())).into(desk.journal(), tx);
            return all;
        });
    }

    private List<Breach> all(Connection tx) throws SQLException {
        try (var select = tx.prepareStatement("""
                select b.exchange, e.track, e.peer, b.opened_at, b.due, b.outcome, b.closed_at,
                    coalesce(a.decision, ''), b.cause
                  from breach b join exchange e on e.id = b.exchange left join account a on a.exchange = b.exchange
                 order by b.opened_at desc"""); var rows = select.executeQuery()) {
            var found = new ArrayList<Breach>();
            while (rows.next()) {
                found.add(breach(tx, rows));
            }
            return found;
        }
    }

    private Breach breach(Connection tx, ResultSet row) throws SQLException {
        var id = new ExchangeId(row.getObject(1, UUID.class));
        var due = row.getTimestamp(5).toInstant();
        var closed = Optional.ofNullable(row.getTimestamp(7)).map(java.sql.Timestamp::toInstant);
        var told = row.getString(8);
        var sections = EnumSet.noneOf(Section.class);
        if (!told.isEmpty()) {
            DecisionText.released(told).forEach(piece -> sections.add(piece.kind().section()));
        }
        return new Breach(id, Track.of(row.getString(2)), new Department(row.getString(3)),
                row.getTimestamp(4).toInstant(), due, closed, finding(row.getString(6), due, closed), sections,
                !told.isEmpty(), measures(tx, id), row.getString(9).equals(Breaches.Cause.UNJUSTIFIED_ACCESS.word())
                        ? access(tx, id)
                        : Optional.empty());
    }

    private Finding finding(String outcome, Instant due, Optional<Instant> closed) {
        var at = closed.orElseGet(() -> desk.clock().instant());
        return switch (outcome) {
            case "authority-told" -> at.isAfter(due) ? Finding.TOLD_LATE : Finding.TOLD_IN_TIME;
            case "no-risk" -> Finding.NO_RISK;
            case "" -> at.isAfter(due) ? Finding.OVERDUE : Finding.RUNNING;
            default -> throw new IllegalStateException("a breach has an ending that nobody knows");
        };
    }

    private Optional<Access> access(Connection tx, ExchangeId id) throws SQLException {
        try (var select = tx.prepareStatement(
                "select side, declared_by, role, declared_at, until from broken_glass where exchange = ?")) {
            select.setObject(1, id.value());
            try (var rows = select.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                var who = rows.getString(2);
                var readings = desk.journal().of(tx, id).stream().map(Journal.Placed::entry).filter(
                        entry -> entry.step() == Step.READ && entry.actor().toString().equals(who)).count();
                return Optional.of(new Access(rows.getString(1).equals(GlassBook.Side.HOST.word()), rows.getString(3),
                        rows.getTimestamp(4).toInstant(), rows.getTimestamp(5).toInstant(), (int) readings));
            }
        }
    }

    private static List<Measure> measures(Connection tx, ExchangeId id) throws SQLException {
        try (var select = tx.prepareStatement("""
                select opened_at, state, fate, changed_at from follow_up
                 where exchange = ? and matter = ? and direction = 'out' order by opened_at""")) {
            select.setObject(1, id.value());
            select.setString(2, Matter.WRONG_PERSON.word());
            var found = new ArrayList<Measure>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Measure(rows.getTimestamp(1).toInstant(), rows.getString(2), rows.getString(3),
                            rows.getTimestamp(4).toInstant()));
                }
            }
            return found;
        }
    }
}
