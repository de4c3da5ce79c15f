package org.viaduc.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Ending;
import org.viaduc.exchange.desk.Errand;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.Pages;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.desk.Tray;
import org.viaduc.exchange.way.Astray;
import org.viaduc.exchange.way.Collected;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;

/**
 * A person's word on what does not go on by itself: that it loses more than its connector's budget allows, that the connector
 * behind which it waits is there no more, or that it goes to a department to which nothing can go.
 */
final class Refusals {
    /** Why a delivery waits while the node has nobody to hand it over. */
    private static final String NOBODY = "no-delivering-connector";

    private final Desk desk;
    private final Collected collected;

    Refusals(Desk desk, Collected collected) {
        this.desk = desk;
        this.collected = collected;
    }

    /** A delivery goes on although so much is lost. @throws NoSuchElementException when none waits for that */
    void accept(Connection tx, ExchangeId id, Actor user) throws SQLException {
        var journey = parked(tx, id).filter(Refusals::isOverBudget).orElseThrow(TrayDesk::nothing);
        mayBeDelivered();
        var now = desk.clock().instant();
        desk.pages(user).say(id, Step.RESOLVED,
                entry -> entry.with(Detail.REASON, Tray.OVER_BUDGET).with(Detail.ANSWER, "yes"))
                .into(desk.journal(), tx);
        desk.journeys().save(tx, journey.change().to(State.DELIVERING).notYetTried().lossAccepted().at(now));
        desk.outbox().queue(Errand.DELIVER, id, now);
    }

    /** @throws NobodyDelivers while the node has no connector that could */
    void mayBeDelivered() {
        if (desk.settings().delivering().isEmpty()) {
            throw new NobodyDelivers();
        }
    }

    /** It does not go on, and is shredded here. @throws NoSuchElementException when nothing of that kind waits */
    void refuse(Connection tx, ExchangeId id, Actor user) throws SQLException {
        var file = desk.tray().locked(tx, id).filter(this::isRefusable);
        var journey = file.isPresent()
                ? Optional.<Journey>empty()
                : desk.journeys().locked(tx, id).filter(this::isRefusable);
        if (file.isEmpty() && journey.isEmpty()) {
            throw TrayDesk.nothing();
        }
        var pages = desk.pages(user);
        if (file.isPresent()) {
            refuse(tx, file.get(), pages);
        } else if (Astray.isAstray(journey.get())) {
            withhold(tx, journey.get(), pages);
        } else {
            refuse(tx, journey.get(), pages);
        }
        desk.shelf().clear(tx, id);
        pages.say(id, Step.SHREDDED).into(desk.journal(), tx);
    }

    /** A file that was read by a connector of then is looked at anew when that one is back. */
    private void refuse(Connection tx, Tray.Parked file, Pages pages) throws SQLException {
        var system = desk.shelf().take(tx, file.id()).orElseThrow().ledger().orElseThrow().system();
        say(file.id(), file.isOverBudget() ? Tray.OVER_BUDGET : "no-such-connector", pages);
        if (isGone(file.connector())) {
            collected.forget(tx, system, file.localId());
        }
        desk.tray().done(tx, file.id());
    }

    /** It goes nowhere: what the decision said at once stands. */
    private void withhold(Connection tx, Journey astray, Pages pages) throws SQLException {
        say(astray.id(), astray.awaits(), pages);
        desk.journeys().conclude(tx, astray.change().ended(new Ending.Withheld()).at(desk.clock().instant()));
        pages.say(astray.id(), Step.WITHHELD, entry -> entry.with(Detail.ANSWER, "none")
                .with(Detail.REASON, astray.awaits()));
    }

    private void refuse(Connection tx, Journey delivery, Pages pages) throws SQLException {
        var reason = isOverBudget(delivery) ? Tray.OVER_BUDGET : NOBODY;
        say(delivery.id(), reason, pages);
        desk.journeys().conclude(tx,
                delivery.change().ended(new Ending.Failed(reason)).at(desk.clock().instant()));
        pages.say(delivery.id(), Step.FAILED, entry -> entry.with(Detail.REASON, reason));
        desk.outbox().queue(Errand.RECEIPT, delivery.id(), desk.clock().instant());
    }

    private static void say(ExchangeId id, String reason, Pages pages) {
        pages.say(id, Step.RESOLVED, entry -> entry.with(Detail.REASON, reason).with(Detail.ANSWER, "no"));
    }

    private boolean isRefusable(Tray.Parked file) {
        return !file.connector().isEmpty() && (file.isOverBudget() || isGone(file.connector()));
    }

    private boolean isRefusable(Journey journey) {
        return Astray.isAstray(journey) || journey.state() == State.PARKED
                && (isOverBudget(journey) || journey.direction() == Journey.Direction.IN
                        && journey.person().isPresent() && desk.settings().delivering().isEmpty());
    }

    private boolean isGone(String connector) {
        return !desk.settings().connectors().containsKey(connector);
    }

    private Optional<Journey> parked(Connection tx, ExchangeId id) throws SQLException {
        return desk.journeys().locked(tx, id).filter(each -> each.state() == State.PARKED);
    }

    private static boolean isOverBudget(Journey journey) {
        return journey.reason().equals(Tray.OVER_BUDGET);
    }
}
