package org.viaduc.exchange.way;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Ending;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.node.DepartmentLine;
import org.viaduc.exchange.node.DepartmentRefuses;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.Waypoint;
import org.viaduc.exchange.retention.Archive;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.model.ExchangeId;
import org.viaduc.trust.ReceiptState;
import org.viaduc.trust.SignedStatement;

/**
 * Hands a record over to the department: at once, or later as an errand, and again after a crash in the middle or an outcome
 * that nobody knows. The exchange id goes with it every time.
 */
final class Delivering {
    /** A delivery that nobody has ended for so long was cut off in the middle. */
    private static final Duration CUT_OFF = Duration.ofSeconds(10);

    private static final Duration NOBODY_DELIVERS = Duration.ofSeconds(30);

    private final Desk desk;
    private final DepartmentLine line;
    private final Admitting admitting;
    private final Receipting receipts;
    private final Archive archive;
    /** What is being handed over by this process: it is not cut off, however long the department takes. */
    private final Set<ExchangeId> underWay = ConcurrentHashMap.newKeySet();

    Delivering(Desk desk, DepartmentLine line, Admitting admitting, Receipting receipts) {
        this.desk = desk;
        this.line = line;
        this.admitting = admitting;
        this.receipts = receipts;
        this.archive = new Archive(desk);
    }

    /** Steps 14 and 15 while the sender waits. @return the final receipt; empty where it is tried again, or parked */
    Optional<SignedStatement> attempt(ExchangeId id, DeliverableRecord deliverable) {
        try {
            return handOver(id, deliverable);
        } catch (LineBroken e) {
            desk.transactions().run(tx -> {
                desk.outbox().queue(Errand.DELIVER, id, desk.clock().instant().plusSeconds(1));
                return null;
            });
            return Optional.empty();
        }
    }

    /**
     * Steps 14 and 15. @return the final receipt, if this ended the exchange
     *
     * @throws LineBroken when the outcome at the department is unknown
     */
    private Optional<SignedStatement> handOver(ExchangeId id, DeliverableRecord deliverable) {
        var connector = desk.settings().delivering()
                .orElseThrow(() -> new LineBroken("node.yaml names no connector that delivers", null));
        underWay.add(id);
        try {
            var reference = line.deliver(connector, deliverable, id);
            desk.watcher().reached(Waypoint.HANDED_OVER, id);
            return desk.transactions().run(tx -> delivered(tx, id, reference));
        } catch (DepartmentRefuses e) {
            desk.transactions().run(tx -> {
                park(tx, id, "refused-by-department");
                return null;
            });
            return Optional.empty();
        } finally {
            underWay.remove(id);
        }
    }

    private Optional<SignedStatement> delivered(Connection tx, ExchangeId id, String reference) throws SQLException {
        var journey = desk.journeys().locked(tx, id).orElseThrow();
        if (journey.state() != State.DELIVERING) {
            return Optional.empty();
        }
        var pages = desk.pages();
        pages.say(id, Step.DELIVERED, entry -> reference.isEmpty()
                ? entry.with(Detail.CONNECTOR, journey.connector())
                : entry.with(Detail.CONNECTOR, journey.connector()).with(Detail.LOCAL_REFERENCE,
                        Detail.reference(reference)));
        archive.keep(tx, id, pages);
        desk.shelf().clear(tx, id);
        pages.say(id, Step.SHREDDED);
        var ended = journey.change().ended(new Ending.Delivered()).at(desk.clock().instant());
        desk.journeys().conclude(tx, ended);
        var receipt = receipts.give(tx, ended, ReceiptState.DELIVERED, pages);
        pages.into(desk.journal(), tx);
        return Optional.of(receipt);
    }

    /**
     * Hands over what waits to be handed over: after a failure, a cut-off, or a fact or a person's word that let it go on.
     * However it has ended, by now or when the node died before it could say so, the sender is told. While the node has no
     * connector that delivers, it stays.
     */
    Next deliver(ExchangeId id) {
        if (desk.settings().delivering().isEmpty()) {
            return new Next.Again(desk.clock().instant().plus(NOBODY_DELIVERS));
        }
        var deliverable = desk.transactions().run(tx -> {
            var journey = desk.journeys().locked(tx, id).filter(each -> each.state() == State.DELIVERING);
            return journey.isPresent() ? resume(tx, journey.get()) : Optional.<DeliverableRecord>empty();
        });
        deliverable.ifPresent(each -> handOver(id, each));
        desk.transactions().run(tx -> {
            if (desk.journeys().locked(tx, id).filter(journey -> journey.state().isEnding()).isPresent()) {
                desk.outbox().queue(Errand.RECEIPT, id, desk.clock().instant());
            }
            return null;
        });
        return new Next.Done();
    }

    /** Whether nobody has been at it for so long that whoever was is dead. */
    boolean isCutOff(Journey journey) {
        return journey.state() == State.DELIVERING
                && journey.changedAt().isBefore(desk.clock().instant().minus(CUT_OFF));
    }

    /**
     * A second try carries the same exchange id; where the department cannot recognise it, or another connector delivers by
     * now, a person has to look.
     */
    Optional<DeliverableRecord> resume(Connection tx, Journey journey) throws SQLException {
        var recognises = desk.settings().delivering().filter(each -> each.name().equals(journey.connector()))
                .map(NodeSettings.Connector::recognises).orElse(false);
        if (!recognises && journey.attempts() > 0) {
            park(tx, journey.id(), "delivery-outcome-unknown");
            return Optional.empty();
        }
        var offer = desk.shelf().take(tx, journey.id()).orElseThrow();
        var matched = desk.index().restore(tx, offer.document().record(), journey.person().orElseThrow());
        var pages = desk.pages();
        if (journey.attempts() > 0) {
            pages.say(journey.id(), Step.RETRIED, entry -> entry.with(Detail.ATTEMPT, journey.attempts() + 1L));
        }
        var facts = desk.decider().factsForIncoming(tx, matched, journey.peer());
        var deliverable = admitting.now(tx, admitting.decide(tx, journey, matched, offer, facts, pages), pages);
        pages.into(desk.journal(), tx);
        return deliverable;
    }

    /** Queues every delivery that was cut off. @return how many */
    int resumeCutOff() {
        return desk.transactions().run(tx -> {
            desk.journeys().stillDelivering(tx, Set.copyOf(underWay), desk.clock().instant());
            var stuck = desk.journeys().stuck(tx, desk.clock().instant().minus(CUT_OFF));
            stuck.forEach(journey -> desk.outbox().queue(Errand.DELIVER, journey.id(), desk.clock().instant()));
            return stuck.size();
        });
    }

    /** The last retry has failed: a person has to look. */
    void giveUp(ExchangeId id) {
        desk.transactions().run(tx -> {
            park(tx, id, "retries-exhausted");
            return null;
        });
    }

    private void park(Connection tx, ExchangeId id, String reason) throws SQLException {
        var journey = desk.journeys().locked(tx, id).filter(each -> !each.state().isEnding());
        if (journey.isPresent()) {
            desk.journeys().save(tx, journey.get().change().parked(reason).at(desk.clock().instant()));
            desk.pages().say(id, Step.PARKED, entry -> entry.with(Detail.REASON, Detail.listed(reason)))
                    .into(desk.journal(), tx);
        }
    }
}
