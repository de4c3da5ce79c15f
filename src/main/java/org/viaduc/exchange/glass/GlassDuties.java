package org.viaduc.exchange.glass;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

import org.viaduc.exchange.desk.Breaches;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Ending;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.Pages;
import org.viaduc.exchange.glass.GlassBook.Duty;
import org.viaduc.exchange.glass.GlassBook.Glass;
import org.viaduc.exchange.glass.GlassBook.Side;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.policy.Decision;
import org.viaduc.policy.Obligation;
import org.viaduc.policy.ObligationCode;

/**
 * What follows an emergency at either end, in the tray until somebody has done it: a second person is told at once, another
 * reviews within 72 hours, the person or the parents are told afterwards. What is not done in time is said in the journal,
 * and so is what the review found.
 */
public final class GlassDuties {
    /** How long a view may be read. */
    static final Duration ACCESS = Duration.ofHours(24);
    /** A second person reads the tray at once; an hour later the journal says that nobody did. */
    private static final Duration AT_ONCE = Duration.ofHours(1);
    private static final Duration REVIEW = Duration.ofHours(72);
    private static final Set<ObligationCode> TO_DO = EnumSet.of(ObligationCode.NOTIFY_SECOND_PERSON,
            ObligationCode.CLOCK_REVIEW_72_HOURS, ObligationCode.INFORM_PARENTS, ObligationCode.INFORM_PERSON);
    /** What whoever declared an emergency does not do themselves. */
    public static final Set<ObligationCode> BY_ANOTHER = Collections
            .unmodifiableSet(EnumSet.of(ObligationCode.NOTIFY_SECOND_PERSON,
                    ObligationCode.CLOCK_REVIEW_72_HOURS));

    private static final String UNJUSTIFIED = "unjustified";

    private final Desk desk;
    private final GlassBook book = new GlassBook();
    private final Breaches breaches = new Breaches();

    public GlassDuties(Desk desk) {
        this.desk = desk;
    }

    /** An emergency with what has to be done about it. */
    public record Account(Glass glass, List<Duty> duties) {
        public ExchangeId id() {
            return glass.id();
        }
    }

    /** As soon as an emergency is declared: the second person, and the review. */
    void begin(Connection tx, ExchangeId id, Instant now) throws SQLException {
        book.owes(tx, id, ObligationCode.NOTIFY_SECOND_PERSON, now.plus(AT_ONCE));
        book.owes(tx, id, ObligationCode.CLOCK_REVIEW_72_HOURS, now.plus(REVIEW));
    }

    /** What the decision obliges to besides. */
    void follow(Connection tx, ExchangeId id, Decision decision, Instant now) throws SQLException {
        for (var code : decision.obligations().stream().map(Obligation::code).filter(TO_DO::contains).toList()) {
            book.owes(tx, id, code, now.plus(REVIEW));
        }
    }

    /** What somebody has to do about an emergency. @param since when it was declared */
    public record ToDo(ExchangeId id, ObligationCode what, Journey.Direction direction, Instant due, Instant since) {}

    /** What waits to be done about emergencies at either end. */
    public static List<ToDo> toDo(Connection tx) throws SQLException {
        var book = new GlassBook();
        var all = new ArrayList<ToDo>();
        for (var duty : book.undone(tx)) {
            var glass = book.find(tx, duty.id()).orElseThrow();
            all.add(new ToDo(duty.id(), duty.code(),
                    glass.side() == Side.HOST ? Journey.Direction.IN : Journey.Direction.OUT, duty.due(),
                    glass.declaredAt()));
        }
        return all;
    }

    /** The latest emergencies, newest first. */
    public List<Account> latest(int limit) {
        return desk.transactions().run(tx -> {
            var accounts = new ArrayList<Account>();
            for (var glass : book.latest(tx, limit)) {
                accounts.add(new Account(glass, book.duties(tx, glass.id())));
            }
            return accounts;
        });
    }

    /**
     * Somebody has done it. Whoever declared the emergency is neither the second person nor the reviewer. What was seen
     * without need is a breach from the moment that a review finds so (RGPD 33), and stands in this node's register.
     *
     * @param isJustified what a review found; of no meaning for the others
     * @throws NoSuchElementException when that does not wait to be done, or not by this user
     */
    public void done(ExchangeId id, ObligationCode code, boolean isJustified, Actor user) {
        desk.transactions().run(tx -> {
            var glass = book.find(tx, id).orElseThrow(() -> new NoSuchElementException("no such emergency"));
            var finding = code != ObligationCode.CLOCK_REVIEW_72_HOURS
                    ? ""
                    : isJustified ? "justified" : UNJUSTIFIED;
            if (BY_ANOTHER.contains(code) && glass.declaredBy().equals(user.toString())
                    || !book.done(tx, id, code, user.toString(), finding, desk.clock().instant())) {
                throw new NoSuchElementException("nothing of that kind waits");
            }
            desk.pages(user).say(id, Step.RESOLVED, entry -> {
                var told = entry.with(Detail.OBLIGATIONS, code.word());
                return finding.isEmpty() ? told : told.with(Detail.OUTCOME, finding);
            }).into(desk.journal(), tx);
            if (finding.equals(UNJUSTIFIED) && glass.mayHaveBeenSeen()) {
                breaches.open(tx, id, Breaches.Cause.UNJUSTIFIED_ACCESS, desk.clock().instant());
            }
            return null;
        });
    }

    /**
     * Shreds the views whose day is over, ends what a node that died left open, and says what is late.
     *
     * @return how many days were over and how much was late
     */
    public int round() {
        return desk.transactions().run(tx -> {
            var now = desk.clock().instant();
            var over = book.over(tx, now);
            var late = book.late(tx, now);
            var pages = desk.pages();
            for (var glass : over) {
                desk.shelf().clear(tx, glass.id());
                book.shredded(tx, glass.id(), now);
                leftOpen(tx, glass, pages);
                pages.say(glass.id(), Step.SHREDDED,
                        entry -> entry.with(Detail.OBLIGATIONS, ObligationCode.CLOCK_ACCESS_24_HOURS.word()));
            }
            for (var duty : late) {
                book.overdue(tx, duty);
                pages.say(duty.id(), Step.AWAITING, entry -> entry.with(Detail.REASON, "overdue")
                        .with(Detail.OBLIGATIONS, duty.code().word())
                        .with(Detail.DUE, duty.due().atZone(desk.settings().zone()).toLocalDate().toString()));
            }
            pages.into(desk.journal(), tx);
            return over.size() + late.size();
        });
    }

    /** An answer that never came, or a receipt for one: whether the view was seen is not known, and a person should ask. */
    private void leftOpen(Connection tx, Glass glass, Pages pages) throws SQLException {
        var open = desk.journeys().locked(tx, glass.id()).filter(journey -> !journey.state().isEnding());
        if (open.isPresent()) {
            desk.journeys().conclude(tx, open.get().change().ended(new Ending.Failed("outcome-unknown"))
                    .at(desk.clock().instant()));
            pages.say(glass.id(), Step.FAILED, entry -> entry.with(Detail.REASON, "outcome-unknown"));
        }
        if (glass.outcome() == GlassBook.Seen.DECLARED) {
            book.ends(tx, glass.id(), GlassBook.Seen.UNREACHABLE);
        }
    }
}
