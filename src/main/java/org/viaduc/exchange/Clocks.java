package org.viaduc.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.viaduc.exchange.Deadline.Nearness;
import org.viaduc.exchange.access.Extracts;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.DutyBook;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.exchange.retention.Retention;
import org.viaduc.exchange.way.Collecting;
import org.viaduc.exchange.way.Receiving;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Track;
import org.viaduc.person.MatchedRecord;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactKind;

/**
 * The legal terms. At midnight of the node's zone every open question is asked again, since the date alone may change its
 * answer: the person comes of age, a consent ends, a residence is acquired. What is kept for a term that is over goes then.
 */
public final class Clocks {
    private static final int MAJORITY = 18;
    private static final Set<State> OPEN = EnumSet.of(State.AWAITING, State.QUEUED, State.READY);
    private final Desk desk;
    private final Collecting collecting;
    private final Receiving receiving;
    private final DutyBook duties = new DutyBook();
    private final Extracts extracts;
    private final Retention retention;

    Clocks(Desk desk, Collecting collecting, Receiving receiving) {
        this.desk = desk;
        this.collecting = collecting;
        this.receiving = receiving;
        this.extracts = new Extracts(desk);
        this.retention = new Retention(desk);
    }

    /**
     * One duty, as it stands today.
     *
     * @param code     an obligation's word, {@code majority} or {@code clock:urgent-notice}
     * @param deadline empty where the law sets no day
     */
    public record Running(ExchangeId id, String code, Journey.Direction direction, Track track,
            Optional<Deadline> deadline, Nearness nearness, java.time.Instant since) {}

    /** What has to be done, the nearest first. Of years, only the last days are shown. */
    public List<Running> running() {
        var today = desk.decider().today();
        return desk.transactions().run(tx -> duties.open(tx, today)).stream().map(duty -> {
            var deadline = duty.due().map(due -> Deadline.of(duty.code(), due));
            return new Running(duty.exchange(), duty.code(), duty.direction(), duty.track(), deadline,
                    deadline.map(each -> each.on(today)).orElse(Nearness.RUNNING), duty.since());
        }).filter(each -> each.nearness() != Nearness.RUNNING || !isOfYears(each.code())).toList();
    }

    private static boolean isOfYears(String code) {
        return code.startsWith("retention:") || code.equals(DutyBook.MAJORITY);
    }

    /** How near the day is by which something that awaits here should have happened. */
    public Nearness nearness(TrayDesk.Waiting waiting) {
        var from = LocalDate.ofInstant(waiting.since(), desk.settings().zone());
        return Deadline.since(from, waiting.due()).map(each -> each.on(desk.decider().today()))
                .orElse(Nearness.RUNNING);
    }

    /** A user says that a duty is done. @throws NoSuchElementException when there is no such duty */
    public void done(ExchangeId id, String code, Actor user) {
        desk.transactions().run(tx -> {
            if (!duties.done(tx, id, code, user, desk.clock().instant())) {
                throw new NoSuchElementException("no such obligation");
            }
            desk.pages(user).say(id, Step.RESOLVED, entry -> entry.with(Detail.OBLIGATIONS, List.of(code)))
                    .into(desk.journal(), tx);
            return null;
        });
    }

    /** Once a day, on one instance: what is open is asked again. @return how many questions */
    int turn() {
        return desk.transactions().run(tx -> {
            if (!begins(tx, desk.decider().today())) {
                return 0;
            }
            var open = open(tx);
            retention.turn(tx);
            open.forEach(id -> desk.outbox().queue(Errand.REASK, id, desk.clock().instant()));
            return open.size();
        });
    }

    private static boolean begins(Connection tx, LocalDate day) throws SQLException {
        try (var statement = tx.prepareStatement("insert into day_turned (day) values (?) on conflict do nothing")) {
            statement.setObject(1, day);
            return statement.executeUpdate() == 1;
        }
    }

    private static List<ExchangeId> open(Connection tx) throws SQLException {
        try (var statement = tx.prepareStatement(
                "select id from exchange where state in ('awaiting', 'queued', 'ready') and person is not null order by id");
                var rows = statement.executeQuery()) {
            var ids = new ArrayList<ExchangeId>();
            while (rows.next()) {
                ids.add(new ExchangeId(rows.getObject(1, UUID.class)));
            }
            return ids;
        }
    }

    /** Asks one open question with today's date; only another answer changes anything. An extract may have lain long enough. */
    Next reask(ExchangeId id) {
        desk.transactions().run(tx -> {
            var journey = desk.journeys().find(tx, id)
                    .filter(each -> OPEN.contains(each.state()));
            if (extracts.expire(tx, id)) {
                return null;
            }
            if (journey.isPresent() && journey.get().person().isPresent()) {
                look(tx, journey.get(), journey.get().person().get());
            }
            return null;
        });
        return new Next.Done();
    }

    private void look(Connection tx, Journey journey, Pseudonym person) throws SQLException {
        var file = desk.shelf().take(tx, journey.id());
        if (file.isEmpty()) {
            return;
        }
        var matched = desk.index().restore(tx, file.get().document().record(), person);
        var question = QuestionText.read(journey.question());
        if (journey.direction() == Journey.Direction.OUT) {
            var known = desk.decider().ownFacts(tx, matched);
            note(tx, journey, matched, known);
            var decision = desk.decider().outgoing(question, matched, known);
            if (!decision.digest().hex().equals(journey.decisionDigest())) {
                collecting.factRecorded(tx, person);
            }
        } else {
            var known = desk.decider().factsForIncoming(tx, matched, journey.peer());
            note(tx, journey, matched, known);
            var decision = desk.decider().incoming(question, matched, known);
            if (!decision.digest().hex().equals(journey.decisionDigest())) {
                receiving.factRecorded(tx, person);
            }
        }
    }

    /** The days that no decision sets: the person's majority, and the notice of an urgent decision. */
    private void note(Connection tx, Journey journey, MatchedRecord matched, Collection<Fact> known)
            throws SQLException {
        var today = desk.decider().today();
        if (journey.track().word().startsWith("ase-")) {
            var majority = matched.birthDate().map(born -> born.plusYears(MAJORITY)).filter(today::isBefore);
            if (majority.isPresent()) {
                duties.note(tx, journey.id(), DutyBook.MAJORITY, majority);
            }
        }
        if (journey.track() == Track.AIDE_SOCIALE) {
            var urgent = known.stream().filter(fact -> fact.kind() == FactKind.EMERGENCY)
                    .max(Comparator.comparing(Fact::on));
            if (urgent.isPresent()) {
                duties.note(tx, journey.id(), DutyBook.URGENT_NOTICE,
                        Optional.of(urgent.get().on().plus(Deadline.URGENT_NOTICE_TERM)));
            }
        }
    }
}
