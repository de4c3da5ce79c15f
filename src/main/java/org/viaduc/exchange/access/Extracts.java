package org.viaduc.exchange.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.viaduc.exchange.desk.Account;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.DutyBook;
import org.viaduc.exchange.desk.Ending;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.question.DecisionText;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.policy.Role;

/**
 * The extracts that lie ready for those who asked.
 *
 * <pre>
 *   READY  ──{@link #fetch}────────►  READY      as often as it takes; decided and filtered each time
 *   READY  ──{@link #handedOver}───►  DELIVERED  shredded
 *   READY  ──{@link #expire}───────►  FAILED     shredded after a month; the answer stays due
 * </pre>
 */
public final class Extracts {
    private static final String EXPIRED = "not-handed-over";

    private final Desk desk;
    private final Agents agents;
    private final DutyBook duties = new DutyBook();

    public Extracts(Desk desk) {
        this.desk = desk;
        this.agents = new Agents(desk);
    }

    /** What an agent said of a hand-over cannot be so. */
    public static final class NotHandedOver extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotHandedOver(String reason) {
            super(reason);
        }
    }

    /**
     * What the rule book lets its reader read today. The same bytes as long as the decision stands; each fetch is an entry.
     *
     * @throws AgentsOnly             when the user is no agent of the register
     * @throws NoSuchElementException when nothing lies ready under that id, or the extract has no such document
     */
    public Handout fetch(ExchangeId id, Part part, Actor agent) {
        agents.role(agent);
        return desk.transactions().run(tx -> fetch(tx, id, part, agent)).orElseThrow(Extracts::nothing);
    }

    private Optional<Handout> fetch(Connection tx, ExchangeId id, Part part, Actor agent) throws SQLException {
        var journey = ready(tx, id);
        var file = desk.shelf().take(tx, id).orElseThrow(Extracts::nothing);
        var matched = desk.index().restore(tx, file.document().record(), journey.person().orElseThrow());
        var decision = desk.decider().outgoing(QuestionText.read(journey.question()), matched,
                desk.decider().ownFacts(tx, matched));
        if (!decision.isRelease()) {
            desk.outbox().queue(Errand.REASK, id, desk.clock().instant());
            return Optional.empty();
        }
        var pages = desk.pages(agent);
        if (!decision.digest().hex().equals(journey.decisionDigest())) {
            journey = journey.change().decided(decision).at(desk.clock().instant());
            desk.journeys().save(tx, journey);
            desk.journeys().tell(tx, id, new Account(DecisionText.write(decision), "", ""));
            pages.decided(id, decision);
        }
        var extract = Extract.of(desk.decider().release(matched, decision), id, journey.changedAt());
        var handout = extract.handout(part, desk.translator()::word, desk.settings().zone())
                .orElseThrow(Extracts::nothing);
        pages.say(id, Step.RELEASED, entry -> entry.with(Detail.PART, word(part))
                .with(Detail.DECISION, decision.digest().hex()).with(Detail.DIGEST, handout.digest().hex())
                .with(Detail.BYTES, handout.length())).into(desk.journal(), tx);
        return Optional.of(handout);
    }

    private static String word(Part part) {
        return switch (part) {
            case Part.Bundle bundle -> "bundle";
            case Part.Page page -> "page";
            case Part.Document document -> "document";
        };
    }

    /**
     * The extract has been given: it is shredded, and the answer is no longer due. A second call finds nothing.
     *
     * @param to whom it was given, which must be whom it was put together for
     * @param on the day, not before it was asked for and not after today
     * @throws AgentsOnly             when the user is no agent of the register
     * @throws NoSuchElementException when nothing lies ready under that id
     * @throws NotHandedOver          when it was never fetched, is another's to read, or the day cannot be
     */
    public void handedOver(ExchangeId id, Role to, LocalDate on, Actor agent) {
        agents.role(agent);
        desk.transactions().run(tx -> {
            var journey = ready(tx, id);
            check(tx, journey, to, on);
            var now = desk.clock().instant();
            desk.shelf().clear(tx, id);
            duties.done(tx, id, DutyBook.PERSON_ANSWER, agent, now);
            desk.journeys().conclude(tx, journey.change().ended(new Ending.Delivered()).at(now));
            desk.pages(agent).say(id, Step.DELIVERED, entry -> entry.with(Detail.PART, Journey.EXTRACT)
                    .with(Detail.TO_ROLE, to.word()).with(Detail.ON, on.toString())
                    .with(Detail.OBLIGATIONS, List.of(DutyBook.PERSON_ANSWER)))
                    .say(id, Step.SHREDDED).into(desk.journal(), tx);
            return null;
        });
    }

    private void check(Connection tx, Journey journey, Role to, LocalDate on) throws SQLException {
        var asker = QuestionText.read(journey.question()).to().role();
        if (asker != to) {
            throw new NotHandedOver("`to`: the extract was put together for " + asker
                    + "; what another may read is asked for anew");
        }
        if (on.isAfter(desk.decider().today()) || on.isBefore(desk.settings().day(journey.openedAt()))) {
            throw new NotHandedOver("`on`: a day from the one on which it was asked for to today");
        }
        if (desk.journal().of(tx, journey.id()).stream().noneMatch(each -> each.entry().step() == Step.RELEASED)) {
            throw new NotHandedOver("nobody has fetched the extract yet, so it cannot have been handed over");
        }
    }

    /** Shreds an extract that nobody said was handed over in a month. The answer stays due. @return whether it did */
    public boolean expire(Connection tx, ExchangeId id) throws SQLException {
        var journey = desk.journeys().locked(tx, id).filter(each -> each.state() == State.READY)
                .filter(each -> each.due().orElseThrow().isBefore(desk.decider().today()));
        if (journey.isEmpty()) {
            return false;
        }
        desk.shelf().clear(tx, id);
        desk.journeys().conclude(tx,
                journey.get().change().ended(new Ending.Failed(EXPIRED)).at(desk.clock().instant()));
        desk.pages().say(id, Step.FAILED, entry -> entry.with(Detail.REASON, EXPIRED)).say(id, Step.SHREDDED)
                .into(desk.journal(), tx);
        return true;
    }

    private Journey ready(Connection tx, ExchangeId id) throws SQLException {
        return desk.journeys().locked(tx, id).filter(each -> each.state() == State.READY)
                .orElseThrow(Extracts::nothing);
    }

    private static NoSuchElementException nothing() {
        return new NoSuchElementException("nothing lies ready under that id");
    }
}
